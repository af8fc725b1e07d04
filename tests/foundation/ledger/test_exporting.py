"""What is exported holds for a verifier that has neither Django nor a database; what was tampered with does not."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import CommandError, call_command
from django.db import connection

from caseward.foundation.ledger import exporting, keys, sealing
from caseward.kernel.ledger.papers import MOST_STEPS
from tests import roles
from tests.foundation.ledger.test_sealing import NOW, write


pytestmark = [pytest.mark.commits, pytest.mark.slow]


@pytest.fixture
def sealed(real_commits: None, tmp_path: Path, settings: Any) -> Path:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    settings.LEDGER_WITNESS = tmp_path / "witness"
    keys.make_key(settings.LEDGER_KEY_FILE)
    for count in (3, 4):
        write(count)
        sealing.seal(now=NOW)
    return tmp_path / "export"


def export(folder: Path) -> None:
    connection.close()
    connection.settings_dict["USER"] = roles.OWNER
    call_command("export_ledger", str(folder), verbosity=0)
    connection.close()
    connection.settings_dict["USER"] = roles.RUNTIME


def verify(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from caseward.command_line import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, "verify", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def tamper(statement: str) -> None:
    """As whoever owns the database could, having switched its triggers off."""
    login = connection.settings_dict
    place = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": login["NAME"]}
    connection.close()
    with psycopg.connect(user=roles.OWNER, **place) as owner:
        for table in ("ledger_entry", "ledger_leaf", "ledger_checkpoint"):
            owner.execute(f"alter table {table} disable trigger all")
        owner.execute(statement)


def test_an_export_verifies_without_the_application(sealed: Path) -> None:
    export(sealed)
    found = verify(str(sealed))

    assert found.returncode == 0, found.stdout + found.stderr
    assert {path.name for path in sealed.iterdir()} == {
        "entries.jsonl", "checkpoints", "key.pem", "inclusion.json", "consistency.json",
    }  # fmt: skip


TAMPERINGS = {
    "an entry changed": "update ledger_entry set body = '{}', leaf = sha256('\\x00'::bytea || '{}'::bytea) "
    "where sequence = (select min(sequence) + 1 from ledger_entry)",
    "an entry and its leaf rewritten": "with e as (update ledger_entry set body = '{}', "
    "leaf = sha256('\\x00'::bytea || '{}'::bytea) where sequence = (select max(sequence) from ledger_entry) "
    "returning sequence, leaf) update ledger_leaf l set leaf = e.leaf from e where l.entry_sequence = e.sequence",
    "an entry deleted": "delete from ledger_entry where sequence = (select min(sequence) + 2 from ledger_entry)",
    "two entries swapped": "update ledger_leaf set entry_sequence = case index when 1 then "
    "-(select entry_sequence from ledger_leaf where index = 2) when 2 then "
    "-(select entry_sequence from ledger_leaf where index = 1) end where index in (1, 2); "
    "update ledger_leaf set entry_sequence = -entry_sequence where entry_sequence < 0",
    "the tail cut off": "delete from ledger_leaf where index >= (select max(size) - 2 from ledger_checkpoint)",
}


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_whatever_was_tampered_with_is_found(statement: str, sealed: Path) -> None:
    tamper(statement)
    try:
        export(sealed)
    except (KeyError, ObjectDoesNotExist):  # the proofs cannot be made of what is left: found, too
        return
    found = verify(str(sealed))

    assert found.returncode == 1, found.stdout
    shutil.rmtree(sealed)


def test_a_ledger_cut_back_to_an_older_checkpoint_is_found_by_its_witness(
    sealed: Path, tmp_path: Path
) -> None:
    tamper(
        "delete from ledger_checkpoint where size = (select max(size) from ledger_checkpoint); "
        "delete from ledger_leaf where index >= (select max(size) from ledger_checkpoint)"
    )
    export(sealed)

    assert verify(str(sealed)).returncode == 0
    assert verify(str(sealed), "--checkpoint", str(tmp_path / "witness")).returncode == 1


def test_an_export_needs_a_checkpoint(real_commits: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="seal the ledger first"):
        export(tmp_path / "export")


def test_an_export_never_mixes_with_what_is_there(sealed: Path) -> None:
    sealed.mkdir()
    (sealed / "something").write_text("else", "utf-8")

    with pytest.raises(CommandError, match="not empty"):
        export(sealed)


@pytest.mark.parametrize("count", [1, 2, 3, MOST_STEPS, MOST_STEPS + 1, 3 * MOST_STEPS + 7])
def test_the_steps_from_checkpoint_to_checkpoint_hang_together_and_stay_few(count: int) -> None:
    sizes = list(range(5, 5 + count))
    steps = exporting._steps(sizes)

    assert len(steps) <= MOST_STEPS
    assert [new for _, new in steps] == [*(old for old, _ in steps[1:]), *sizes[-1:]][: len(steps)]
    assert not steps or (steps[0][0], steps[-1][1]) == (sizes[0], sizes[-1])
