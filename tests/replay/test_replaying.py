"""Timelines led through the real commands: what is owed, what rings, what is refused, and what cannot follow."""

from datetime import datetime
from typing import Any

import pytest

from tests.replay.conftest import Replay
from tests.replay.timelines import AT_PANEL, AXEL, OWNED, SETTLED, SUPPORTED, TAKEN, event


pytestmark = pytest.mark.slow


def owed(report: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [one for one in report["owed"] if one["rule"]["key"] == rule]


def rang(report: dict[str, Any], rule: str, kind: str) -> list[str]:
    return [
        one["at"][:10]
        for one in report["alarms"]
        if one["kind"] == kind and (one["rule"] or {}).get("key") == rule
    ]


def outcomes(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["what"], one["outcome"]) for one in report["events"]]


def test_three_lines_make_a_replay(replay: Replay) -> None:
    report = replay('[[event]]\nat = 2019-10-07T14:30\nwhat = "refer"\n').report

    assert outcomes(report) == [("refer", "done")]
    assert {one["rule"]["key"] for one in report["owed"]} >= {"acknowledge-referral", "gateway-decision"}
    assert all(one["rule"]["version"] and one["rule"]["source"] for one in report["owed"])


def test_each_thing_owed_says_which_event_caused_and_ended_it(replay: Replay) -> None:
    report = replay(SETTLED).report
    (told,) = owed(report, "acknowledge-referral")

    assert (told["born_of"], told["ended_of"], told["standing"]) == (1, 3, "met in time")
    assert told["due_on"] == "2019-10-08"
    assert told["because"].startswith(
        "1 working day after the referral was received on Monday 7 October 2019."
    )


def test_time_that_passes_rings_and_is_dated(replay: Replay) -> None:
    report = replay(TAKEN + event("2019-10-28", "wait")).report

    assert rang(report, "gateway-decision", "warning") == ["2019-10-11"]
    assert rang(report, "gateway-decision", "late") == ["2019-10-15"]
    (decision,) = owed(report, "gateway-decision")
    assert (decision["standing"], decision["late_by"]) == ("open and late", "10 working days late")


def test_a_refusal_is_a_finding_and_what_depends_on_it_says_so(replay: Replay) -> None:
    report = replay(
        TAKEN
        + event("2019-10-10", "decide", 'expects = ["refused", "gate person-searched"]')
        + event("2019-10-11", "accept", 'expects = ["not possible"]')
        + event("2019-10-11", "contact")
    ).report

    assert outcomes(report)[2:] == [
        ("decide", "refused"),
        ("accept", "impossible"),
        ("contact", "impossible"),
    ]
    assert {"person-searched", "deconflicted"} <= {one["gate"] for one in report["gates"]}
    assert all(one["sentence"] and one["pathway"]["version"] for one in report["gates"])
    assert report["events"][3]["why_not"].startswith(
        "There is no case of Axel Hartwright: event 3 (decide) was refused: "
    )
    assert all(one["met"] for one in report["expectations"])


