"""S9: whoever owns the database can change the ledger, and everybody who kept a checkpoint can show that he did."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.blackbox import attacks, desks, ledgers, rounds, unguarded, work
from tests.blackbox.attacks import Attack
from tests.blackbox.desks import Desk
from tests.blackbox.houses import House
from tests.blackbox.ledgers import Verified


pytestmark = pytest.mark.blackbox

# These leave no single entry to name: what is gone is gone, and what was made anew is whole in itself.
NAMELESS = (attacks.tail_cut, attacks.put_back)


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody outside holds: every checkpoint so far, and the public key."""

    witness: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes the ledger out, and somebody outside who looks at it."""

    owner: Desk
    outsider: Desk

    def looks(self, place: Path, kept: Kept) -> Verified:
        """What the outsider finds in an export made now."""
        export = ledgers.exported(self.owner, place)
        return ledgers.verified(self.outsider, export, witness=kept.witness, key=kept.key)


@pytest.fixture(scope="module")
def kept(house: House, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Several checkpoints, copied away while all was well."""
    folder = tmp_path_factory.mktemp("witness")
    for _each in range(3):
        work.note_on(house, "priya").send({"text": "Seen at the gate.", "nature": "FACT"})
        ledgers.seal(house)
    place = ledgers.export(house, folder / "good")
    shutil.copytree(house.data / "witness", folder / "checkpoints")
    return Kept(folder / "checkpoints", place / "key.pem")


@pytest.fixture(scope="module")
def office(house: House) -> Iterator[Office]:
    """The two programs, each begun once."""
    with house.desk() as owner, desks.opened() as outsider:
        yield Office(owner, outsider)


@pytest.mark.parametrize("attack", attacks.ATTACKS, ids=lambda attack: attack.__name__)
def test_tampering_is_found_and_its_first_place_named(
    house: House, kept: Kept, office: Office, tmp_path: Path, attack: Callable[[Attack], None]
) -> None:
    chance = random.Random(attack.__name__)  # noqa: S311  the same places every time
    for _each in rounds.counted(f"S9, {attack.__name__}", 1, soak=100):
        with attacks.committed(house, attack, chance=chance) as place:
            found = office.looks(tmp_path / "export", kept)

        assert found.status == 1, found.said
        assert attack in NAMELESS or names(found.broken, place), (place, found.said)
    holds_again(house, kept, tmp_path)


def names(broken: list[str], place: int) -> bool:
    """Whether the complaints name the place, or a range between two checkpoints that holds it."""
    said = " ".join(broken).replace(",", "")
    numbers = [int(number) for number in re.findall(r"\b\d+\b", said)]
    spans = [(int(first), int(last)) for first, last in re.findall(r"one of (\d+) to (\d+)", said)]
    return place in numbers or any(first <= place <= last for first, last in spans)


def holds_again(house: House, kept: Kept, tmp_path: Path) -> None:
    """The alarms were about the attacks and nothing else: asked of the programs as they are started by hand."""
    clean = ledgers.verify(
        house, ledgers.export(house, tmp_path / "clean"), witness=kept.witness, key=kept.key
    )
    assert clean.status == 0, clean.said


def test_a_record_written_past_the_guards_has_no_row_of_its_own(house: House) -> None:
    """The ninth attack: triggers off, a note written in somebody's name, triggers on again."""
    with house.sql() as sql:
        with unguarded.table(sql, "chronology_entry"):
            columns = [
                name
                for (name,) in sql.execute(
                    "select attname from pg_attribute where attrelid = 'chronology_entry'::regclass "
                    "and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'id'"
                )
            ]
            said = ", ".join(columns)
            sql.execute(
                f"insert into chronology_entry (id, {said}) select gen_random_uuid(), {said} "
                "from chronology_entry where kind = 'NOTE' limit 1"
            )
        found = ledgers.disagreements(house)
        with unguarded.table(sql, "chronology_entry"):
            sql.execute("delete from chronology_entry where id::text = any(%s)", [found[0][1]])

    assert [(tables, len(untold), absent) for tables, untold, absent in found] == [
        (("chronology_entry",), 1, [])
    ]


def test_a_record_that_was_taken_away_past_the_guards_is_missed(house: House) -> None:
    gone = [str(house.value("select min(id::text) from cases_gap"))]
    with house.sql() as sql:
        with unguarded.table(sql, "cases_gap"):
            sql.execute("create temp table kept as select * from cases_gap where id::text = any(%s)", [gone])
            sql.execute("delete from cases_gap where id::text = any(%s)", [gone])
        try:
            found = ledgers.disagreements(house)
        finally:
            with unguarded.table(sql, "cases_gap"):
                sql.execute("insert into cases_gap select * from kept")

    assert [(untold, absent) for _tables, untold, absent in found] == [([], gone)]


def test_no_false_alarm(house: House, kept: Kept, office: Office, tmp_path: Path) -> None:
    """Clean runs, with the tables packed anew in between."""
    for _each in rounds.counted("S9, clean runs", 1, soak=100):
        with house.sql() as sql:
            for name in attacks.TABLES:
                sql.execute(f"vacuum full {name}")
        found = office.looks(tmp_path / "clean", kept)
        assert found.status == 0, found.said
    holds_again(house, kept, tmp_path)
