"""Many cases at once, each as well told of as one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from caseward.cases import commands
from caseward.cases.models import Case, Ownership
from caseward.cases.vocabulary import CaseId, FormerCase
from caseward.chronology.models import Entry
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals.models import Name as KnownName
from caseward.nominals.models import Nominal
from caseward.nominals.queries import candidates
from caseward.nominals.vocabulary import Given
from caseward.obligations.models import Obligation
from tests import cast, given, told


pytestmark = pytest.mark.django_db

HOME = Address("4 Quarry Rise, Northport", "NP2 1AB")


def somebody(number: int) -> Person:
    return Person(
        name=Name(f"Ewart {'abcdefghij'[number % 10] * 3}", "O'Dowd “the Elder”"),
        born=PartialDate(1990, 6, 1 + number % 28),
        addresses=(HOME,),
        identifiers=(Identifier(Kind.PHONE, f"07700 900{number:03}"),),
    )


def former(number: int = 0, **changes: Any) -> FormerCase:
    one = FormerCase(
        person=somebody(number),
        living_at=HOME,
        concern="Said, on two days: “it will burn”.",
        received_at=given.NOW - timedelta(days=60, microseconds=7),
        opened_at=given.NOW - timedelta(days=50, microseconds=3),
        stage="information-gathering",
        owner_id=cast.person("priya").pk,
        note="Took no part in \\ the visit of 3 May; “later” he did.",
    )
    return replace(one, **changes)


def take_over(*cases: FormerCase, who: str = "beth", unit: str = given.REFERRALS) -> int:
    with cast.acting("beth"):
        compartment_id = cast.compartment(unit)
    with cast.acting(who) as ctx:
        return commands.take_over_cases(ctx, compartment_id=compartment_id, former=cases)


def test_take_over_cases_gives_each_its_person_owner_note_clock_and_referral() -> None:
    assert take_over(*(former(number) for number in range(3))) == 3

    with cast.acting("priya") as ctx:
        assert Case.objects.count() == Ownership.objects.count() == 3
        assert set(Obligation.objects.values_list("rule_key", flat=True)) == {
            "section-36-decision",
            "reassessment",
        }
        assert Obligation.objects.count() == 6
        case = Case.objects.order_by("pk")[0]
        file = commands.view_case(ctx, case_id=CaseId(case.pk))
        assert Ownership.objects.get(case=case).starts_at == case.opened_at
        assert case.opened_at == former().opened_at
        assert Entry.objects.get(about_id=case.pk).text == former().note
        assert (file.heading.owner, file.owed[0].is_late) == ("Priya Sharma", True)
        assert case.referral is not None
        assert case.nominal is not None
        assert (case.referral.stage, case.referral.decision_id) == (
            "decided",
            Entry.objects.get(about_id=case.pk).pk,
        )
        assert KnownName.objects.get(nominal_id=case.nominal.pk).surname == "O'Dowd “the Elder”"
        assert case.nominal.born == PartialDate(1990, 6, case.nominal.born_day)
        assert len(candidates(viewer=ctx.actor, person=somebody(1))) == 3


def test_take_over_cases_tells_the_ledger_of_each() -> None:
    take_over(former(1), former(2))

    assert len(told.entries("nominal.made")) == len(told.entries("referral.taken")) == 2
    assert len(told.entries("entry.made")) == 2
    assert len(told.entries("obligation.owed")) == 4
    entries = told.entries("case.taken-over")
    with cast.acting("priya"):
        assert {entry.subject_ids[0] for entry in entries} == set(Case.objects.values_list("pk", flat=True))
    assert len({entry.command_id for entry in entries}) == 1
    assert all(b"Ewart" not in bytes(entry.body) for entry in entries)


def test_take_over_cases_needs_a_supervisor_of_the_unit() -> None:
    for who in ("noor", "rhys"):
        with pytest.raises(NotPermitted):
            take_over(former(), who=who)

    assert [name for name, _ in told.refusals()] == ["take_over_cases"] * 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: former(owner_id=cast.person("rhys").pk), "case.owner-not-of-unit"),
        (lambda: former(stage="closed-long-ago"), "case.stage-unknown"),
        (lambda: former(opened_at=given.NOW + timedelta(days=1)), "case.opened-out-of-order"),
        (lambda: former(received_at=given.NOW), "case.opened-out-of-order"),
    ],
)
def test_take_over_cases_takes_all_or_none(wrong: Any, code: str) -> None:
    with pytest.raises(Invalid):
        take_over(former(1), wrong(), former(2))

    assert told.refusals() == [("take_over_cases", code)]
    with cast.acting("beth"):
        assert not Case.objects.exists()


def test_take_over_cases_asks_no_more_for_many_than_for_two() -> None:
    asked: list[str] = []

    def count(execute: Any, sql: str, *others: Any) -> Any:
        asked.append(sql)
        return execute(sql, *others)

    cases = [former(number) for number in range(40)]
    with connection.execute_wrapper(count):
        take_over(*cases[:2])
        few = len(asked)
        take_over(*cases[2:])

    assert len(asked) == 2 * few


def test_take_over_people_makes_records_that_are_found() -> None:
    with cast.acting("beth") as ctx:
        where = cast.compartment(given.REFERRALS)
        people = [Given(person=somebody(number), living_at=HOME) for number in range(2)]
        assert commands.take_over_people(ctx, compartment_id=where, people=people) == 2
        assert len(candidates(viewer=ctx.actor, person=somebody(0))) == 2

    assert len(told.entries("nominal.made")) == 2


def test_take_over_people_needs_somebody_who_writes_records() -> None:
    with cast.acting("beth"):
        where = cast.compartment(given.REFERRALS)
    with cast.acting("stan") as ctx, pytest.raises(NotPermitted):
        commands.take_over_people(ctx, compartment_id=where, people=[Given(person=somebody(0))])

    assert [name for name, _ in told.refusals()] == ["take_over_people"]


def test_take_over_people_takes_so_many_and_no_more() -> None:
    with cast.acting("beth") as ctx, pytest.raises(Invalid):
        commands.take_over_people(
            ctx, compartment_id=cast.compartment(given.REFERRALS), people=[Given(person=somebody(0))] * 1_001
        )

    assert told.refusals() == [("take_over_people", "case.too-many-at-once")]


def test_take_over_people_goes_once_for_one_key() -> None:
    with cast.acting("beth") as ctx:
        where = cast.compartment(given.REFERRALS)
        ctx.key, ctx.digest = cast.person("beth").pk, "the same list"
        for _ in range(2):
            commands.take_over_people(ctx, compartment_id=where, people=[Given(person=somebody(0))])

    assert len(told.entries("nominal.made")) == 1


def test_take_over_people_draws_again_when_a_reference_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([11, 12, 12, 13, 14, 15])
    monkeypatch.setattr("secrets.randbelow", lambda _below: next(drawn))
    with cast.acting("beth") as ctx:
        where = cast.compartment(given.REFERRALS)
        people = [Given(person=somebody(number)) for number in range(2)]
        for _ in range(2):
            assert commands.take_over_people(ctx, compartment_id=where, people=people) == 2
        assert Nominal.objects.count() == 4
