"""What a timeline says outright is taken as said: no reasons, another unit's record, an institution."""

from tests.replay.conftest import Replay
from tests.replay.timelines import SETTLED, event


def test_a_decision_that_is_said_to_have_no_reason_is_refused_for_want_of_one(replay: Replay) -> None:
    ended = event("2019-10-10", "decide", 'outcome = "no-further-action"', 'words = ""')
    left_out = event("2019-10-11", "decide", 'outcome = "no-further-action"')
    report = replay(SETTLED + event("2019-10-08", "deconflict") + ended + left_out).report
    assert [one["outcome"] for one in report["events"][-2:]] == ["refused", "done"]
