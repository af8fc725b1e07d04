"""What vetting and training say of a role: a table, and three properties."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import CAPABILITIES, Role
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import Layer
from caseward.workforce import policies
from caseward.workforce.models import Clearance, Posting, Training
from caseward.workforce.vocabulary import ACCESS_LASTS, COURSES, STANDS_FOR, WORKS_IN, Level


TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)

ROLE = Role(
    key="tester",
    version="1",
    title="Tester",
    description="",
    capabilities=frozenset({"case.read", "case.write", "referral.read"}),
    vetting=("SC",),
    training=("safeguarding",),
    sees_people=True,
    source=(),
    effective_from=date(2024, 5, 1),
)


def clearance(
    level: str = "SC", starts_on: date = TODAY, ends_on: date = TODAY + DAY, **rest: object
) -> Clearance:
    return Clearance(level=level, starts_on=starts_on, ends_on=ends_on, **rest)


def course(completed_on: date = TODAY, ends_on: date | None = None, name: str = "safeguarding") -> Training:
    return Training(course=name, completed_on=completed_on, ends_on=ends_on)


VETTING = {
    "live": ([clearance()], True),
    "a higher level stands for it": ([clearance("DV")], True),
    "a lower level does not": ([clearance("CTC")], False),
    "another kind of vetting does not": ([clearance("MV")], False),
    "it ends at the beginning of its last day": ([clearance(starts_on=TODAY - DAY, ends_on=TODAY)], False),
    "not yet begun": ([clearance(starts_on=TODAY + DAY, ends_on=TODAY + 2 * DAY)], False),
    "withdrawn": ([clearance(withdrawn_at=NOW, withdrawn_because="x")], False),
    "none": ([], False),
}


@pytest.mark.parametrize(("clearances", "enough"), VETTING.values(), ids=VETTING)
def test_vetting_counts_when_it_is_live_and_high_enough(clearances: list[Clearance], *, enough: bool) -> None:
    fit = policies.qualified(ROLE, clearances, [course()], today=TODAY)

    assert fit.missing == (() if enough else ("SC",))


TRAINING = {
    "completed today": ([course()], True),
    "completed long ago and never ending": ([course(date(2001, 1, 1))], True),
    "to be completed": ([course(TODAY + DAY)], False),
    "ended": ([course(TODAY - DAY, TODAY)], False),
    "another course": ([course(name="data-protection")], False),
    "none": ([], False),
}


@pytest.mark.parametrize(("trainings", "enough"), TRAINING.values(), ids=TRAINING)
def test_training_counts_when_it_is_completed_and_live(trainings: list[Training], *, enough: bool) -> None:
    fit = policies.qualified(ROLE, [clearance()], trainings, today=TODAY)

    assert fit.missing == (() if enough else ("safeguarding",))


def test_the_one_that_ends_last_counts() -> None:
    longer = clearance(ends_on=TODAY + 9 * DAY)

    fit = policies.qualified(ROLE, [clearance(), longer], [course()], today=TODAY)

    assert fit.ends_at == policies.midnight(TODAY + 9 * DAY)


def test_a_day_begins_at_midnight_in_london_also_in_summer() -> None:
    assert policies.midnight(date(2026, 7, 1)).astimezone(UTC) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert policies.midnight(date(2026, 12, 1)).astimezone(UTC) == datetime(2026, 12, 1, tzinfo=UTC)


def posting(starts_at: datetime, ends_at: datetime | None) -> Posting:
    unit = Unit(name="Somewhere", cases_compartment_id=uuid4(), referrals_compartment_id=uuid4())
    return Posting(unit=unit, role="tester", starts_at=starts_at, ends_at=ends_at)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  the zone is given
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(starts_at=instants, ends_at=st.none() | instants, until=days)
def test_access_never_outlives_posting_vetting_or_a_year(
    starts_at: datetime, ends_at: datetime | None, until: date
) -> None:
    fit = policies.qualified(ROLE, [clearance(ends_on=until)], [course()], today=TODAY)

    for access in policies.accesses(posting(starts_at, ends_at), ROLE, fit, now=NOW):
        assert access.starts_at < access.ends_at
        assert starts_at <= access.starts_at
        assert ends_at is None or access.ends_at <= ends_at
        assert access.ends_at <= min(policies.midnight(until), NOW + ACCESS_LASTS)
        assert access.ends_at > NOW


def test_each_layer_gets_its_own_capabilities_and_no_others() -> None:
    somewhere = posting(NOW - DAY, None)
    fit = policies.qualified(ROLE, [clearance()], [course()], today=TODAY)

    opened = {
        each.compartment_id: each.capabilities for each in policies.accesses(somewhere, ROLE, fit, now=NOW)
    }

    assert opened == {
        somewhere.unit.compartments[Layer.REFERRALS]: ("referral.read",),
        somewhere.unit.compartments[Layer.CASES]: ("case.read", "case.write"),
    }


def test_every_capability_works_in_some_layer() -> None:
    assert {capability.split(".")[0] for capability in CAPABILITIES} <= set(WORKS_IN)


def test_every_requirement_of_every_role_has_a_name() -> None:
    roles = list(catalogue().roles)

    assert {level for role in roles for level in role.vetting} <= set(Level.values)
    assert {name for role in roles for name in role.training} <= set(COURSES)


def test_every_level_stands_for_itself() -> None:
    assert all(level in STANDS_FOR[level] for level in Level)


days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(st.lists(st.tuples(st.sampled_from(Level), days, st.booleans()), max_size=6))
def test_what_lapses_first_is_never_what_something_better_outlasts(
    held: list[tuple[Level, date, bool]],
) -> None:
    every = [
        Clearance(level=level, ends_on=day, withdrawn_at=NOW if gone else None) for level, day, gone in held
    ]
    standing = [one for one in every if one.withdrawn_at is None]

    found = policies.first_to_lapse(every)

    assert (found is None) is (not standing)
    if found is not None:
        better = [one for one in standing if one.level in STANDS_FOR[Level(found.level)]]
        assert max(one.ends_on for one in better) == found.ends_on
        for one in standing:
            outlasted = any(
                o.level in STANDS_FOR[Level(one.level)] and o.ends_on > one.ends_on for o in standing
            )
            assert outlasted or one.ends_on >= found.ends_on
