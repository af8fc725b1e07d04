"""S9b: no proof and no checkpoint that was touched is believed; a second implementation agrees."""

import base64
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization

from tests.blackbox import ledgers, merkle, rounds, work
from tests.blackbox.houses import House


pytestmark = pytest.mark.blackbox

Mutation = Callable[[random.Random, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole export in memory: leaf hashes, signed notes by size, the inclusion proof, the consistency proofs."""

    folder: Path
    leaves: list[bytes]
    notes: dict[int, str]
    inclusion: dict[str, Any]
    consistency: list[dict[str, Any]]


@pytest.fixture(scope="module")
def paper(house: House, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """An export of several checkpoints."""
    for _each in range(3):
        work.note_on(house, "priya").send({"text": "Seen at the gate.", "nature": "FACT"})
        ledgers.seal(house)
    folder = ledgers.export(house, tmp_path_factory.mktemp("proofs") / "export")
    lines = (folder / "entries.jsonl").read_text().splitlines()
    notes = {int(file.stem): file.read_text() for file in (folder / "checkpoints").iterdir()}
    return Paper(
        folder,
        [merkle.hash_of_leaf(base64.b64decode(json.loads(line)["body"])) for line in lines],
        notes,
        json.loads((folder / "inclusion.json").read_text()),
        json.loads((folder / "consistency.json").read_text()),
    )


def root_in(note: str) -> bytes:
    return base64.b64decode(note.split("\n")[2])


def test_both_implementations_agree_on_what_is_sound(paper: Paper) -> None:
    leaf = merkle.hash_of_leaf(base64.b64decode(paper.inclusion["body"]))
    index, size = paper.inclusion["index"], paper.inclusion["size"]
    proof = [base64.b64decode(step) for step in paper.inclusion["proof"]]

    assert all(merkle.head(paper.leaves[:size]) == root_in(note) for size, note in paper.notes.items())
    assert proof == merkle.path(index, paper.leaves[:size])
    assert merkle.root_by(index, size, leaf, proof) == root_in(paper.notes[size])
    for one in paper.consistency:
        steps = [base64.b64decode(step) for step in one["proof"]]
        assert steps == merkle.growth(one["old_size"], paper.leaves[: one["new_size"]])


# What may happen to a proof. Each gives something that differs from what was written.


def flipped(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    """One bit of one step, or of the entry."""
    steps = list(proof["proof"])
    if not steps or ("body" in proof and chance.random() < 0.2):
        return {**proof, "body": _bit(chance, proof["body"])}
    at = chance.randrange(len(steps))
    steps[at] = _bit(chance, steps[at])
    return {**proof, "proof": steps}


def truncated(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    return {**proof, "proof": proof["proof"][: chance.randrange(len(proof["proof"]))]}


def doubled(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    at = chance.randrange(len(proof["proof"]))
    return {**proof, "proof": [*proof["proof"][:at], proof["proof"][at], *proof["proof"][at:]]}


def swapped(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    one, two = chance.sample(range(len(proof["proof"])), 2)
    steps = list(proof["proof"])
    steps[one], steps[two] = steps[two], steps[one]
    return {**proof, "proof": steps}


def elsewhere(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    """Another place or another size."""
    name = chance.choice([name for name in proof if name in {"index", "size", "old_size", "new_size"}])
    return {**proof, name: max(0, proof[name] + chance.choice([-7, -2, -1, 1, 2, 64]))}


def touched(chance: random.Random, proof: dict[str, Any]) -> dict[str, Any]:
    """One of the five; what needs two steps is not asked of a shorter proof."""
    kinds = MUTATIONS if len(proof["proof"]) > 1 else (flipped, elsewhere)
    return chance.choice(kinds)(chance, proof)


MUTATIONS: tuple[Mutation, ...] = (flipped, truncated, doubled, swapped, elsewhere)


def _bit(chance: random.Random, text: str) -> str:
    raw = bytearray(base64.b64decode(text))
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return base64.b64encode(bytes(raw)).decode()


def mutated(paper: Paper, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """For ever: the name of a file of the export, and what stands in it now."""
    while True:
        kind = chance.choice(["inclusion", "consistency", "note"])
        if kind == "inclusion":
            proof = touched(chance, paper.inclusion)
            yield "inclusion.json", json.dumps(proof).encode()
        elif kind == "consistency":
            place = chance.randrange(len(paper.consistency))
            one = touched(chance, paper.consistency[place])
            yield "consistency.json", json.dumps([*paper.consistency[:place], one]).encode()
        else:
            yield _note(paper, chance)


def _note(paper: Paper, chance: random.Random) -> tuple[str, bytes]:
    size = chance.choice(sorted(paper.notes))
    raw = bytearray(paper.notes[size].encode())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return f"checkpoints/{size:018d}.txt", bytes(raw)


def believed(paper: Paper, name: str, content: bytes) -> bool:
    """What the second implementation thinks of one file, by the sound rest."""
    try:
        if name.startswith("checkpoints/"):
            return _is_signed(paper, content)
        said = json.loads(content)
        return _leads(paper, said) if name == "inclusion.json" else all(_grows(paper, one) for one in said)
    except (ValueError, KeyError, IndexError, InvalidSignature, RecursionError):
        return False


def _is_signed(paper: Paper, content: bytes) -> bool:
    body, seal = content.decode().split("\n\n")
    key: Any = serialization.load_pem_public_key((paper.folder / "key.pem").read_bytes())
    sealed = base64.b64decode(seal.split(" ")[2].removesuffix("\n"), validate=True)
    key.verify(sealed[4:], f"{body}\n".encode())
    return content.decode() in paper.notes.values()


def _leads(paper: Paper, said: dict[str, Any]) -> bool:
    leaf = merkle.hash_of_leaf(base64.b64decode(said["body"]))
    proof = [base64.b64decode(step) for step in said["proof"]]
    return merkle.root_by(said["index"], said["size"], leaf, proof) == root_in(paper.notes[said["size"]])


def _grows(paper: Paper, said: dict[str, Any]) -> bool:
    old, new = said["old_size"], said["new_size"]
    proof = [base64.b64decode(step) for step in said["proof"]]
    is_known = old in paper.notes and new in paper.notes
    return is_known and old <= new and proof == merkle.growth(old, paper.leaves[:new])


def test_nothing_that_was_touched_is_believed(house: House, paper: Paper, tmp_path: Path) -> None:
    chance = random.Random(9)  # noqa: S311  the same ones every time
    source = mutated(paper, chance)
    batch = [next(source) for _each in rounds.counted("S9b, mutated", 400, soak=100_000)]
    wrong = [(name, content) for name, content in batch if believed(paper, name, content)]
    accepted = [batch[place] for place in verdicts(house, paper, batch, tmp_path)]

    assert wrong == accepted == []


VERIFY_ALL = """
import contextlib, io, sys
from caseward.command_line import main
for line in sys.stdin:
    with contextlib.redirect_stdout(io.StringIO()):
        status = main(["verify", line.strip(), "--key", sys.argv[1]])
    print(status, flush=True)
"""


def verdicts(house: House, paper: Paper, batch: list[tuple[str, bytes]], place: Path) -> Iterator[int]:
    """Which of them the verifier believes: one process is asked about one export after the other."""
    program = house.program()[0].replace("caseward", "python")
    asking = subprocess.Popen(
        [program, "-c", VERIFY_ALL, str(paper.folder / "key.pem")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert asking.stdin is not None
    assert asking.stdout is not None
    sound = place / "sound"
    shutil.copytree(paper.folder, sound, ignore=shutil.ignore_patterns("entries.jsonl"))
    with asking:
        for number, (name, content) in enumerate(batch):
            kept = (sound / name).read_bytes()
            (sound / name).write_bytes(content)
            asking.stdin.write(f"{sound}\n")
            asking.stdin.flush()
            if asking.stdout.readline().strip() == "0":
                yield number
            (sound / name).write_bytes(kept)
        asking.stdin.close()


def test_the_untouched_is_believed(house: House, paper: Paper, tmp_path: Path) -> None:
    untouched = [("inclusion.json", (paper.folder / "inclusion.json").read_bytes())]

    assert list(verdicts(house, paper, untouched, tmp_path)) == [0]


def test_another_key_vouches_for_nothing(house: House, paper: Paper, tmp_path: Path) -> None:
    other = tmp_path / "key.pem"
    house.run(
        "-c",
        "import sys; from cryptography.hazmat.primitives import serialization as s; "
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as K; "
        f"open({str(other)!r}, 'wb').write(K.generate().public_key()"
        ".public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))",
    )

    assert ledgers.verify(house, paper.folder, witness=paper.folder / "checkpoints", key=other).status == 1
