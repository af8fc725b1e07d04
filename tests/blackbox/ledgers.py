"""The ledger as an outsider sees it: sealed, exported, and checked by the program that needs no Caseward."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.blackbox.desks import Desk
from tests.blackbox.houses import House


Disagreement = tuple[tuple[str, ...], list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What the verifier said."""

    status: int
    said: str

    @property
    def broken(self) -> list[str]:
        return [line for line in self.said.splitlines() if line.startswith("BROKEN")]


def seal(house: House) -> None:
    """Seal and witness what is ready."""
    house.manage("seal_ledger")


def export(house: House, place: Path) -> Path:
    """Write it out into an empty folder."""
    shutil.rmtree(place, ignore_errors=True)
    house.manage("export_ledger", str(place))
    return place


def verify(house: House, place: Path, *, witness: Path, key: Path) -> Verified:
    """As somebody does who holds nothing but earlier checkpoints and the public key."""
    command = house.program("verify", str(place), "--checkpoint", str(witness), "--key", str(key))
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    return Verified(done.returncode, done.stdout + done.stderr)


def exported(desk: Desk, place: Path) -> Path:
    """The same as `export`, at a desk of the owner of the database."""
    shutil.rmtree(place, ignore_errors=True)
    status, said = desk.asks("ledger", "export", str(place))
    assert status == 0, said
    return place


def verified(desk: Desk, place: Path, *, witness: Path, key: Path) -> Verified:
    """The same as `verify`, at a desk of somebody who has no database."""
    return Verified(*desk.asks("verify", str(place), "--checkpoint", str(witness), "--key", str(key)))


def disagreements(house: House) -> list[Disagreement]:
    """What the platform finds at odds with its ledger: tables, records without an entry, records that are gone."""
    done = house.asks("ledger", "reconcile", "--json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    found = [
        (tuple(one["tables"]), one["untold"], one["absent"]) for one in said if one["untold"] or one["absent"]
    ]
    assert len(said) > 30, done.stdout + done.stderr
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def holds(house: House, place: Path) -> None:
    """Every record has its row, every row its record, and the whole verifies without a gap."""
    assert disagreements(house) == []
    seal(house)
    gaps = house.value("select count(*) - coalesce(max(index), -1) - 1 from ledger_leaf")
    unsealed = house.value("select (select count(*) from ledger_entry) - (select count(*) from ledger_leaf)")
    assert (gaps, unsealed) == (0, 0)
    export(house, place)
    found = verify(house, place, witness=house.data / "witness", key=place / "key.pem")
    assert found.status == 0, found.said
