"""The ledger as an outsider sees it: sealed, exported, and checked by the program that needs no Caseward."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.blackbox.houses import House


MADE_OF = """
    select 'entry without its ledger row', e.id from chronology_entry e
        where not exists (select from ledger_entry l where l.event = 'entry.made' and l.subject_ids @> array[e.id])
    union all
    select 'referral without its ledger row', r.id from referrals_referral r
        where not exists (select from ledger_entry l where l.event = 'referral.taken' and l.subject_ids @> array[r.id])
    union all
    select 'ledger row without its entry', (convert_from(l.body, 'UTF8')::json->'facts'->>'entry_id')::uuid
        from ledger_entry l where l.event = 'entry.made' and not exists (
            select from chronology_entry e
            where e.id = (convert_from(l.body, 'UTF8')::json->'facts'->>'entry_id')::uuid)
    union all
    select 'ledger row without its referral', l.id from ledger_entry l
        where l.event = 'referral.taken'
          and not exists (select from referrals_referral r where l.subject_ids @> array[r.id])
"""


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


def holds(house: House, place: Path) -> None:
    """Every record has its row, every row its record, and the whole verifies without a gap."""
    assert house.rows(MADE_OF) == []
    seal(house)
    gaps = house.value("select count(*) - coalesce(max(index), -1) - 1 from ledger_leaf")
    unsealed = house.value("select (select count(*) from ledger_entry) - (select count(*) from ledger_leaf)")
    assert (gaps, unsealed) == (0, 0)
    export(house, place)
    found = verify(house, place, witness=house.data / "witness", key=place / "key.pem")
    assert found.status == 0, found.said
