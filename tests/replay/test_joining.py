"""A further referral of somebody whose case is open: one person, one case, one owner (failings F07)."""

import pytest

from tests.replay.conftest import Replay
from tests.replay.timelines import OWNED, event


pytestmark = pytest.mark.slow

AGAIN = (
    OWNED
    + event("2020-03-02", "refer")
    + event("2020-03-02T10:00", "screen")
    + event("2020-03-02T11:00", "find")
    + event("2020-03-02T12:00", "link", 'to = "axel"')
    + event("2020-03-03", "deconflict")
    + event("2020-03-03T10:00", "review", 'of = "referrals"', 'words = "Read with the first."')
)


def test_no_second_case_is_opened_and_the_open_one_is_joined(replay: Replay) -> None:
    report = replay(
        AGAIN
        + event("2020-03-04", "decide", 'expects = ["refused", "gate no-open-case"]')
        + event(
            "2020-03-04T10:00",
            "decide",
            'outcome = "join"',
            'expects = ["owed contact-at-risk", "told case.referral-joined"]',
        )
        + event("2020-03-06", "wait", 'expects = ["late contact-at-risk by 2020-03-05"]')
    ).report

    assert [one for one in report["expectations"] if not one["met"]] == []
    assert report["events"][-2]["did"] == [
        "The referral went to the open case of the person, whose owner is told."
    ]
