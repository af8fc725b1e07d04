"""What a timeline says outright is taken as said: no reasons, another unit's record, an institution."""

from tests.replay.conftest import Replay
from tests.replay.timelines import AXEL, OWNED, SETTLED, event


def test_a_decision_that_is_said_to_have_no_reason_is_refused_for_want_of_one(replay: Replay) -> None:
    ended = event("2019-10-10", "decide", 'outcome = "no-further-action"', 'words = ""')
    left_out = event("2019-10-11", "decide", 'outcome = "no-further-action"')
    report = replay(SETTLED + event("2019-10-08", "deconflict") + ended + left_out).report
    assert [one["outcome"] for one in report["events"][-2:]] == ["refused", "done"]


UNITS = """
[[units]]
name = "Northmark Prevent"
force = "Northmark"

[[units]]
name = "Southmark Prevent"
force = "Southmark"
"""


def test_a_search_tells_of_the_unit_that_knows_the_person_and_shows_nothing(replay: Replay) -> None:
    there = event("2019-10-07", "refer", 'unit = "Northmark Prevent"') + event("2019-10-07T10:00", "screen")
    here = event("2020-02-29", "refer", 'unit = "Southmark Prevent"') + event("2020-02-29T10:00", "screen")
    searches = [event("2019-10-07T11:00", "find"), event("2020-02-29T11:00", "find")]
    last = replay(UNITS + AXEL + there + searches[0] + here + searches[1]).report["events"][-1]
    assert last["found"] == 0
    assert any("ask the duty desk of Northmark Prevent" in one for one in last["did"])


def test_a_link_after_a_search_that_left_nothing_to_answer_says_so(replay: Replay) -> None:
    report = replay(SETTLED + event("2019-10-08", "link")).report
    assert report["events"][-1]["why_not"].startswith("No record waits for an answer")
    assert not report["refusals"]


def test_a_case_about_a_school_is_opened_by_whoever_decides_referrals(replay: Replay) -> None:
    opened = event("2019-10-07", "open", 'institution = "Northport Academy"')
    [happened] = replay(opened).report["events"]
    assert happened["outcome"] == "done"
    assert "supervisor" in happened["did"][0]


def test_a_refusal_says_what_a_timeline_would_write_before_it(replay: Replay) -> None:
    moved = event("2019-10-17", "advance", 'to = "section-36"')
    refused = replay(OWNED + moved).report["refusals"][-1]
    assert 'what = "finding" with fact = "partners_asked"' in refused["remedy"]
    assert 'what = "assessed"' in refused["remedy"]


def test_whoever_comes_back_is_told_how_long_nobody_covered(replay: Replay) -> None:
    away = event("2019-10-14", "sick", "until = 2019-11-30") + event("2019-11-25", "return")
    left, back = replay(OWNED + away).report["events"][-2:]
    assert left["did"][-1] == "Nobody covers."
    assert back["did"] == [
        "The case officer of Northshire Prevent is back, after 42 days, and nobody covered."
    ]
