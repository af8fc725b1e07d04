"""Entering, adding, correcting, giving another account and reading."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.chronology import commands, queries
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Amendment, Entered, Kind, Nature, Source
from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry as LedgerEntry
from caseward.kernel.dates import PartialDate
from caseward.obligations.vocabulary import MatterKind
from tests import cast, roles
from tests.apps.chronology.given import (
    APRIL,
    CALL,
    CASES,
    FIGHT,
    NOTE,
    OCTOBER,
    REFERRALS,
    decide,
    entered,
    matter,
    put,
)
from tests.apps.decisions.given import DECIDED


pytestmark = pytest.mark.django_db

LATER, LATER_STILL = cast.NOW.replace(hour=11), cast.NOW.replace(hour=12)
SCHOOL_LOG = replace(FIGHT, text="Entry of the school log.", occurred=OCTOBER, source_name="School log")


def told(event: str) -> list[LedgerEntry]:
    with roles.owner():
        return list(LedgerEntry.objects.filter(event=event))


def stored(entry_id: UUID) -> Entry:
    with roles.owner():
        found: Entry = Entry.objects.get(pk=entry_id)
        return found


def read(entry_id: UUID, *, by: str = "priya") -> queries.Happening:
    with cast.acting(by) as ctx:
        return commands.view_entry(ctx, entry_id=entry_id).happening


def test_enter_keeps_what_was_said_and_who_said_it() -> None:
    account = read(entered(CALL)).first

    assert (account.kind, account.text, account.nature) == (Kind.CONTACT, CALL.text, Nature.FACT)
    assert (account.source, account.source_name, account.occurred) == (
        Source.FAMILY, "Mother", PartialDate(2026, 11, 20),
    )  # fmt: skip
    assert account.contact == CALL.contact
    assert (account.by, account.at) == ("Priya Sharma", cast.NOW)


@pytest.mark.parametrize(
    "occurred", [None, PartialDate(2019), PartialDate(2019, 4), PartialDate(2019, 4, 30)]
)
def test_enter_keeps_a_date_as_far_as_it_is_known(occurred: PartialDate | None) -> None:
    assert read(entered(replace(FIGHT, occurred=occurred))).first.occurred == occurred


def test_a_note_without_a_date_was_made_now_in_london() -> None:
    in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    account = read(entered(NOTE, now=in_summer)).first

    assert account.occurred == PartialDate(2026, 7, 2)
    assert account.occurred_time == time(0, 30)


def test_enter_tells_the_ledger_which_and_never_what() -> None:
    entry_id = entered(FIGHT)

    [line] = told("entry.made")
    assert entry_id in line.subject_ids
    assert b"EVENT" in bytes(line.body)
    assert b"stairs" not in bytes(line.body)


def test_enter_alone_is_refused() -> None:
    with cast.acting("priya") as ctx, pytest.raises(CommandIncomplete):
        commands.enter(ctx, about=matter(), entered=FIGHT)


@pytest.mark.parametrize(
    ("what", "changes", "field", "code"),
    [
        (FIGHT, {"text": " "}, "text", "entry.no-words"),
        (FIGHT, {"occurred": PartialDate(2026, 11, 24)}, "occurred", "entry.in-the-future"),
        (FIGHT, {"occurred": PartialDate(2026, 12)}, "occurred", "entry.in-the-future"),
        (FIGHT, {"occurred": PartialDate(1899)}, "occurred", "entry.too-early"),
        (
            FIGHT,
            {"occurred": PartialDate(2026, 11, 23), "occurred_time": time(9, 31)},
            "occurred",
            "entry.in-the-future",
        ),
        (FIGHT, {"source_name": ""}, "source_name", "entry.source-not-named"),
        (FIGHT, {"grade": "2D"}, "grade", "entry.grade-not-3x5x2"),
        (FIGHT, {"kind": Kind.INTELLIGENCE}, "grade", "entry.intelligence-not-graded"),
        (CALL, {"contact": None}, "risk", "entry.contact-without-risk"),
        (FIGHT, {"contact": CALL.contact}, "risk", "entry.contact-without-risk"),
    ],
)
def test_enter_refuses_what_is_not_whole(
    what: Entered, changes: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        entered(replace(what, **changes))

    assert (refusal.value.field, refusal.value.refusal.code) == (field, code)
    with roles.owner():
        assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"occurred": PartialDate(2026, 11)},
        {"occurred": PartialDate(2026, 11, 23), "occurred_time": time(9, 30)},
        {"source": Source.SUBJECT, "source_name": ""},
        {"kind": Kind.INTELLIGENCE, "grade": "2DP"},
    ],
)
def test_enter_takes_what_may_be(changes: dict[str, Any]) -> None:
    assert stored(entered(replace(FIGHT, **changes))).text == FIGHT.text


def test_a_signed_decision_leads_from_the_chronology_to_its_record() -> None:
    with cast.acting("beth") as ctx:
        entry_id = decide(ctx, about=matter(), decided=DECIDED)

    account = read(entry_id).first
    assert (account.kind, account.text) == (Kind.DECISION, DECIDED.title)
    with roles.owner():
        assert account.source_id == told("decision.made")[0].subject_ids[0]


def test_add_to_entry_leaves_the_entry_as_it_was() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx:
        commands.add_to_entry(ctx, entry_id=entry_id, text="The pupil was not hurt.")
    [account] = read(entry_id).accounts
    [added] = account.amendments
    assert (account.text, account.occurred) == (FIGHT.text, APRIL)
    assert (added.how, added.text, added.by) == (
        Amendment.ADDENDUM, "The pupil was not hurt.", "Omar Farouk",
    )  # fmt: skip


def test_add_to_entry_refuses_who_may_only_read_and_records_it() -> None:
    entry_id = entered(FIGHT, key=REFERRALS)  # about a case, in a compartment that intake knows

    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        commands.add_to_entry(ctx, entry_id=entry_id, text="From intake.")
    assert b"access.not-held" in bytes(told("command.refused")[0].body)


def test_add_to_entry_refuses_to_say_nothing() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        commands.add_to_entry(ctx, entry_id=entry_id, text=" ")
    assert refusal.value.field == "text"


def test_add_to_entry_tells_the_ledger() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx:
        added_id = commands.add_to_entry(ctx, entry_id=entry_id, text="The pupil was not hurt.")
    [line] = told("entry.added-to")
    assert {entry_id, added_id} <= set(line.subject_ids)


def test_what_is_added_to_an_addition_belongs_to_the_first_entry() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx:
        added_id = commands.add_to_entry(ctx, entry_id=entry_id, text="One.")
    with cast.acting("omar", now=LATER) as ctx:
        commands.add_to_entry(ctx, entry_id=added_id, text="Two.")
    assert [added.text for added in read(added_id).first.amendments] == ["One.", "Two."]


def test_correct_entry_keeps_both_texts_and_takes_the_later_date() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx:
        commands.correct_entry(ctx, entry_id=entry_id, text="It was in May.", occurred=PartialDate(2026, 5))
    with cast.acting("priya", now=LATER) as ctx:
        commands.correct_entry(ctx, entry_id=entry_id, text="It was in October.", occurred=OCTOBER)
    with cast.acting("priya", now=LATER_STILL) as ctx:
        commands.correct_entry(ctx, entry_id=entry_id, text="A corridor, not stairs.")
    account = read(entry_id).first
    assert account.is_corrected
    assert (account.text, account.occurred_as_entered, account.occurred) == (FIGHT.text, APRIL, OCTOBER)


def test_correct_entry_refuses_a_stranger_as_if_there_were_nothing() -> None:
    entry_id = entered(FIGHT)

    for wanted in (entry_id, uuid4()):
        with cast.acting("rhys") as ctx, pytest.raises(NotVisible):
            commands.correct_entry(ctx, entry_id=wanted, text="No.")


def test_correct_entry_refuses_a_day_that_has_not_come() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        commands.correct_entry(ctx, entry_id=entry_id, text="Next year.", occurred=PartialDate(2027))
    assert refusal.value.field == "occurred"


def test_correct_entry_tells_the_ledger() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("priya") as ctx:
        added_id = commands.correct_entry(ctx, entry_id=entry_id, text="A corridor.")
    [line] = told("entry.corrected")
    assert (line.operation, {entry_id, added_id} <= set(line.subject_ids)) == ("ALTERATION", True)


def test_give_account_puts_two_days_for_one_event_side_by_side() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar", now=LATER) as ctx:
        commands.give_account(ctx, entry_id=entry_id, entered=SCHOOL_LOG)
    event = read(entry_id)
    assert event.conflicts
    assert [(account.source_name, account.occurred) for account in event.accounts] == [
        ("Form tutor", APRIL),
        ("School log", OCTOBER),
    ]


def test_accounts_whose_days_can_be_one_are_no_conflict() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx:
        commands.give_account(
            ctx, entry_id=entry_id, entered=replace(SCHOOL_LOG, occurred=PartialDate(2026, 4))
        )
        commands.give_account(ctx, entry_id=entry_id, entered=replace(SCHOOL_LOG, occurred=None))
    assert not read(entry_id).conflicts


def test_a_corrected_day_ends_the_conflict() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx:
        account_id = commands.give_account(ctx, entry_id=entry_id, entered=SCHOOL_LOG)
        commands.correct_entry(ctx, entry_id=account_id, text="Misread.", occurred=APRIL)
    assert not read(entry_id).conflicts


def test_an_account_of_an_account_is_one_of_the_event() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx:
        second = commands.give_account(ctx, entry_id=entry_id, entered=SCHOOL_LOG)
        commands.give_account(ctx, entry_id=second, entered=replace(SCHOOL_LOG, source_name="Bus driver"))
    assert len(read(second).accounts) == 3


def test_give_account_refuses_who_may_only_read() -> None:
    entry_id = entered(FIGHT, key=REFERRALS)

    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        commands.give_account(ctx, entry_id=entry_id, entered=SCHOOL_LOG)
    assert len(told("command.refused")) == 1


def test_give_account_refuses_what_enter_refuses() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx, pytest.raises(Invalid) as refusal:
        commands.give_account(ctx, entry_id=entry_id, entered=replace(SCHOOL_LOG, source_name=""))
    assert refusal.value.field == "source_name"


def test_give_account_tells_the_ledger() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar") as ctx:
        account_id = commands.give_account(ctx, entry_id=entry_id, entered=SCHOOL_LOG)
    [line] = told("entry.account-given")
    assert {entry_id, account_id} <= set(line.subject_ids)


def test_an_account_entered_from_a_case_stays_with_those_who_know_the_case() -> None:
    with cast.acting("noor") as ctx:
        referral = matter(REFERRALS, MatterKind.REFERRAL)
        entry_id = put(ctx, about=referral, entered=FIGHT)
    with cast.acting("priya") as ctx:
        put(ctx, about=matter(CASES), entered=SCHOOL_LOG, account_of=entry_id)

    assert len(read(entry_id, by="priya").accounts) == 2
    assert len(read(entry_id, by="noor").accounts) == 1


def test_an_account_of_what_the_actor_may_not_know_is_refused_as_if_it_were_nothing() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("noor") as ctx:
        about = matter(REFERRALS, MatterKind.REFERRAL)
        with pytest.raises(NotVisible):
            put(ctx, about=about, entered=SCHOOL_LOG, account_of=entry_id)


def test_view_entry_refuses_who_knows_of_it_and_may_not_read_it() -> None:
    entry_id = entered(FIGHT, key=REFERRALS)

    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        commands.view_entry(ctx, entry_id=entry_id)


def test_view_entry_answers_a_stranger_as_if_there_were_nothing() -> None:
    entry_id = entered(FIGHT)

    for who in ["stan", "sam", "rhys", "dana", "ines", "noor"]:
        for wanted in (entry_id, uuid4()):
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                commands.view_entry(ctx, entry_id=wanted)


def test_view_entry_records_who_read_it_and_why() -> None:
    entry_id = entered(FIGHT)

    with cast.acting("omar", purpose="casework") as ctx:
        commands.view_entry(ctx, entry_id=entry_id)
    [line] = told("entry.viewed")
    assert (line.actor_id, line.operation, line.purpose) == (
        cast.person("omar").pk, "CONSULTATION", "casework",
    )  # fmt: skip
