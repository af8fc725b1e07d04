"""Providers, visits and absences in a timeline: each published failing of that kind is refused or rings."""

import pytest

from tests.replay.conftest import Replay
from tests.replay.timelines import SUPPORTED, event


pytestmark = pytest.mark.slow

TASKED = (
    SUPPORTED
    + event("2019-11-14", "risk", 'words = "Drawn to an attack."')
    + event("2019-11-14T12:00", "task", "sessions = 6", 'expects = ["owed tasking-acknowledgement"]')
)


def _all_met(replay: Replay, text: str) -> None:
    report = replay(text).report
    assert report["expectations"]
    assert [one for one in report["expectations"] if not one["met"]] == []


def test_no_session_counts_before_the_tasking_is_acknowledged(replay: Replay) -> None:
    """F12: a telephone call is no tasking, and what was never acknowledged takes no session."""
    _all_met(
        replay,
        SUPPORTED
        + event("2019-11-14", "risk")
        + event("2019-11-14T11:00", "task", "written = false", 'expects = ["refused"]')
        + event("2019-11-14T12:00", "task", 'expects = ["done"]')
        + event(
            "2019-11-20",
            "session",
            'expects = ["refused tasking.not-acknowledged", "late tasking-acknowledgement"]',
        )
        + event("2019-11-21", "acknowledge")
        + event("2019-11-22", "session", 'expects = ["done", "met first-session"]'),
    )


def test_one_session_of_six_is_not_the_end_of_support(replay: Replay) -> None:
    """F11: planned sessions that were not held keep the case from its exit."""
    _all_met(
        replay,
        TASKED
        + event("2019-11-15", "acknowledge")
        + event("2019-11-20", "session")
        + event(
            "2019-12-20", "advance", 'to = "exit"', 'expects = ["refused", "gate sessions-accounted-for"]'
        ),
    )


def test_support_does_not_just_stop(replay: Replay) -> None:
    """F26: a tasking that ends without a successor is asked about before, and refused without a word."""
    _all_met(
        replay,
        SUPPORTED
        + event("2019-11-14", "risk")
        + event("2019-11-14T12:00", "task", "ends = 2020-02-14")
        + event("2020-02-02", "wait", 'expects = ["owed support-continuity"]')
        + event("2020-02-03", "end-task", 'expects = ["refused tasking.nobody-goes-on"]'),
    )


def test_a_contact_without_a_risk_and_a_visit_of_two_minutes_are_refused(replay: Replay) -> None:
    """F09, F29: a blank is no answer, and a visit of two minutes says why it was one."""
    _all_met(
        replay,
        SUPPORTED
        + event("2019-11-20", "contact", 'risk = "blank"', 'expects = ["refused entry.contact-without-risk"]')
        + event("2019-12-02", "visit", "minutes = 2", 'risk = "high"', 'expects = ["refused"]')
        + event(
            "2019-12-02T10:00",
            "visit",
            "minutes = 2",
            'risk = "high"',
            'short_because = "Nobody in."',
            'expects = ["done"]',
        ),
    )


def test_a_release_is_reviewed_and_its_silence_rings(replay: Replay) -> None:
    """F28: a release from prison reopens the question, whoever held the case before."""
    _all_met(
        replay,
        SUPPORTED + event("2019-12-10", "release") + event("2020-02-10", "wait", 'expects = ["late"]'),
    )


def test_whoever_is_away_keeps_the_case_and_a_colleague_covers(replay: Replay) -> None:
    report = replay(
        SUPPORTED
        + event("2019-12-01", "absence", 'who = "officer"', 'cover = "other-officer"', "until = 2019-12-15")
        + event("2019-12-02", "hand-over", 'by = "supervisor"', 'to = "officer"')
        + event("2019-12-12", "return")
    ).report

    assert [one["outcome"] for one in report["events"][-3:]] == ["done", "refused", "done"]


def test_a_vulnerability_without_an_answer_keeps_support_open(replay: Replay) -> None:
    """F13: exit is blocked while a factor that was found is not covered."""
    _all_met(
        replay,
        SUPPORTED
        + event(
            "2019-12-20",
            "advance",
            'to = "exit"',
            'expects = ["refused", "gate factors-covered", "stage support"]',
        ),
    )
