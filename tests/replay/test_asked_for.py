"""What is out on a person, enquiries without a name, engagements that clash, and decisions by rank."""

import pytest

from tests.replay.conftest import Replay
from tests.replay.timelines import event


pytestmark = pytest.mark.slow


def unmet(replay: Replay, text: str) -> list[tuple[str, str]]:
    report = replay(text).report
    assert report["expectations"]
    return [(one["expects"], one["because"]) for one in report["expectations"] if not one["met"]]


def test_a_warrant_that_nobody_tries_to_execute_rings_until_it_ends(replay: Replay) -> None:
    """F62: what is out is tried again within 28 days, and looked at every week."""
    text = (
        'pathway = "nominal"\n'
        + event("2024-01-03", "open")
        + event("2024-01-04", "warrant", "since = 2023-12-20", 'as = "w"')
        + event(
            "2024-02-20", "attempt",
            'expects = ["late outstanding-attempt by 2024-01-18", "escalated outstanding-review"]',
        )
        + event("2024-02-21", "review-outstanding")
        + event("2024-02-22", "end-outstanding", 'which = "w"', 'how = "returned"', 'expects = ["refused"]')
        + event("2024-02-22T10:00", "end-outstanding", 'which = "w"', 'expects = ["done"]')
        + event("2024-05-22", "attempt", 'expects = ["impossible", "not late outstanding-attempt by 2023-12-31"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_an_enquiry_names_nobody_and_is_answered_in_five_working_days(replay: Replay) -> None:
    text = (
        'pathway = "cyber"\n'
        + event(
            "2026-11-03", "enquiry", 'words = "Our learner Jordan Smith broke in."', 'expects = ["refused"]'
        )
        + event(
            "2026-11-03T10:00", "enquiry", 'words = "a learner broke in."', 'expects = ["owed cyber-reply"]'
        )
        + event("2026-11-12", "answer-enquiry", 'product = "no-such"', 'expects = ["impossible"]')
        + event("2026-11-12T10:00", "answer-enquiry", 'expects = ["late cyber-reply by 2026-11-11", "done"]')
    )

    assert unmet(replay, text) == []


def test_two_officers_before_one_door_are_told_and_settle_it(replay: Replay) -> None:
    """F55: two officers who book one organisation within 30 days learn of each other."""
    text = (
        'pathway = "cyber"\n'
        + event("2026-11-02", "book", 'organisation = "Harbour Bikes Ltd"', 'expects = ["owed engagement-outcome"]')
        + event(
            "2026-11-02T11:00", "engagement", 'by = "other officer"', 'organisation = "The Harbour Bikes"',
            'expects = ["owed engagement-clash"]',
        )
        + event("2026-11-06", "settle-clash", 'by = "other officer"', 'expects = ["late engagement-clash"]')
        + event("2026-11-10", "engagement-held", 'expects = ["done", "met engagement-outcome"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_the_third_incident_asks_for_a_decision_by_rank_and_nobody_below_it_decides(replay: Replay) -> None:
    """F59: the third incident against one person is for a superintendent."""
    text = (
        'pathway = "protected"\n'
        + event("2024-03-01", "threat")
        + "".join(event(f"2024-03-{day}", "incident", 'kind = "followed"') for day in ("10", "14", "20"))
        + event(
            "2024-03-22", "decide-on-life", 'by = "officer"', 'expects = ["refused incident.not-of-rank"]'
        )
        + event("2024-03-22T10:00", "decide-on-life", 'expects = ["done", "late life-decision"]')
        + event("2024-03-23", "decide-on-life", 'expects = ["refused incident.nothing-to-decide"]')
    )

    assert unmet(replay, text) == []
