"""Vetting and training that ends stands on the exceptions board of the officer's unit, and of no other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.foundation.commands.errors import NotPermitted
from caseward.workforce import commands, queries
from caseward.workforce.models import Clearance, Training
from caseward.workforce.vocabulary import Level
from tests import cast, roles, told
from tests.apps.cases import pages
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

TODAY = staff.TODAY
BOARD = "cases:exceptions"


def ends(name: str, level: Level, *, days: int) -> None:
    with roles.owner():
        Clearance.objects.filter(user=cast.person(name), level=level).update(
            ends_on=TODAY + timedelta(days=days)
        )


def lapses(who: str, unit: str = "Northshire Prevent") -> list[tuple[str, str, bool]]:
    with cast.acting(who) as ctx:
        found = queries.lapses_in(viewer=ctx.actor, unit_id=staff.unit(unit), today=TODAY, within=90)
        return [(one.name, one.what, one.is_over) for one in found]


def test_what_ended_and_what_ends_soon_is_said_of_each_officer_of_the_unit() -> None:
    assert lapses("beth") == []
    ends("priya", Level.SC, days=0)
    ends("omar", Level.MV, days=90)
    ends("noor", Level.MV, days=91)
    with roles.owner():
        Training.objects.filter(user=cast.person("omar"), course="safeguarding").delete()

    assert sorted(lapses("beth")) == [
        ("Omar Farouk", "Management vetting (MV)", False),
        ("Omar Farouk", "Safeguarding", True),
        ("Priya Sharma", "Security check (SC)", True),
    ]


def test_a_higher_or_later_level_stands_for_it_and_what_was_withdrawn_does_not() -> None:
    ends("priya", Level.SC, days=0)
    with staff.as_sam() as ctx:
        commands.record_clearance(
            ctx, user_id=cast.person("priya").pk, level=Level.DV, starts_on=TODAY - timedelta(days=1),
            ends_on=TODAY + timedelta(days=400),
        )  # fmt: skip
        held = staff.clearance_of("omar", Level.SC)
        commands.withdraw_clearance(ctx, clearance_id=held.pk, version=1, because="Under review")

    assert lapses("beth") == [("Omar Farouk", "Security check (SC)", True)]


def test_nobody_but_whoever_leads_the_unit_learns_of_it() -> None:
    ends("priya", Level.SC, days=20)
    leads = {"beth", "grace"}

    assert {who for who in cast.PEOPLE if lapses(who)} == leads
    assert {who for who in cast.PEOPLE if lapses(who, "Eastmark Prevent")} == set()
    ends("ewan", Level.SC, days=20)
    assert {who for who in cast.PEOPLE if lapses(who, "Eastmark Prevent")} == {"elin"}


def test_the_board_names_the_rule_and_whom_to_ask_and_another_units_board_says_nothing() -> None:
    ends("priya", Level.SC, days=0)

    said = pages.text(cast.browser("beth").get(reverse(BOARD)))

    assert "Vetting or training that ends" in said
    assert "Security check (SC)" in said
    assert "Whoever is posted has the vetting and the training that the role asks for." in said
    assert "Ask Sam Underwood to record it." in said
    assert "Security check" not in pages.text(cast.browser("elin").get(reverse(BOARD)))
    part = cast.browser("beth").get(reverse(BOARD) + "?part=qualified")
    assert "Priya Sharma" in pages.text(part)


def test_the_form_opens_for_whoever_records_vetting() -> None:
    """Somebody who leads a unit and posts people, too, gets the form; nobody gets it for himself."""
    with staff.as_sam() as ctx:
        staff.qualify(ctx, "beth", "administrator")
        staff.post(ctx, "beth", "Administration", "administrator")
    ends("priya", Level.SC, days=0)
    ends("beth", Level.SC, days=30)

    page = cast.browser("beth").get(reverse(BOARD)).content.decode()

    assert reverse("workforce:clearance-new", args=[cast.person("priya").pk]) in page
    assert reverse("workforce:clearance-new", args=[cast.person("beth").pk]) not in page
    with cast.acting("grace") as ctx, pytest.raises(NotPermitted):
        commands.record_clearance(
            ctx, user_id=cast.person("priya").pk, level=Level.SC, starts_on=TODAY,
            ends_on=TODAY + timedelta(days=9),
        )  # fmt: skip
    assert told.refusals()[-1] == ("record_clearance", "workforce.not-administrator")
