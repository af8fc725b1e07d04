"""A warrant, a recall or lost contact has an owner, attempts and a weekly review until it has ended (F62)."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from caseward.cases import queries as case_queries
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import Invalid, NotVisible, Stale
from caseward.kernel import clocks
from caseward.kernel.clocks.moments import end_of
from caseward.obligations import queries as obligations
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import Sought
from caseward.outstanding import commands, queries
from caseward.outstanding.models import Attempt, Item
from caseward.outstanding.vocabulary import ItemId, Tried
from tests import cast, given, moments, told


pytestmark = pytest.mark.django_db

STRANGERS = ["noor", "rhys", "kit", "stan", "sam", "ines", "ewan", "dana"]
WORDS = "Northport Magistrates, bench warrant 2231: did not answer bail."
ATTEMPT, REVIEW = "outstanding-attempt", "outstanding-review"


def entered(case_id: CaseId, *, who: str = "priya", now: datetime = given.NOW, **changes: Any) -> ItemId:
    said: dict[str, Any] = {
        "sort": "warrant",
        "since": (now - timedelta(days=3)).date(),
        "words": WORDS,
        "owner_id": cast.person("priya").pk,
    }
    with cast.acting(who, now=now) as ctx:
        return commands.enter_item(ctx, case_id=case_id, **said | changes)


def tried(item_id: ItemId, *, who: str = "priya", at: datetime = given.NOW, **changes: Any) -> ItemId:
    said = {"by": "PC 1142 Bell", "place": "17 Fennel Row", "outcome": "Nobody in; a neighbour says Hull."}
    with cast.acting(who, now=max(at, given.NOW)) as ctx:
        return commands.record_attempt(ctx, item_id=item_id, tried=Tried(occurred_at=at, **said | changes))


def reviewed(
    item_id: ItemId, *, who: str = "priya", now: datetime = given.NOW, to: str = "priya", seen: int = 1
) -> ItemId:
    owner_id = cast.person(to).pk
    with cast.acting(who, now=now) as ctx:
        return commands.review_item(ctx, item_id=item_id, version=seen, owner_id=owner_id)


def ended(item_id: ItemId, *, who: str = "priya", seen: int = 1, **changes: Any) -> ItemId:
    said = {"ended_as": "executed", "because": "Arrested at Hull station, custody record 88."}
    with cast.acting(who, now=given.later(days=1)) as ctx:
        return commands.end_item(ctx, item_id=item_id, version=seen, **said | changes)


def owed(item_id: ItemId) -> dict[str, tuple[datetime, str]]:
    with cast.acting("beth"):
        found = Obligation.objects.filter(about_id=item_id, ended_at__isnull=True)
        return {
            one.rule_key: (one.due_at, one.owed_by.username) for one in found if one.due_at and one.owed_by
        }


def read(item_id: ItemId, who: str = "priya") -> queries.ItemFile:
    with cast.acting(who) as ctx:
        return commands.view_item(ctx, item_id=item_id)


def listed(case_id: CaseId) -> list[tuple[str, str]]:
    with cast.acting("beth") as ctx:
        found = commands.view_items(ctx, case_id=case_id).items
        return [(row.sort.title, row.ended_as) for row in found]


def test_enter_item_owes_an_attempt_since_it_is_out_and_a_review_since_today() -> None:
    case_id = given.owned()
    item_id = entered(case_id)

    found = owed(item_id)

    assert found[ATTEMPT] == (end_of(given.NOW.date() + timedelta(days=25)), "priya")
    assert found[REVIEW] == (end_of(given.NOW.date() + timedelta(days=7)), "priya")
    assert [fact["sort"] for fact in told.facts("outstanding.entered")] == ["warrant"]
    assert listed(case_id) == [("Warrant", "")]


def test_a_warrant_older_than_28_days_without_an_attempt_climbs_to_the_supervisor() -> None:
    """F62: nobody has to run anything for it to stand on the boards, and an attempt takes it off."""
    item_id = entered(given.owned(), since=(given.NOW - timedelta(days=27)).date())

    def late(now: datetime) -> list[str]:
        with cast.acting("beth", now=now) as ctx:
            within = case_queries.led(viewer=ctx.actor).within
            sought = Sought(within=within, rules=frozenset({ATTEMPT}))
            return [
                row.owed.about_reference
                for row in case_queries.owed_in_unit(viewer=ctx.actor, sought=sought, now=now).rows
            ]

    assert late(given.NOW) == []
    assert len(late(given.later(days=2))) == 1
    with cast.acting("beth"):
        clock = obligations.derived(Obligation.objects.get(about_id=item_id, rule_key=ATTEMPT))
    assert [one.role for one in clocks.tellings(clock)] == ["", "", "supervisor", "supervisor"]

    tried(item_id, at=given.later(days=2))
    assert late(given.later(days=3)) == []


def test_record_attempt_stands_in_the_register_and_restarts_the_clock_from_when_it_was() -> None:
    item_id = entered(given.owned())

    tried(item_id, at=given.later(days=-2))

    [one] = read(item_id).attempts
    assert (one.by, one.place) == ("PC 1142 Bell", "17 Fennel Row")
    assert owed(item_id)[ATTEMPT][0] == end_of(given.NOW.date() + timedelta(days=26))
    assert len(told.entries("outstanding.attempted")) == 1


def test_review_item_owes_the_next_in_a_week_and_hands_on_all_that_is_owed() -> None:
    item_id = entered(given.owned())

    reviewed(item_id, now=given.later(days=5), to="omar")

    found = owed(item_id)
    assert {who for _, who in found.values()} == {"omar"}
    assert found[REVIEW][0] == end_of(given.NOW.date() + timedelta(days=12))
    assert len(told.entries("outstanding.reviewed")) == 1
    assert read(item_id).row.owner == "Omar Farouk"


def test_end_item_says_how_and_nothing_more_is_owed() -> None:
    case_id = given.owned()
    item_id = entered(case_id)

    ended(item_id)

    assert listed(case_id) == [("Warrant", "Executed")]

    row = read(item_id).row
    assert (row.ended_as, row.ended_because) == ("Executed", "Arrested at Hull station, custody record 88.")
    assert owed(item_id) == {}
    assert [fact["ended_as"] for fact in told.facts("outstanding.ended")] == ["executed"]
    for again in (
        partial(tried, item_id),
        partial(reviewed, item_id, seen=2),
        partial(ended, item_id, seen=2),
    ):
        with pytest.raises(Invalid, match="come to its end"):
            again()


def test_what_is_not_said_whole_or_out_of_time_is_refused_in_words() -> None:
    case_id = given.owned()
    item_id = entered(case_id)
    wrong: list[tuple[Any, str]] = [
        (lambda: entered(case_id, sort="grudge"), "outstanding.no-such-sort"),
        (lambda: entered(case_id, since=given.later(days=1).date()), "outstanding.out-of-its-time"),
        (lambda: entered(case_id, words=" "), "outstanding.without-words"),
        (lambda: entered(case_id, owner_id=cast.person("rhys").pk), "outstanding.owner-cannot"),
        (lambda: tried(item_id, place=""), "outstanding.without-words"),
        (lambda: tried(item_id, at=given.later(days=-9)), "outstanding.tried-out-of-time"),
        (lambda: reviewed(item_id, to="kit"), "outstanding.owner-cannot"),
        (lambda: ended(item_id, ended_as="found"), "outstanding.no-such-end"),
        (lambda: ended(item_id, because=""), "outstanding.without-words"),
    ]
    for attempt, _ in wrong:
        with pytest.raises(Invalid):
            attempt()
    with pytest.raises(Stale):
        ended(item_id, seen=7)
    assert [code for _, code in told.refusals()][: len(wrong)] == [code for _, code in wrong]


def test_strangers_find_neither_item_nor_case_and_the_database_agrees() -> None:
    case_id = given.owned()
    item_id = entered(case_id)
    tried(item_id)
    nothing = ItemId(uuid4())

    for who in STRANGERS:
        with pytest.raises(NotVisible):
            entered(case_id, who=who)
        for one in (item_id, nothing):
            for attempt in (
                partial(tried, one),
                partial(reviewed, one),
                partial(ended, one),
                partial(read, one),
            ):
                with pytest.raises(NotVisible):
                    attempt(who=who)
        with cast.acting(who) as ctx:
            assert not Item.objects.exists()
            assert not Attempt.objects.exists()
            with pytest.raises(NotVisible):
                commands.view_items(ctx, case_id=case_id)


def test_the_register_lists_the_longest_out_first_to_those_who_read_cases() -> None:
    case_id = given.owned()
    younger = entered(case_id)
    older = entered(case_id, sort="recall", since=(given.NOW - timedelta(days=40)).date())
    ended(entered(case_id, sort="lost-contact"), ended_as="found")

    with cast.acting("beth") as ctx:
        rows = queries.register(viewer=ctx.actor).rows
        of_case = commands.view_items(ctx, case_id=case_id)
    with cast.acting("sam") as ctx, pytest.raises(NotVisible):
        queries.register(viewer=ctx.actor)

    assert [row.id for row in rows] == [older, younger]
    assert [row.ended_as for row in of_case.items] == ["", "", "Found"]
    assert len(told.entries("outstanding.viewed")) == 1


def test_what_is_out_is_entered_tried_and_ended_in_a_browser() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=40))
    item_id = entered(case_id, now=moments.real_now() - timedelta(days=35))
    browser = cast.browser("priya")

    enter = browser.get(reverse("outstanding:enter", args=[case_id]))
    work = browser.get(reverse("cases:work")).content.decode()
    item = browser.get(reverse("outstanding:item", args=[item_id])).content.decode()
    board = cast.browser("beth").get(reverse("cases:exceptions")).content.decode()
    sent = browser.post(
        reverse("outstanding:end", args=[item_id]),
        {"version": "1", "ended_as": "executed", "because": "Arrested at Hull."},
    )

    assert enter.status_code == 200
    assert reverse("outstanding:attempt", args=[item_id]) in work
    assert "Nobody has tried yet" in item
    assert "silence=unpursued" in board
    assert sent.status_code == 302
    register = browser.get(reverse("outstanding:register")).content.decode()
    assert "Nothing is out" in register
