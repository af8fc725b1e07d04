"""Vetting is owed again before it ends: by those who record it, told to those who lead whom it is about."""

from datetime import date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.db.transaction import atomic
from django.urls import reverse

from caseward.obligations import commands as obligations
from caseward.obligations import queries
from caseward.obligations.models import Obligation
from caseward.workforce import commands, policies
from caseward.workforce.vocabulary import Level
from tests import cast, roles, told
from tests.apps.obligations.test_telling import messages
from tests.apps.tripwires.test_tripwires import platform
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

MANAGEMENT, NATIONAL = "vetting-renewal", "national-security-vetting-review"
SHORT, SHORT_NATIONAL = "vetting-lapse", "national-security-vetting-lapse"
IN_FIVE = given.TODAY + timedelta(days=1_800)


def record(name: str, level: Level, *, ends_on: date, starts_on: date = given.MONTH_AGO) -> None:
    with given.as_sam() as ctx:
        commands.record_clearance(
            ctx, user_id=cast.person(name).pk, level=level, starts_on=starts_on, ends_on=ends_on
        )


def withdraw(name: str, level: Level) -> None:
    held = given.clearance_of(name, level)
    with given.as_sam() as ctx:
        commands.withdraw_clearance(ctx, clearance_id=held.pk, version=held.version, because="Left")


def owed(name: str) -> dict[str, datetime | None]:
    """What is owed of somebody's vetting, and by when."""
    with roles.owner():
        found = Obligation.objects.filter(about_id=cast.person(name).pk, ended_at__isnull=True)
        return dict(found.values_list("rule_key", "due_at"))


def ended(name: str) -> list[tuple[str, str | None]]:
    with roles.owner():
        found = Obligation.objects.filter(about_id=cast.person(name).pk, ended_at__isnull=False)
        return list(found.order_by("created_at").values_list("rule_key", "ended_how"))


def test_it_is_owed_until_the_vetting_ends_by_those_who_record_it() -> None:
    record("stan", Level.MV, ends_on=given.IN_A_MONTH)

    assert owed("stan") == {SHORT: policies.midnight(given.IN_A_MONTH)}
    with given.as_sam() as ctx:
        mine = queries.owed_by(viewer=ctx.actor, now=ctx.now, kind=None).rows
        [line] = [one for one in mine if one.about_id == cast.person("stan").pk]
    assert (line.title, line.about_reference) == (
        "Renew management vetting before it ends",
        cast.person("stan").name,
    )


def test_no_vetting_is_good_for_longer_than_its_rule_says() -> None:
    """C90 and C91: seven years of management vetting, ten of national security vetting, whatever was typed."""
    granted = given.MONTH_AGO.replace(day=1)
    seven, ten, twenty = (granted.replace(year=granted.year + years) for years in (7, 10, 20))
    record("stan", Level.DV, starts_on=granted, ends_on=twenty)
    record("stan", Level.MV, starts_on=granted, ends_on=seven)

    assert owed("stan") == {
        MANAGEMENT: policies.midnight(seven + timedelta(days=1)),
        NATIONAL: policies.midnight(ten + timedelta(days=1)),
    }


def test_what_is_renewed_ends_and_is_owed_anew() -> None:
    record("stan", Level.MV, ends_on=given.IN_A_MONTH)
    record("stan", Level.MV, ends_on=IN_FIVE)

    assert ended("stan") == [(SHORT, "renewed")]
    assert owed("stan") == {SHORT: policies.midnight(IN_FIVE)}


def test_what_is_withdrawn_is_owed_no_longer_and_what_stood_beside_it_is() -> None:
    record("stan", Level.SC, ends_on=IN_FIVE)
    record("stan", Level.DV, ends_on=given.IN_A_MONTH)
    assert owed("stan") == {SHORT_NATIONAL: policies.midnight(given.IN_A_MONTH)}

    withdraw("stan", Level.DV)
    assert owed("stan") == {SHORT_NATIONAL: policies.midnight(IN_FIVE)}
    withdraw("stan", Level.SC)

    assert owed("stan") == {}
    assert ended("stan") == [(SHORT_NATIONAL, how) for how in ("renewed", "withdrawn", "withdrawn")]


