"""Timelines of every pathway: reviews as a stranger would write them down, and every word that there is."""

from datetime import datetime, timedelta

import pytest

from caseward.kernel.replays import VERBS
from tests.guards.walking import ROOT
from tests.replay.conftest import Replay
from tests.replay.timelines import event


pytestmark = pytest.mark.slow

NEEDED = {
    "attendance": 'who = "Dana Okafor"',
    "share": 'with = "Dana Okafor"',
    "finding": 'fact = "records_checked"',
    "set-aside": 'gate = "records-checked"',
    "happening": 'name = "social-care-told"',
    "transfer": 'to = "Westshire"',
    "wait": "",
}


@pytest.mark.parametrize("name", ["witness", "licence", "managed", "unanswered"])
def test_a_review_written_by_a_stranger_is_replayed(name: str, replay: Replay) -> None:
    """A sealed case from its first instant; two forces, a licence, both clock changes, and an officer who leaves."""
    report = replay((ROOT / "tests" / "replay" / "reviews" / f"{name}.toml").read_text("utf-8")).report

    assert report["expectations"]
    assert [one for one in report["expectations"] if not one["met"]] == []


def test_a_cyber_case_goes_its_way_in_the_words_of_the_field(replay: Replay) -> None:
    report = replay(
        'pathway = "cyber"\n'
        + event("2024-01-08", "refer", 'concern = "He ran a booter."', 'expects = ["owed cyber-suitability"]')
        + event("2024-01-09", "screen")
        + event("2024-01-09T10:00", "advance")
        + event("2024-01-10", "deconflict")
        + event("2024-01-11", "detail-received")
        + event("2024-01-11T11:00", "decide", 'expects = ["stage assessment"]')
        + event("2024-01-12", "assess")
        + event("2024-01-12T11:00", "consent")
        + event("2024-01-12T12:00", "plan")
        + event("2024-01-12T13:00", "victim-thought-of")
        + event("2024-01-13", "advance", 'expects = ["stage plan"]')
        + event("2024-02-01", "dealt-with")
        + event("2024-02-29", "advance", 'finds = "interventions_accounted_for"')
        + event("2024-05-02", "review", 'expects = ["met cyber-follow-up-3"]')
        + event("2024-05-03", "advance")
        + event("2025-02-02", "review", 'expects = ["met cyber-follow-up-12"]')
        + event("2025-02-04", "close", 'expects = ["closed"]')
        + event("2025-03-01", "open", 'organisation = "Tolley Bakery"', 'expects = ["open"]')
        + event("2025-03-02", "advance", 'to = "advice"', 'expects = ["stage advice"]')
    ).report

    assert [one["why_not"] for one in report["events"] if one["outcome"] != "done"] == []
    assert [one for one in report["expectations"] if not one["met"]] == []


def test_a_threat_goes_from_its_words_to_the_decision(replay: Replay) -> None:
    """Its officers grade and answer it; a second threat is another record of the same case."""
    report = replay(
        'pathway = "protected"\n'
        + event("2024-06-03", "threat", 'words = "You will be found."', 'expects = ["owed threat-action"]')
        + event("2024-06-03T09:20", "owner-told", 'expects = ["met decision-owner-informed"]')
        + event("2024-06-03T09:30", "grade", 'grade = "amber"', 'expects = ["owed threat-medium-review"]')
        + event("2024-06-03T10:00", "advance", 'expects = ["stage graded"]')
        + event("2024-06-03T11:00", "advance", 'expects = ["stage decision"]')
        + event("2024-06-03T12:00", "no-action", 'expects = ["met threat-action"]')
        + event("2024-06-03T13:00", "warned")
        + event("2024-06-04", "threat", 'words = "Soon."', 'expects = ["owed threat-action"]')
        + event("2024-06-04T10:00", "close-threat", 'expects = ["refused"]')
    ).report

    assert [one["why_not"] for one in report["events"][:-1] if one["outcome"] != "done"] == []
    assert [one for one in report["expectations"] if not one["met"]] == []


def test_a_word_that_a_pathway_leaves_open_is_answered_with_those_it_takes(replay: Replay) -> None:
    """MAPPA has three levels and a review many names: neither is guessed, and every refused word names its gates."""
    report = replay(
        'pathway = "nominal"\n'
        + event("2024-01-15", "open")
        + event("2024-01-16", "panel", 'expects = ["not possible"]')
        + event("2024-01-17", "review", 'expects = ["not possible"]')
        + event("2024-01-18", "mappa-3-met", 'expects = ["owed mappa-3-review"]')
        + event("2024-02-01", "open", 'person = "cyber"', 'pathway = "cyber"')
        + event("2024-02-02", "decide", 'person = "cyber"', 'expects = ["refused", "gate suitable"]')
        + event("2024-02-03", "incident", 'person = "cyber"', 'expects = ["done"]')
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
    panel, review = (one["why_not"] for one in report["events"][1:3])
    assert "“mappa-2-met”" in panel
    assert "“mappa-3-met”" in panel
    assert "“looked-back”" in review
    assert "Nominal management" in review


def test_a_third_incident_asks_for_a_decision_on_life(replay: Replay) -> None:
    """F59: told as incidents, three within twelve months are no longer separate."""
    report = replay(
        'pathway = "protected"\n'
        + event("2024-06-03", "threat")
        + event("2024-07-01", "incident", 'kind = "followed"', 'expects = ["not owed life-decision"]')
        + event("2024-08-01", "incident", 'words = "A brick through the window."', 'kind = "damage"')
        + event("2024-09-01", "incident", 'kind = "approached"', 'expects = ["owed life-decision"]')
    ).report

    assert [one["why_not"] for one in report["events"] if one["outcome"] != "done"] == []
    assert [one for one in report["expectations"] if not one["met"]] == []


def test_every_word_on_every_pathway_ends_in_a_finding(replay: Replay) -> None:
    """Said at the wrong time and with nothing beside it: done, refused or impossible, and never a traceback."""
    begins, rows = datetime(2019, 3, 30, 22), []  # noqa: DTZ001  as a timeline is written
    for place, pathway in enumerate(("nominal", "protected", "cyber")):
        said = ["open", *(one.name for one in VERBS)]
        for minute, what in enumerate(said):
            at = begins + timedelta(days=place * 2, minutes=minute)
            more = NEEDED.get(what, f'pathway = "{pathway}"' if what == "open" else "")
            rows.append(event(f"{at:%Y-%m-%dT%H:%M}", what, f'person = "{pathway}"', more))
    report = replay('rules = "now"\n' + "".join(rows)).report

    assert len(report["events"]) == len(rows)
    assert {one["outcome"] for one in report["events"]} == {"done", "refused", "impossible"}
    assert [one["why_not"] for one in report["events"] if "cannot hold" in one["why_not"]] == []
    assert all(one["did"] or one["why_not"] for one in report["events"])
