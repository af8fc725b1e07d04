"""The boards of whoever leads a unit: who carries how much, and every silence with its rule and the way to end it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.models import Offer
from caseward.cases.vocabulary import Axis, CaseId, Level
from caseward.foundation.commands.errors import NotVisible
from caseward.obligations.vocabulary import Group, Sought
from tests import cast, given, moments


pytestmark = pytest.mark.django_db

LATE = given.later(days=60)


def board(who: str = "beth", *, now: Any = LATE) -> dict[str, queries.Load]:
    with cast.acting(who, now=now) as ctx:
        led = queries.led(viewer=ctx.actor)
        found = queries.team_board(viewer=ctx.actor, led=led, now=now)
        return {load.officer: load for load in found.loads}


def owed(who: str = "beth", *, now: Any = LATE, **asked: Any) -> list[queries.Line]:
    with cast.acting(who, now=now) as ctx:
        within = queries.led(viewer=ctx.actor).within
        sought = Sought(within=within, **asked)
        return list(queries.owed_in_unit(viewer=ctx.actor, sought=sought, now=now).rows)


def test_the_team_board_shows_what_each_officer_carries_idle_ones_too() -> None:
    given.at_section_36()

    found = board()

    priya, omar = found["Priya Sharma"], found["Omar Farouk"]
    assert (priya.open_cases, priya.offers, priya.oldest) == (1, 0, given.NOW)
    assert priya.late == len(owed(owner_id=priya.officer_id)) > 0
    assert (omar.open_cases, omar.late, omar.oldest) == (0, 0, None)


def test_an_offer_stands_with_whom_it_waits_for_and_the_case_with_its_owner() -> None:
    given.adopted()

    found = board(now=given.later(hours=1))

    assert (found["Priya Sharma"].open_cases, found["Priya Sharma"].offers) == (0, 1)
    assert found["Beth Lindqvist"].open_cases == 1


def test_what_nobody_has_taken_is_counted_apart() -> None:
    given.taken()

    with cast.acting("beth", now=LATE) as ctx:
        led = queries.led(viewer=ctx.actor)
        found = queries.team_board(viewer=ctx.actor, led=led, now=LATE)

    assert found.queued is not None
    assert found.queued.late == len(owed(is_queued=True))


def test_each_figure_is_the_length_of_the_list_behind_it() -> None:
    given.at_section_36()
    now = given.later(hours=4)

    for load in board(now=now).values():
        for group, figure in ((Group.LATE, load.late), (Group.TODAY, load.today)):
            assert figure == len(owed(now=now, owner_id=load.officer_id, group=group))


@pytest.mark.parametrize("who", ["priya", "noor", "sam", "stan", "kit"])
def test_boards_are_for_those_who_lead(who: str) -> None:
    given.owned()

    with cast.acting(who) as ctx, pytest.raises(NotVisible):
        queries.led(viewer=ctx.actor)


def test_a_unit_that_one_does_not_lead_is_none() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotVisible):
        queries.led(viewer=ctx.actor, unit_id=ctx.actor.id)


def test_an_unanswered_offer_past_its_clock_is_an_exception() -> None:
    given.adopted()

    [line] = owed(now=given.later(days=4), rules=frozenset({"case-offer"}))

    assert line.owed.owed_by == "Priya Sharma"
    assert line.owed.is_late


def test_a_case_without_a_judged_risk_is_an_exception_from_the_second_day() -> None:
    """F54: a blank is no answer; not known is one."""
    case_id = given.owned()

    assert blanks(now=given.later(hours=23)) == []
    assert blanks(now=given.later(hours=25)) == [case_id]


def test_a_risk_that_is_said_to_be_not_known_ends_the_blank() -> None:
    case_id = given.owned()
    with cast.acting("priya", now=given.later(hours=2)) as ctx:
        commands.record_risk(
            ctx,
            case_id=case_id,
            text="What he means is not known.",
            axis=Axis.VIOLENCE,
            level=Level.NOT_KNOWN,
            is_volatile=True,
        )

    assert blanks(now=LATE) == []


def blanks(*, now: Any) -> list[CaseId]:
    with cast.acting("beth", now=now) as ctx:
        within = queries.led(viewer=ctx.actor).within
        return [row.id for row in queries.without_a_risk(viewer=ctx.actor, within=within, now=now).rows]


def test_the_pages_lead_from_figure_to_list_and_from_line_to_form() -> None:
    now = moments.real_now() - timedelta(days=50)
    case_id = given.owned(now=now)
    browser = cast.browser("beth")

    team = browser.get(reverse("cases:team")).content.decode()
    everything = browser.get(reverse("cases:exceptions")).content.decode()

    priya = cast.person("priya").pk
    assert f"/exceptions/?part=late&amp;owner={priya}&amp;due=late" in team
    assert f"/cases/?owner={priya}" in team
    assert reverse("cases:risk", args=[case_id]) in everything
    assert "An open case has its risks judged" in everything
    assert browser.get(f"/exceptions/?part=late&owner={priya}&due=late").status_code == 200


@pytest.mark.parametrize("part", ["late", "questions", "actions", "risks", "nonsense", ""])
def test_a_part_without_anything_says_so(part: str) -> None:
    page = cast.browser("grace").get(reverse("cases:exceptions"), {"part": part})

    assert page.status_code == 200
    assert b"Nothing here" in page.content or b"No silence" in page.content


def test_an_offer_that_stays_unanswered_is_ended_from_the_board() -> None:
    case_id = given.adopted(now=moments.lately() - timedelta(days=10))

    page = cast.browser("beth").get(reverse("cases:exceptions")).content.decode()

    assert reverse("cases:withdraw", args=[case_id]) in page
    with cast.acting("beth"):
        assert Offer.objects.filter(case_id=case_id, answered_at__isnull=True).exists()
