"""A supervisor reads several referrals of one person together; nobody else can do that for him."""

import pytest

from caseward.foundation.commands.errors import Invalid, NotPermitted, Stale
from caseward.referrals import commands
from caseward.referrals.vocabulary import ReferralId
from tests import given, told
from tests.apps.referrals.doing import REFUSED, STRANGERS, does, last_refusal, owed, referral, version


pytestmark = pytest.mark.django_db

REVIEW = "Twice in a year, each time after a quarrel at school; the second names a person."


def repeated() -> ReferralId:
    """A second referral of Callum, tied to his record."""
    given.identified()
    return given.identified()


def test_review_repeat_is_kept_and_ends_its_clock() -> None:
    second = repeated()
    does("beth", commands.review_repeat, referral_id=second, version=version(second), review=REVIEW)

    assert referral(second).repeat_review == REVIEW
    assert "second-referral-review" not in owed(second)


@pytest.mark.parametrize("who", ["noor", "priya"])
def test_review_repeat_is_for_a_supervisor(who: str) -> None:
    second = repeated()

    with pytest.raises(NotPermitted):
        does(who, commands.review_repeat, referral_id=second, version=version(second), review=REVIEW)
    assert last_refusal()[0] == "review_repeat"
    assert "second-referral-review" in owed(second)


def test_review_repeat_finds_nothing_for_strangers() -> None:
    second = repeated()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.review_repeat, referral_id=second, version=1, review=REVIEW)
        assert last_refusal() == ("review_repeat", "not-visible")


@pytest.mark.parametrize("review", ["", "  \n"])
def test_review_repeat_refuses_a_review_that_says_nothing(review: str) -> None:
    second = repeated()

    with pytest.raises(Invalid) as refusal:
        does("beth", commands.review_repeat, referral_id=second, version=version(second), review=review)
    assert refusal.value.field == "review"


def test_review_repeat_refuses_a_stale_version() -> None:
    second = repeated()

    with pytest.raises(Stale):
        does("beth", commands.review_repeat, referral_id=second, version=1, review=REVIEW)


def test_review_repeat_is_recorded_without_its_words() -> None:
    second = repeated()
    does("beth", commands.review_repeat, referral_id=second, version=version(second), review=REVIEW)

    assert told.facts("referral.repeat-reviewed") == [{"referral_id": str(second)}]
