"""What is owed now: late without a scheduler, grouped by day, counted as listed, in fixed numbers of questions."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from caseward.foundation.paging import START
from caseward.obligations import queries
from caseward.obligations.vocabulary import Group, MatterKind
from tests import cast
from tests.apps.obligations import secrecy
from tests.apps.obligations.given import ACKNOWLEDGE, GATEWAY, PANEL, REFERRALS, halt, matter, owed, start


pytestmark = pytest.mark.django_db

TABLE = "obligations_obligation"
STAFF = "(about_kind = 'colleague')"
IN_ONE_READ = 1
LONDON = ZoneInfo("Europe/London")
FRIDAY_NIGHT = datetime(2026, 11, 27, 23, 59, 59, tzinfo=LONDON)


def rows(who: str = "priya", *, now: datetime = cast.NOW, **which: object) -> tuple[queries.Owed, ...]:
    with cast.acting(who) as ctx:
        return queries.owed_by(viewer=ctx.actor, now=now, **which).rows  # type: ignore[arg-type]


def counts(who: str = "priya", *, now: datetime = cast.NOW) -> queries.Counts:
    with cast.acting(who) as ctx:
        return queries.counts(viewer=ctx.actor, now=now)


def test_it_is_late_as_soon_as_its_time_has_run_out_and_nothing_need_run() -> None:
    owed(ACKNOWLEDGE)  # due on Tuesday the 24th

    midnight = datetime(2026, 11, 25, tzinfo=LONDON)
    [before] = rows(now=midnight - timedelta(microseconds=1))
    [after] = rows(now=midnight)
    [three_days_later] = rows(now=midnight + timedelta(days=2, hours=9))
    assert (before.group, before.stands) == (Group.TODAY, "due today")
    assert (after.group, after.stands) == (Group.LATE, "1 working day late")
    assert rows(now=midnight, group=Group.LATE) == (after,)
    assert rows(now=midnight, group=Group.TODAY) == ()
    assert (three_days_later.stands, three_days_later.due_at) == ("3 working days late", midnight)


@pytest.mark.parametrize(
    ("rule_key", "now", "group"),
    [
        (GATEWAY, cast.NOW, Group.LATER),  # due on Monday the 30th, a week from today
        (GATEWAY, cast.NOW + timedelta(days=1), Group.WEEK),
        (GATEWAY, cast.NOW + timedelta(days=7), Group.TODAY),
        (GATEWAY, cast.NOW + timedelta(days=8), Group.LATE),
        (PANEL, cast.NOW, Group.LATER),
        (ACKNOWLEDGE, cast.NOW, Group.WEEK),
    ],
)
def test_where_it_stands_is_asked_of_the_day_in_london(rule_key: str, now: datetime, group: Group) -> None:
    owed(rule_key)

    [row] = rows(now=now)
    [filtered] = rows(now=now, group=group)
    assert row.group is group
    assert filtered == row
    assert [other for other in Group if other is not group and rows(now=now, group=other)] == []


def test_a_week_that_ends_the_clocks_of_summer_is_a_week() -> None:
    in_october = datetime(2026, 10, 21, 10, tzinfo=LONDON)
    owed(GATEWAY, now=in_october)  # due on Wednesday the 28th, after the clocks went back

    assert rows(now=in_october)[0].group is Group.LATER
    assert rows(now=in_october + timedelta(days=1))[0].group is Group.WEEK


def test_what_waits_for_others_comes_last_and_is_never_late() -> None:
    waiting = owed(GATEWAY)
    owed(PANEL)
    with cast.acting("priya") as ctx:
        halt(ctx, about_id=waiting.id, rule_key=GATEWAY)

    listed = rows(now=cast.NOW + timedelta(days=99))
    assert [(row.rule_key, row.group) for row in listed] == [(PANEL, Group.LATE), (GATEWAY, Group.WAITING)]


def test_the_list_is_soonest_first_and_says_why_and_for_whom() -> None:
    owed(PANEL, note="Ask the chair for a date.")
    owed(ACKNOWLEDGE)

    first, second = rows()
    assert (first.title, first.stands, first.owed_by) == (
        "Acknowledge the referral", "due in 1 working day", "Priya Sharma",
    )  # fmt: skip
    assert first.because.startswith(
        "1 working day after the referral was received on Monday 23 November 2026."
    )
    assert (second.note, second.about_reference) == ("Ask the chair for a date.", "C·7K3Q-9F4M")


def test_each_sees_his_own_and_nobody_elses() -> None:
    owed(GATEWAY)
    owed(PANEL, bearer="omar")

    assert [row.rule_key for row in rows("priya")] == [GATEWAY]
    assert [row.rule_key for row in rows("omar")] == [PANEL]
    assert rows("beth") == rows("rhys") == rows("stan") == ()


def test_a_queue_is_seen_by_whoever_can_take_from_it() -> None:
    with cast.acting("noor") as ctx:
        start(ctx, about=matter(REFERRALS), rule_key=ACKNOWLEDGE, capability="letterbox.read")

    [row] = rows("noor")
    assert (row.owed_by_id, row.owed_by) == (None, "")
    assert rows("priya") == rows("ewan") == ()


def test_what_one_can_do_in_one_compartment_is_no_queue_of_another() -> None:
    with cast.acting("priya") as ctx:
        start(ctx, about=matter(REFERRALS), rule_key=GATEWAY, capability="case.accept")

    assert rows("priya") == ()  # she accepts cases, and knows referrals


def test_what_is_owed_by_a_queue_elsewhere_stays_there() -> None:
    owed(GATEWAY, bearer="", capability="case.accept")

    assert len(rows("priya")) == len(rows("beth")) == 1
    assert rows("ewan") == rows("rhys") == ()  # both accept cases, elsewhere


def test_the_list_can_be_of_one_kind() -> None:
    owed(GATEWAY)
    with cast.acting("priya"):
        referral = matter(REFERRALS, MatterKind.REFERRAL)
    owed(ACKNOWLEDGE, about=referral)

    assert [row.rule_key for row in rows(kind=MatterKind.REFERRAL)] == [ACKNOWLEDGE]
    assert [row.rule_key for row in rows(kind=MatterKind.CASE)] == [GATEWAY]


def test_the_list_comes_in_pages() -> None:
    for _ in range(26):
        owed(GATEWAY)

    with cast.acting("priya") as ctx:
        first = queries.owed_by(viewer=ctx.actor, now=cast.NOW)
        second = queries.owed_by(viewer=ctx.actor, now=cast.NOW, place=first.next or START)
    assert (len(first.rows), first.has_next, len(second.rows), second.has_next) == (25, True, 1, False)


def test_counts_are_of_what_is_listed() -> None:
    waiting = owed(GATEWAY)
    owed(GATEWAY)
    owed(PANEL)
    owed(PANEL, bearer="omar")
    with cast.acting("priya") as ctx:
        halt(ctx, about_id=waiting.id, rule_key=GATEWAY)

    for now in (cast.NOW, FRIDAY_NIGHT, FRIDAY_NIGHT + timedelta(days=40)):
        found = counts(now=now)
        for group in Group:
            assert getattr(found, str(group)) == len(rows(now=now, group=group)), (group, now)
        assert found.total == len(rows(now=now)) == 3


@pytest.mark.parametrize("many", [1, 5])
def test_lists_and_counts_ask_as_often_for_many_as_for_one(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    about = [owed(GATEWAY) for _ in range(many)]

    with cast.acting("priya") as ctx:
        with django_assert_num_queries(IN_ONE_READ):
            listed = queries.owed_by(viewer=ctx.actor, now=cast.NOW)
        with django_assert_num_queries(IN_ONE_READ):
            queries.counts(viewer=ctx.actor, now=cast.NOW)
        with django_assert_num_queries(IN_ONE_READ):
            queries.of_record(viewer=ctx.actor, about_id=about[0].id, now=cast.NOW)
        with django_assert_num_queries(IN_ONE_READ):
            queries.next_of_records(viewer=ctx.actor, about_ids=[each.id for each in about], now=cast.NOW)
    assert len(listed.rows) == many


def test_of_record_shows_all_that_is_owed_about_it_to_those_who_may_know() -> None:
    about = owed(GATEWAY)
    owed(ACKNOWLEDGE, about=about, bearer="omar")
    owed(PANEL)

    with cast.acting("beth") as ctx:
        found = queries.of_record(viewer=ctx.actor, about_id=about.id, now=cast.NOW)
    with cast.acting("noor") as ctx:
        nothing = queries.of_record(viewer=ctx.actor, about_id=about.id, now=cast.NOW)
    assert [row.rule_key for row in found] == [ACKNOWLEDGE, GATEWAY]
    assert nothing == ()


def test_next_of_records_is_what_is_due_first_about_each() -> None:
    one, other = owed(GATEWAY), owed(PANEL)
    owed(ACKNOWLEDGE, about=one)
    with cast.acting("priya"):
        idle = matter()

    with cast.acting("beth") as ctx:
        found = queries.next_of_records(viewer=ctx.actor, about_ids=[one.id, other.id, idle.id], now=cast.NOW)
    assert {about_id: row.rule_key for about_id, row in found.items()} == {
        one.id: ACKNOWLEDGE,
        other.id: PANEL,
    }


def test_only_those_who_may_know_the_record_see_what_is_owed_about_it() -> None:
    owed(GATEWAY)
    records, colleagues = (f"(table {TABLE}) found where {of}" for of in (f"not {STAFF}", STAFF))

    assert set(secrecy.seen_by_each(records)) == {"priya", "omar", "beth", "grace"}
    assert set(secrecy.seen_by_each(colleagues)) == {"sam"}
    assert secrecy.seen_by_nobody(TABLE) == 0
