"""The timeline: every event once, latest first, all accounts together, in a fixed number of questions."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from caseward.chronology import commands, queries
from caseward.chronology.vocabulary import Entered, Kind
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.dates import PartialDate
from caseward.obligations.vocabulary import Matter, MatterKind
from tests import cast
from tests.apps.chronology.given import APRIL, CALL, FIGHT, NOTE, OCTOBER, REFERRALS, matter, put


pytestmark = pytest.mark.django_db

IN_ONE_READ = 3


def put_all(about: Matter, *whats: Entered, by: str = "priya") -> list[UUID]:
    """Entries made a minute apart."""
    made = []
    for minute, what in enumerate(whats):
        with cast.acting(by, now=cast.NOW + timedelta(minutes=minute)) as ctx:
            made.append(put(ctx, about=about, entered=what))
    return made


def about_a_case() -> Matter:
    with cast.acting("priya"):
        return matter()


def timeline(
    *about: Matter, by: str = "priya", kinds: tuple[Kind, ...] = (), place: Place = START
) -> Page[queries.Happening]:
    with cast.acting(by) as ctx:
        return queries.timeline(
            viewer=ctx.actor, about_ids=[each.id for each in about], kinds=kinds, place=place
        )


def texts(page: Page[queries.Happening]) -> list[str]:
    return [happening.first.text for happening in page.rows]


def test_timeline_is_latest_first_and_what_has_no_date_comes_last() -> None:
    case = about_a_case()
    put_all(
        case,
        replace(FIGHT, text="no date", occurred=None),
        replace(FIGHT, text="a year", occurred=PartialDate(2026)),
        replace(FIGHT, text="a day", occurred=OCTOBER),
        replace(FIGHT, text="the morning", occurred=APRIL, occurred_time=time(9)),
        replace(FIGHT, text="the evening", occurred=APRIL, occurred_time=time(21)),
    )

    assert texts(timeline(case)) == ["a day", "the evening", "the morning", "a year", "no date"]


def test_timeline_puts_an_event_where_its_corrected_date_belongs() -> None:
    case = about_a_case()
    moved, _stays = put_all(
        case,
        replace(FIGHT, text="moved", occurred=APRIL),
        replace(FIGHT, text="stays", occurred=PartialDate(2026, 6)),
    )
    with cast.acting("priya") as ctx:
        commands.correct_entry(ctx, entry_id=moved, text="October.", occurred=OCTOBER)

    assert texts(timeline(case)) == ["moved", "stays"]


def test_timeline_shows_every_account_of_an_event_in_one_place() -> None:
    case = about_a_case()
    first, _other = put_all(case, FIGHT, replace(NOTE, occurred=PartialDate(2026, 6)))
    with cast.acting("omar", now=cast.NOW + timedelta(hours=1)) as ctx:
        commands.give_account(ctx, entry_id=first, entered=replace(FIGHT, text="The log.", occurred=OCTOBER))

    [_note, event] = timeline(case).rows
    assert [account.text for account in event.accounts] == [FIGHT.text, "The log."]
    assert event.conflicts


def test_timeline_joins_records_and_leaves_out_what_the_viewer_may_not_know() -> None:
    case = about_a_case()
    with cast.acting("noor") as ctx:
        referral = matter(REFERRALS, MatterKind.REFERRAL)
        told = put(ctx, about=referral, entered=FIGHT)
    with cast.acting("priya", now=cast.NOW + timedelta(hours=1)) as ctx:
        put(ctx, about=case, entered=replace(FIGHT, text="The log."), account_of=told)
        put(ctx, about=case, entered=replace(CALL, text="A call."))

    assert texts(timeline(case, referral)) == ["A call.", FIGHT.text]
    assert texts(timeline(case, referral, by="noor")) == [FIGHT.text]
    assert texts(timeline(case, referral, by="rhys")) == []


def test_an_account_stands_for_the_event_where_the_first_is_about_something_else() -> None:
    case = about_a_case()
    with cast.acting("noor") as ctx:
        told = put(ctx, about=matter(REFERRALS, MatterKind.REFERRAL), entered=FIGHT)
    with cast.acting("priya", now=cast.NOW + timedelta(hours=1)) as ctx:
        put(ctx, about=case, entered=replace(FIGHT, text="The log."), account_of=told)

    [event] = timeline(case).rows
    assert [account.text for account in event.accounts] == [FIGHT.text, "The log."]


def test_timeline_of_some_kinds_only() -> None:
    case = about_a_case()
    put_all(case, FIGHT, CALL, NOTE)

    assert texts(timeline(case, kinds=(Kind.CONTACT, Kind.NOTE))) == [NOTE.text, CALL.text]


def test_timeline_comes_in_pages() -> None:
    case = about_a_case()
    put_all(case, *(replace(NOTE, text=f"note {n}") for n in range(26)))

    first = timeline(case)
    second = timeline(case, place=first.next or START)
    assert (len(first.rows), first.has_next) == (25, True)
    assert (texts(second), second.has_next) == (["note 0"], False)


def test_timeline_asks_as_often_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    case = about_a_case()
    for entry_id in put_all(case, FIGHT, CALL, NOTE):
        with cast.acting("omar") as ctx:
            commands.add_to_entry(ctx, entry_id=entry_id, text="Since then …")

    with cast.acting("priya") as ctx, django_assert_num_queries(IN_ONE_READ):
        page = queries.timeline(viewer=ctx.actor, about_ids=[case.id])
    assert [len(event.first.amendments) for event in page.rows] == [1, 1, 1]


def test_entries_are_found_by_their_ids_as_far_as_the_viewer_may_know() -> None:
    case = about_a_case()
    made = put_all(case, FIGHT, CALL)

    with cast.acting("priya") as ctx:
        found = queries.entries(viewer=ctx.actor, entry_ids=made)
    with cast.acting("noor") as ctx:
        nothing = queries.entries(viewer=ctx.actor, entry_ids=made)
    assert {happening.first.id for happening in found} == set(made)
    assert nothing == ()


def test_to_rest_on_offers_the_latest_entries_each_in_a_line() -> None:
    case = about_a_case()
    fight, call, _note = put_all(case, FIGHT, replace(CALL, text="Mother says " + "so " * 99), NOTE)

    with cast.acting("priya") as ctx:
        _latest, second, third = queries.to_rest_on(viewer=ctx.actor, about_ids=[case.id])
    assert third == (fight, f"11 April 2026 · Event · Form tutor · {FIGHT.text}")
    assert second[0] == call
    assert second[1].startswith("20 November 2026 · Contact · Mother · Mother says so")
    assert second[1].endswith("…")
