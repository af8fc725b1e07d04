"""Records against the ledger: what was written past the guards has no entry, what was taken away left one."""

import json
from typing import Any

import pytest
from psycopg import sql

from caseward.foundation.operating.management.commands import reconcile_ledger
from caseward.foundation.operating.patient import Connection, Patient
from caseward.foundation.operating.reconciling import Compared, reconcile


pytestmark = [pytest.mark.commits, pytest.mark.slow]

POSTINGS, CLEARANCES = "workforce_posting", "workforce_clearance"


def found(patient: Patient) -> list[Compared]:
    return [one for one in reconcile(patient.owner) if not one.agrees]


def past_the_guards(connected: Connection, table: str, statement: str, *values: object) -> None:
    name = sql.Identifier(table)
    connected.execute(sql.SQL("alter table {} disable trigger all").format(name))
    connected.execute(sql.SQL(statement).format(name), values)
    connected.execute(sql.SQL("alter table {} enable trigger all").format(name))


def one_of(patient: Patient, table: str) -> Any:
    return patient.ask(f"select min(id::text)::uuid from {table}")  # noqa: S608  one of the two above


def test_what_is_sound_agrees(patient: Patient) -> None:
    compared = list(reconcile(patient.owner))

    assert [one for one in compared if not one.agrees] == []
    by = {one.tables[0]: one.by for one in compared if one.by != "entries"}
    assert (by["cases_case"], by[POSTINGS]) == ("named", "named")
    assert (by["referrals_answer"], by[CLEARANCES], by["records_fieldchange"]) == (
        "instant",
        "instant",
        "command",
    )
    assert sum(one.records for one in compared) > 100


def test_a_table_that_is_not_compared_is_derived_from_one_that_is(patient: Patient) -> None:
    by_nothing = {one.tables[0] for one in reconcile(patient.owner) if one.by == "nothing"}

    assert by_nothing == {
        "access_compartment", "access_exclusion", "access_membership", "organisations_partnercontact",
    }  # fmt: skip


def test_a_copy_of_a_record_is_found_though_its_person_and_instant_are_real(
    patient: Patient, administrator: Connection
) -> None:
    past_the_guards(
        administrator,
        POSTINGS,
        "insert into {} select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'role', 'o'))).* "
        "from workforce_posting p where id = %s",
        one_of(patient, POSTINGS),
    )

    [one] = found(patient)
    assert (one.tables, one.by, len(one.untold), one.absent) == ((POSTINGS,), "named", 1, ())


def test_an_exact_copy_of_a_record_without_an_entry_of_its_own_is_found_beside_its_original(
    patient: Patient, administrator: Connection
) -> None:
    original = one_of(patient, CLEARANCES)
    past_the_guards(
        administrator,
        CLEARANCES,
        "insert into {} select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* "
        "from workforce_clearance c where id = %s",
        original,
    )

    [one] = found(patient)
    assert (one.tables, one.by, len(one.untold), one.absent) == ((CLEARANCES,), "instant", 2, ())
    assert original in one.untold


def test_a_record_that_was_taken_away_is_missed(patient: Patient, administrator: Connection) -> None:
    gone = one_of(patient, POSTINGS)
    past_the_guards(administrator, POSTINGS, "delete from {} where id = %s", gone)

    [one] = found(patient)
    assert (one.tables, one.by, one.untold, one.absent) == ((POSTINGS,), "entries", (), (gone,))


def test_a_record_that_nobody_made_at_its_instant_is_found(
    patient: Patient, administrator: Connection
) -> None:
    moved = one_of(patient, CLEARANCES)
    past_the_guards(
        administrator,
        CLEARANCES,
        "update {} set created_at = created_at + interval '1 hour' where id = %s",
        moved,
    )

    [one] = found(patient)
    assert (one.tables, one.by, one.untold) == ((CLEARANCES,), "instant", (moved,))


def test_it_is_said_in_counts_and_ids() -> None:
    one = Compared(("cases_case",), "named", 3, untold=tuple(range(25)))  # type: ignore[arg-type]  # as ids
    said = reconcile_ledger._as_sentence(one)

    assert said.startswith("WRONG cases_case: 3, named by an entry")
    assert "25 without an entry: 0 1 2" in said
    assert said.endswith("and 5 more")
    assert json.loads(reconcile_ledger._as_json(one))["records"] == 3
