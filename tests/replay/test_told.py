"""What a replay says where something is not so, so that whoever wrote the timeline knows what would be."""

import pytest

from tests.replay.conftest import Replay
from tests.replay.timelines import OWNED, event


pytestmark = pytest.mark.slow


def test_an_expectation_that_is_not_met_says_what_came_instead(replay: Replay) -> None:
    report = replay(
        OWNED
        + event(
            "2019-10-14", "advance", 'to = "section-36"', 'expects = ["gate section-36-met", "impossible"]'
        )
        + event(
            "2019-11-14", "wait", 'expects = ["late section-36-decision by 2019-10-20", "owed cyber-reply"]'
        )
        + event("2019-11-15", "wait", 'expects = ["late first-panel", "told case.offered"]')
    ).report

    because = {one["expects"]: one["because"] for one in report["expectations"] if not one["met"]}
    assert "Event 8 was refused" in because["gate section-36-met"]
    assert "What rose there: partners-asked and assessment-signed" in because["gate section-36-met"]
    assert "Event 8 was refused" in because["impossible"]
    assert because["late section-36-decision by 2019-10-20"].startswith("Not by then. 2019-")
    assert "nothing began it (the enquiry was received)" in because["owed cyber-reply"]
    assert "section-36-decision" in because["owed cyber-reply"]
    assert "It was never owed" in because["late first-panel"]
    assert because["told case.offered"].startswith("Nobody was told of that.")


def test_what_cannot_follow_names_what_was_refused_and_not_what_followed_from_it(replay: Replay) -> None:
    report = replay(
        'pathway = "protected"\n'
        + event("2024-02-29T21:15", "threat", 'by = "intake"', 'expects = ["refused"]')
        + event("2024-02-29T22:00", "decide")
        + event("2024-02-29T23:00", "owner-told")
    ).report

    assert [one["outcome"] for one in report["events"]] == ["refused", "impossible", "impossible"]
    assert all("event 1 (threat) was refused" in one["why_not"] for one in report["events"][1:])


def test_somebody_who_has_no_case_is_told_from_those_who_have(replay: Replay) -> None:
    report = replay(
        'pathway = "cyber"\n[people.firm]\n[people.robin]\nname = "Robin Tate"\n'
        + event("2024-06-01", "open", 'person = "robin"')
        + event("2024-06-02", "suitability-found")
    ).report

    assert "There is a case of Robin Tate" in report["events"][1]["why_not"]
    assert [one["place"] for one in report["remarks"]] == ["event[2].person"]


def test_a_test_that_failed_and_a_session_that_was_not_held_are_not_taken_for_the_opposite(
    replay: Replay,
) -> None:
    report = replay(
        'pathway = "protected"\n'
        + event("2024-03-01T10:00", "threat", 'how = "text"')
        + event(
            "2024-03-01T10:30", "owner-told", 'rank = "inspector"', 'expects = ["refused threat.not-of-rank"]'
        )
        + event("2024-03-01T10:40", "owner-told")
        + event("2024-03-01T11:00", "assess", 'tier = "critical"')
        + event("2024-03-01T11:10", "advance")
        + event("2024-03-01T11:20", "advance")
        + event("2024-03-01T11:30", "osman warning")
        + event("2024-03-01T11:40", "options-weighed")
        + event("2024-03-01T11:50", "advance", 'to = "admission"')
        + event("2024-03-02", "admission-tested", "met = false", 'words = "She does not agree."')
        + event("2024-03-03", "advance", 'to = "arrangements"', 'expects = ["gate admission-test-met"]')
        + event("2024-03-03T10:00", "session", "held = false", 'expects = ["done"]')
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
    assert "was not held" not in report["events"][11]["recorded"]
    warnings = [one["sentence"] for one in report["alarms"] if one["kind"] == "warning"]
    assert "“Review the threat graded high” is due by 23:00 on 1 March 2024." in warnings


def test_a_refusal_says_where_the_case_can_go_and_where_something_happens(replay: Replay) -> None:
    report = replay(
        OWNED
        + event("2019-10-14", "advance", 'to = "panel"')
        + event("2019-10-15", "consent")
        + event("2019-10-16", "close", 'outcome = "no-further-concern"')
        + event("2019-10-17", "close", 'outcome = "not-credible"')
        + event("2019-10-18", "mappa-2-met")
        + event("2019-10-19", "task")
    ).report

    assert [one["outcome"] for one in report["events"][7:]] == ["refused"] * 6
    for number, said in enumerate(
        (
            "it goes on to “Section 36 decision” (section-36)",
            "happens at “Panel” (panel), “Consent” (consent) or “Support” (support).",
            "It ends so at “Review after twelve months” (review-12-months).",
            "“Prevent” knows “no-further-concern”",
            "is of the pathway “nominal”.",
            'what = "risk"',
        ),
        start=7,
    ):
        assert said in report["events"][number]["why_not"]
