"""Retention: when a record is looked at again, what is presumed then, and what holds it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.retention import (
    Disposal,
    Held,
    Hold,
    Presumption,
    RecordFacts,
    RetentionRule,
    Schedule,
    disposal,
)
from caseward.kernel.retention.rules import span_in_words


SIX_YEARS = Schedule(72, 60, Presumption.REVIEW)
YEARLY = Schedule(12, 12, Presumption.REVIEW)
GOES = Schedule(12, 12, Presumption.DELETE)
TODAY = date(2026, 11, 21)
CLOSED = date(2026, 11, 5)


def rule(**changes: Any) -> RetentionRule:
    values: dict[str, Any] = {
        "key": "prevent-no-further-action",
        "version": "2026-11",
        "title": "Prevent, no further action",
        "runs_from": "the record closed",
        "standard": SIX_YEARS,
        "child": YEARLY,
        "unfounded": GOES,
        "source": ("P14", "P15"),
        "effective_from": date(2026, 11, 1),
    }
    return RetentionRule(**{**values, **changes})


def record(**changes: Any) -> RecordFacts:
    values: dict[str, Any] = {"closed_on": CLOSED, "was_child": False, "unfounded": False}
    return RecordFacts(**{**values, **changes})


def review(facts: RecordFacts, *, by: RetentionRule | None = None, today: date = TODAY) -> Disposal:
    found = disposal(facts, rule=by or rule(), today=today)
    assert isinstance(found, Disposal)
    return found


# --- the day ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "review_on", "presumption"),
    [
        pytest.param({}, date(2032, 11, 5), Presumption.REVIEW, id="an adult: six years"),
        pytest.param({"was_child": True}, date(2027, 11, 5), Presumption.REVIEW, id="a child: twelve months"),
        pytest.param(
            {"was_child": None}, date(2027, 11, 5), Presumption.REVIEW, id="age unknown: as a child"
        ),
        pytest.param({"unfounded": True}, date(2027, 11, 5), Presumption.DELETE, id="unfounded: it goes"),
        pytest.param(
            {"unfounded": None}, date(2032, 11, 5), Presumption.REVIEW, id="not known to be unfounded"
        ),
        pytest.param(
            {"unfounded": True, "was_child": True},
            date(2027, 11, 5),
            Presumption.DELETE,
            id="a child's, unfounded",
        ),
        pytest.param(
            {"last_reviewed_on": date(2032, 11, 9), "closed_on": date(2026, 11, 5)},
            date(2037, 11, 9),
            Presumption.REVIEW,
            id="kept at a review: five years more",
        ),
        pytest.param(
            {"was_child": True, "last_reviewed_on": date(2027, 11, 9)},
            date(2028, 11, 9),
            Presumption.REVIEW,
            id="a child's, kept at a review: one year more",
        ),
        pytest.param(
            {"last_reviewed_on": date(2025, 1, 1)},
            date(2032, 11, 5),
            Presumption.REVIEW,
            id="a review before it was reopened and closed again does not count",
        ),
        pytest.param(
            {"closed_on": date(2024, 2, 29)}, date(2030, 2, 28), Presumption.REVIEW, id="closed on a leap day"
        ),
    ],
)
def test_the_next_review_falls_on(changes: dict[str, Any], review_on: date, presumption: Presumption) -> None:
    found = review(record(**changes), today=date(2040, 1, 1))
    assert (found.review_on, found.presumption) == (review_on, presumption)


def test_a_rule_without_a_special_schedule_treats_everybody_alike() -> None:
    plain = rule(child=None, unfounded=None)
    found = review(record(was_child=True, unfounded=True), by=plain)
    assert (found.review_on, found.presumption) == (date(2032, 11, 5), Presumption.REVIEW)


@pytest.mark.parametrize(
    ("today", "is_due"), [(date(2027, 11, 4), False), (date(2027, 11, 5), True), (date(2030, 1, 1), True)]
)
def test_a_review_is_due_from_its_day_on(today: date, is_due: bool) -> None:  # noqa: FBT001
    assert review(record(was_child=True), today=today).is_due is is_due


def test_a_record_cannot_have_closed_tomorrow() -> None:
    with pytest.raises(ValueError, match="closed after today"):
        disposal(record(closed_on=TODAY + timedelta(days=1)), rule=rule(), today=TODAY)


# --- the sentence -----------------------------------------------------------------------------------


def test_the_sentence_names_span_event_day_and_rule() -> None:
    assert review(record()).because == (
        "6 years after the record closed on 5 November 2026. Rule: Prevent, no further action, version 2026-11."
    )


def test_the_sentence_says_that_a_child_is_the_reason() -> None:
    assert "12 months after the record closed on 5 November 2026. The person was a child." in (
        review(record(was_child=True)).because
    )


def test_the_sentence_does_not_call_anybody_a_child_whose_age_is_not_known() -> None:
    assert "The person's age is not known, so the rule for a child applies." in (
        review(record(was_child=None)).because
    )


def test_the_sentence_of_a_presumed_deletion_says_who_can_stop_it() -> None:
    because = review(record(unfounded=True, was_child=True)).because
    assert (
        "The concern was unfounded. It will then be deleted unless a named person decides otherwise."
        in because
    )


def test_after_a_review_the_sentence_counts_from_it() -> None:
    because = review(record(last_reviewed_on=date(2026, 11, 20)), today=TODAY).because
    assert because.startswith("5 years after the last review on 20 November 2026.")


@pytest.mark.parametrize(
    ("months", "said"),
    [(1, "1 month"), (12, "12 months"), (24, "2 years"), (30, "30 months"), (72, "6 years")],
)
def test_a_span_is_said_in_years_when_it_is_some(months: int, said: str) -> None:
    assert span_in_words(months) == said


# --- holds ------------------------------------------------------------------------------------------

TRIAL = Hold("criminal-proceedings", "criminal proceedings may need it", date(2026, 3, 3))
INQUIRY = Hold("public-inquiry", "a public inquiry has asked for it", date(2026, 5, 1))


def test_a_hold_beats_a_deletion_that_is_due() -> None:
    facts = record(closed_on=date(2020, 1, 1), unfounded=True, holds=(TRIAL,))
    found = disposal(facts, rule=rule(), today=TODAY)
    assert isinstance(found, Held)
    assert found.because == (
        "Nothing is deleted while this holds: criminal proceedings may need it (since 3 March 2026)."
    )


def test_a_held_record_still_tells_what_will_follow() -> None:
    found = disposal(record(holds=(TRIAL,)), rule=rule(), today=TODAY)
    assert isinstance(found, Held)
    assert found.once_lifted == review(record())


def test_every_hold_is_named() -> None:
    found = disposal(record(holds=(TRIAL, INQUIRY)), rule=rule(), today=TODAY)
    assert isinstance(found, Held)
    assert found.holds == (TRIAL, INQUIRY)
    assert "a public inquiry has asked for it (since 1 May 2026)" in found.because


# --- rules that contradict themselves -----------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [{"child": Schedule(84, 12, Presumption.REVIEW)}, {"unfounded": Schedule(12, 72, Presumption.DELETE)}],
)
def test_a_special_schedule_is_never_the_longer_one(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="never the longer one"):
        rule(**changes)


@pytest.mark.parametrize(("first", "then"), [(0, 12), (12, 0), (-1, 12)])
def test_a_schedule_without_a_span_is_refused(first: int, then: int) -> None:
    with pytest.raises(ValueError, match="at least 1 month"):
        Schedule(first, then, Presumption.REVIEW)


@pytest.mark.parametrize(
    ("on", "in_force"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2027, 11, 1), False)]
)
def test_a_rule_is_in_force_from_its_first_day_until_it_ceases(on: date, in_force: bool) -> None:  # noqa: FBT001
    assert rule(effective_until=date(2027, 11, 1)).is_in_force(on=on) is in_force


# --- properties -----------------------------------------------------------------------------------------

days = st.dates(date(2015, 1, 1), date(2026, 11, 1))
Maybe = bool | None  # yes, no, not known
known = st.one_of(st.none(), st.booleans())


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    return Schedule(draw(st.integers(1, 120)), draw(st.integers(1, 120)), draw(st.sampled_from(Presumption)))


@st.composite
def rules(draw: st.DrawFn) -> RetentionRule:
    standard = draw(schedules())

    def shorter() -> Schedule | None:
        first = draw(st.integers(1, standard.first_after_months))
        then = draw(st.integers(1, standard.then_every_months))
        return draw(st.sampled_from([None, Schedule(first, then, draw(st.sampled_from(Presumption)))]))

    return rule(standard=standard, child=shorter(), unfounded=shorter())


@given(rules(), days, st.one_of(st.none(), days), known, known)
def test_being_a_child_or_unfounded_never_puts_a_review_off(
    by: RetentionRule,
    closed: date,
    reviewed: date | None,
    child: Maybe,
    unfounded: Maybe,
) -> None:
    plain = record(closed_on=closed, last_reviewed_on=reviewed)
    special = record(closed_on=closed, last_reviewed_on=reviewed, was_child=child, unfounded=unfounded)
    assert review(special, by=by).review_on <= review(plain, by=by).review_on


@given(rules(), days, known)
def test_nobody_is_kept_longer_because_his_age_is_not_known(
    by: RetentionRule, closed: date, unfounded: Maybe
) -> None:
    not_known, adult, child = (
        review(record(closed_on=closed, was_child=age, unfounded=unfounded), by=by)
        for age in (None, False, True)
    )
    assert not_known.review_on == child.review_on <= adult.review_on


@given(rules(), days, st.one_of(st.none(), days), known, known)
def test_a_review_always_comes_after_the_closing_and_the_last_review(
    by: RetentionRule,
    closed: date,
    reviewed: date | None,
    child: Maybe,
    unfounded: Maybe,
) -> None:
    found = review(
        record(closed_on=closed, last_reviewed_on=reviewed, was_child=child, unfounded=unfounded), by=by
    )
    assert found.review_on > closed
    assert reviewed is None or reviewed < closed or found.review_on > reviewed


@given(rules(), days, known, st.integers(0, 4000))
def test_nothing_is_disposed_of_while_held_whatever_day_it_is(
    by: RetentionRule,
    closed: date,
    unfounded: Maybe,
    later: int,
) -> None:
    facts = record(closed_on=closed, unfounded=unfounded, holds=(TRIAL,))
    assert isinstance(disposal(facts, rule=by, today=closed + timedelta(days=later)), Held)


@given(rules(), days, known, known, st.integers(0, 4000))
def test_the_day_of_review_does_not_depend_on_the_day_of_asking(
    by: RetentionRule,
    closed: date,
    child: Maybe,
    unfounded: Maybe,
    later: int,
) -> None:
    facts = record(closed_on=closed, was_child=child, unfounded=unfounded)
    assert (
        review(facts, by=by, today=closed + timedelta(days=later)).review_on
        == review(facts, by=by, today=closed).review_on
    )