def test_a_misspelt_name_is_found_and_waits_for_an_answer(replay: Replay) -> None:
    """F01: the second referral cannot leave its step until the first is linked or rejected with a reason."""
    report = replay(
        OWNED
        + event("2020-03-02", "refer", 'name = "Alex Hartright"')
        + event("2020-03-02T10:00", "screen")
        + event("2020-03-02T11:00", "find", 'expects = ["found 1"]')
        + event("2020-03-03", "deconflict")
        + event("2020-03-04", "decide", 'expects = ["refused", "gate candidates-answered"]')
        + event("2020-03-05", "link", 'to = "axel"', "expects = ['owed second-referral-review']")
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
    assert "Axel Hartwright" in report["events"][9]["did"][0]


def test_support_that_falls_silent_rings_rung_by_rung(replay: Replay) -> None:
    """F57: 28 days without contact raises an alarm, and nobody has to have looked."""
    report = replay(
        SUPPORTED
        + event("2019-11-20", "session")
        + event("2020-02-01", "wait", 'expects = ["late silence by 2019-12-19"]')
    ).report

    assert rang(report, "silence", "warning") == ["2019-12-11"]
    assert rang(report, "silence", "late") == ["2019-12-19"]
    assert report["expectations"][0]["met"]


def test_panels_that_do_not_meet_are_told_of(replay: Replay) -> None:
    """F22: 31 days after the last discussion the panel's lead is alerted."""
    report = replay(SUPPORTED + event("2019-12-31", "wait")).report

    assert rang(report, "panel-interval", "late") == ["2019-12-10"]
    (alarm,) = [
        one for one in report["alarms"] if one["kind"] == "late" and one["rule"]["key"] == "panel-interval"
    ]
    assert "local authority lead" in alarm["told"]


def test_one_officer_closes_nothing(replay: Replay) -> None:
    """F03: a case closes when a second person agrees, and a question left open keeps it open."""
    report = replay(
        OWNED
        + event("2019-10-14", "gap", 'words = "Who runs the chat?"', 'as = "chat"')
        + event("2019-10-15", "close", 'outcome = "unfounded"', 'expects = ["refused", "gate no-open-gaps"]')
        + event("2019-10-16", "settle", 'which = "chat"')
        + event(
            "2019-10-17", "close", 'outcome = "unfounded"', 'approved_by = "nobody"', 'expects = ["open"]'
        )
        + event("2019-10-18", "approve-close", 'by = "officer"', 'expects = ["refused"]')
        + event("2019-10-18T11:00", "approve-close", 'expects = ["closed"]')
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []


def test_the_same_timeline_gives_the_same_report(replay: Replay) -> None:
    text = SUPPORTED + event("2020-02-01", "wait")

    assert _without_references(replay(text).report) == _without_references(replay(text).report)


def test_rules_of_then_are_refused_where_there_were_none(replay: Replay) -> None:
    answer = replay('rules = "then"\n' + TAKEN)

    assert answer.status == 2
    lines = answer.err.splitlines()
    numbers = [
        number
        for number, line in enumerate(('rules = "then"\n' + TAKEN).splitlines(), 1)
        if line[:3] == "at "
    ]
    assert [line.partition("timeline.toml:")[2].partition(":")[0] for line in lines] == list(
        map(str, numbers)
    )
    assert "7 October 2019 lies before the first published rules, those of 1 May 2024." in lines[0]
    assert "rules = “now”" in lines[0]
    assert "rules = 2024-05-01" in lines[0]


def test_a_calendar_that_ran_out_is_named(replay: Replay) -> None:
    answer = replay(AXEL + event("2031-10-07", "refer"))

    assert answer.status == 2
    assert "England and Wales bank holidays" in answer.err


def test_instants_are_london_s_and_days_are_right_across_both_changes_of_its_clocks(replay: Replay) -> None:
    report = replay(
        AXEL + event("2020-03-27T16:59", "refer") + event("2020-10-23", "refer") + event("2020-11-30", "wait")
    ).report

    assert [datetime.fromisoformat(one["at"]).utcoffset() for one in report["events"]]
    assert [one["due_on"] for one in owed(report, "acknowledge-referral")] == ["2020-03-30", "2020-10-26"]
    assert rang(report, "acknowledge-referral", "late") == ["2020-03-31", "2020-10-27"]


def _without_references(report: dict[str, Any]) -> dict[str, Any]:
    """References are drawn by lot."""
    for one in report["owed"]:
        one["about"] = one["about"].partition(" ")[0]
    return report


def test_an_adopted_case_without_a_plan_rings_after_one_working_day(replay: Replay) -> None:
    """F21: no support without a written plan, and its absence is told of after one working day."""
    report = replay(
        AT_PANEL
        + event("2019-11-08", "panel", "adopted = true")
        + event("2019-11-09", "advance", 'to = "consent"')
        + event("2019-11-12", "consent", "own_view = true")
        + event(
            "2019-11-13", "advance", 'to = "support"', 'expects = ["refused", "gate support-plan-written"]'
        )
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
    assert [
        one["at"][:10] for one in report["alarms"] if one["kind"] == "late" and "plan" in one["sentence"]
    ] == ["2019-11-12"]


def test_a_case_is_reopened_by_a_supervisor_and_its_clocks_run_again(replay: Replay) -> None:
    report = replay(
        OWNED
        + event("2019-10-17", "close", 'outcome = "unfounded"', 'expects = ["closed"]')
        + event("2019-10-18", "contact", 'expects = ["refused"]')
        + event("2019-10-20", "reopen", 'by = "officer"', 'expects = ["refused"]')
        + event("2019-10-21", "reopen", 'expects = ["open", "owed section-36-decision"]')
        + event("2019-10-21T12:00", "accept", 'expects = ["done"]')
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