def test_vetting_for_an_employment_is_renewed_there() -> None:
    record("stan", Level.RV, ends_on=IN_FIVE)
    record("stan", Level.NPPV3, ends_on=IN_FIVE)

    assert owed("stan") == {}


def alone(name: str) -> None:
    """Nothing is to be told but of somebody's national security vetting."""
    with roles.owner():
        others = Obligation.objects.exclude(about_id=cast.person(name).pk, rule_key=SHORT_NATIONAL)
        others.update(tells_at=None)


def tell(now: datetime) -> None:
    with platform(now=now) as ctx:
        obligations.tell_what_is_due(ctx)


def test_those_who_record_are_told_first_and_a_day_later_those_who_lead() -> None:
    """Nobody in the office leads Omar: his own supervisors are told, in the unit that they know."""
    record("omar", Level.SC, ends_on=IN_FIVE)
    alone("omar")
    end = policies.midnight(IN_FIVE)

    tell(end - timedelta(days=100))
    assert (messages("colleague.due-soon"), messages("colleague.overdue")) == (["sam"], [])
    tell(end + timedelta(hours=1))
    assert messages("colleague.overdue") == ["sam"]
    tell(end + timedelta(days=2))
    assert messages("colleague.overdue") == ["beth", "grace", "sam"]


def test_where_nobody_leads_those_who_record_are_told_again() -> None:
    record("stan", Level.SC, ends_on=IN_FIVE)
    alone("stan")

    tell(policies.midnight(IN_FIVE) + timedelta(hours=1))
    tell(policies.midnight(IN_FIVE) + timedelta(days=2))

    assert messages("colleague.overdue") == ["sam", "sam"]


def test_the_notice_leads_each_to_where_it_is_seen_to() -> None:
    where = reverse("workforce:colleague", args=[cast.person("omar").pk])
    leads = {"beth", "grace"}

    found = {name: cast.browser(name).get(where) for name in cast.PEOPLE}

    assert found["sam"].headers["Location"] == reverse("workforce:person", args=[cast.person("omar").pk])
    for name in leads:
        assert found[name].headers["Location"] == reverse("cases:exceptions") + "?part=qualified"
    assert {name for name, answer in found.items() if answer.status_code == 302} == leads | {"sam"}
    assert {answer.status_code for answer in found.values()} == {302, 404}


def test_my_work_leads_to_the_form_that_ends_it() -> None:
    record("stan", Level.MV, ends_on=given.IN_A_MONTH)

    page = cast.browser("sam").get(reverse("cases:work")).content.decode()

    assert reverse("workforce:clearance-new", args=[cast.person("stan").pk]) in page


def test_whoever_records_vetting_is_led_to_no_form_for_his_own() -> None:
    page = cast.browser("sam").get(reverse("cases:work")).content.decode()

    assert cast.person("sam").name in page
    assert reverse("workforce:clearance-new", args=[cast.person("sam").pk]) not in page
    assert reverse("workforce:colleague", args=[cast.person("sam").pk]) in page


def test_nobody_else_ends_or_begins_it_by_the_functions_of_the_database() -> None:
    record("stan", Level.MV, ends_on=IN_FIVE)
    for name in set(cast.PEOPLE) - {"sam"}:
        stan = cast.person("stan").pk
        with cast.acting(name), pytest.raises(ProgrammingError, match="Only those who post"), atomic():
            connection.cursor().execute("select sec.end_renewal(%s, %s, 'x', now(), null)", [stan, SHORT])

    assert owed("stan") == {SHORT: policies.midnight(IN_FIVE)}


def test_the_ledger_says_what_is_owed_by_its_rule() -> None:
    record("stan", Level.MV, ends_on=IN_FIVE)

    facts = [one for one in told.facts("obligation.owed") if one["about_id"] == str(cast.person("stan").pk)]
    assert [(one["rule"], one["due_on"]) for one in facts] == [(SHORT, str(IN_FIVE - timedelta(days=1)))]
