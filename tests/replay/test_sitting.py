"""A case at a sitting of its panel, and a case that somebody opens in an emergency, as a timeline tells of them."""

import pytest

from tests.replay.conftest import Replay
from tests.replay.test_asked_for import unmet
from tests.replay.timelines import AT_PANEL, OWNED, event


pytestmark = pytest.mark.slow


def why_not(replay: Replay, text: str) -> list[str]:
    return [one["why_not"] for one in replay(text).report["events"] if one["why_not"]]


def test_a_case_is_put_on_an_agenda_minuted_and_its_referrer_is_answered(replay: Replay) -> None:
    """F17, F25: the minutes say what became of it, and the referrer is owed an answer."""
    text = (
        AT_PANEL
        + event("2019-10-21", "agenda", "held = 2019-11-08T10:00", 'question = "Adopt?"', 'as = "item"')
        + event("2019-11-07", "minutes", 'item = "item"', 'expects = ["refused sitting.not-held-yet"]')
        + event("2019-11-08T12:00", "attended", 'who = "Ines Sorrel"', 'role = "education"')
        + event("2019-11-08T12:10", "approve-minutes", 'expects = ["refused minutes.blank-item"]')
        + event(
            "2019-11-08T12:20", "minuted", 'decision = "Adopt."', 'words = "He asked for help."',
            'expects = ["owed referrer-feedback", "met first-panel"]',
        )
        + event("2019-11-08T12:30", "agreed-action", 'words = "Ring the school."', "due = 2019-11-20")
        + event("2019-11-08T13:00", "approve-minutes", 'expects = ["done"]')
        + event("2019-11-09", "addendum", 'words = "The school was absent."', 'expects = ["done"]')
        + event("2019-11-11", "referrer-told", 'expects = ["met referrer-feedback"]')
        + event("2019-11-12", "minutes", 'expects = ["refused minutes.approved"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_minutes_without_an_agenda_are_not_possible_and_say_what_would_have_made_one(replay: Replay) -> None:
    said = why_not(replay, OWNED + event("2019-10-15", "minutes"))

    assert said == ["There is no item of an agenda of Axel Hartwright: no event before this one is “agenda”."]


def test_minutes_that_say_a_question_was_answered_want_its_decision_signed_and_say_how(
    replay: Replay,
) -> None:
    held = AT_PANEL + event("2019-10-21", "agenda", "held = 2019-11-08T10:00")
    [said] = why_not(replay, held + event("2019-11-09", "minutes", 'became = "answered"'))

    assert 'what = "advance"' in said
    signed = (
        held
        + event("2019-11-08T11:00", "panel", "adopted = true")
        + event("2019-11-08T12:00", "advance", 'to = "consent"')
        + event("2019-11-09", "minutes", 'became = "answered"', 'expects = ["done"]')
    )
    assert unmet(replay, signed) == []


def test_a_case_that_was_not_discussed_is_carried_over_to_the_next_sitting(replay: Replay) -> None:
    text = (
        AT_PANEL
        + event("2019-10-21", "put-on-agenda", "held = 2019-11-08T10:00")
        + event(
            "2019-11-08T12:00", "minutes", 'became = "not-discussed"', 'words = "No time."',
            'expects = ["owed carried-over"]',
        )
        + event("2019-11-08T13:00", "agenda", "held = 2019-11-08T10:00", 'expects = ["refused sitting.there-already"]')
        + event("2019-11-11", "agenda", "held = 2019-12-06T10:00", 'expects = ["met carried-over"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_somebody_of_another_unit_opens_the_case_in_an_emergency_and_is_reviewed(replay: Replay) -> None:
    text = (
        OWNED
        + event(
            "2019-10-19T23:10", "break-glass", 'unit = "Eastmark Prevent"', 'words = "He stands on a bridge."',
            'as = "bridge"', 'expects = ["owed emergency-access-review", "told access.opened-in-an-emergency"]',
        )
        + event("2019-10-21T09:00", "contact", 'expects = ["done", "late emergency-access-review by 2019-10-20"]')
        + event(
            "2019-10-21T10:00", "emergency-reviewed", 'which = "bridge"', 'verdict = "not-justified"',
            'expects = ["done"]',
        )
        + event("2019-10-21T11:00", "review-emergency", 'which = "bridge"', 'expects = ["refused access.reviewed"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_a_partner_is_let_read_a_part_of_the_case_until_that_ends(replay: Replay) -> None:
    text = (
        OWNED
        + event(
            "2019-10-21", "disclose", 'with = "Dr Ada Finch"', 'audience = "panel"', 'as = "part"',
            'words = "She chairs the panel."', 'expects = ["done"]',
        )
        + event("2019-10-22", "share", 'with = "Ada Finch of Health"', "until = 2021-10-22",
                'expects = ["refused access.too-long"]')
        + event("2019-10-23", "share", 'with = "The case officer of Northshire Prevent"', 'expects = ["refused"]')
        + event("2019-10-24", "share", 'with = "Dr Ada Finch"', 'by = "officer"', 'expects = ["refused"]')
        + event("2019-11-08", "end-share", 'which = "part"', 'expects = ["done"]')
        + event("2019-11-09", "end-share", 'which = "part"', 'expects = ["refused access.part-over"]')
        + event("2019-11-10", "end-share", 'expects = ["impossible"]')
    )  # fmt: skip

    assert unmet(replay, text) == []


def test_nobody_opens_in_an_emergency_what_is_open_to_him_and_the_sentence_says_what_to_write(
    replay: Replay,
) -> None:
    text = (
        OWNED
        + event("2019-10-19T23:10", "emergency")
        + event("2019-10-19T23:20", "emergency", 'by = "officer"', 'unit = "Northshire Prevent"')
        + event("2019-10-20", "review-emergency")
    )

    nobody, known, unreviewed = why_not(replay, text)

    assert 'unit = "Eastmark Prevent"' in nobody
    assert "No case that can be opened" in known
    assert "`unit` names whose officer opens it: another unit than “Northshire Prevent”" in known
    assert "event 9 (emergency) was refused" in unreviewed
