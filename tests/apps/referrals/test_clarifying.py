"""A question goes back to the referrer, one clock stands still, and the reply is kept as it was said."""

from uuid import UUID

import pytest

from caseward.foundation.commands.errors import Invalid, Stale
from caseward.referrals import commands
from caseward.referrals.models import Clarification
from tests import cast, given, told
from tests.apps.referrals.doing import REFUSED, STRANGERS, does, last_refusal, owed, version


pytestmark = pytest.mark.django_db

QUESTION, REPLY = "Which teacher was named?", "Mr Ashby, who teaches history."


def asked() -> tuple[UUID, UUID]:
    """A referral and the question that waits for its reply."""
    referral_id = given.taken()
    clarification_id = does(
        "noor", commands.ask_referrer, referral_id=referral_id, version=1, question=QUESTION
    )
    return referral_id, clarification_id


def clarification(clarification_id: UUID) -> Clarification:
    with cast.acting("noor"):
        found: Clarification = Clarification.objects.get(pk=clarification_id)
        return found


def test_ask_referrer_stops_the_clock_of_the_decision_and_no_other() -> None:
    referral_id = given.taken()
    does("noor", commands.ask_referrer, referral_id=referral_id, version=1, question=QUESTION)

    standing = {rule for rule, one in owed(referral_id).items() if one.paused_at}
    assert standing == {"gateway-decision"}
    assert owed(referral_id)["gateway-decision"].paused_because == "CLARIFICATION"


def test_ask_referrer_asks_one_thing_at_a_time() -> None:
    referral_id, _ = asked()

    with pytest.raises(Invalid, match="still waiting"):
        does(
            "noor",
            commands.ask_referrer,
            referral_id=referral_id,
            version=version(referral_id),
            question="And when?",
        )


def test_ask_referrer_refuses_a_stale_version() -> None:
    referral_id = given.checked()

    with pytest.raises(Stale):
        does("noor", commands.ask_referrer, referral_id=referral_id, version=1, question=QUESTION)


def test_ask_referrer_finds_nothing_for_strangers() -> None:
    referral_id = given.taken()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.ask_referrer, referral_id=referral_id, version=1, question=QUESTION)
        assert last_refusal() == ("ask_referrer", "not-visible")


def test_ask_referrer_is_recorded_without_its_words() -> None:
    referral_id = given.taken()
    does("noor", commands.ask_referrer, referral_id=referral_id, version=1, question=QUESTION)

    assert told.facts("referral.referrer-asked") == [{"referral_id": str(referral_id)}]


def test_keep_reply_keeps_the_words_and_lets_the_clock_run_on() -> None:
    referral_id, clarification_id = asked()
    does(
        "noor",
        commands.keep_reply,
        now=given.later(days=2),
        clarification_id=clarification_id,
        version=1,
        reply=REPLY,
    )

    kept = clarification(clarification_id)
    assert (kept.question, kept.reply, kept.replied_at) == (QUESTION, REPLY, given.later(days=2))
    decision = owed(referral_id)["gateway-decision"]
    assert decision.paused_at is None
    assert [pause["code"] for pause in decision.pauses] == ["CLARIFICATION"]


def test_keep_reply_keeps_one_reply() -> None:
    _, clarification_id = asked()
    does("noor", commands.keep_reply, clarification_id=clarification_id, version=1, reply=REPLY)

    with pytest.raises(Invalid, match="has been kept already"):
        does("noor", commands.keep_reply, clarification_id=clarification_id, version=2, reply="Another.")
    assert clarification(clarification_id).reply == REPLY


def test_keep_reply_refuses_a_stale_version() -> None:
    _, clarification_id = asked()
    does("noor", commands.keep_reply, clarification_id=clarification_id, version=1, reply=REPLY)

    with pytest.raises(Stale):
        does("priya", commands.keep_reply, clarification_id=clarification_id, version=1, reply="Another.")


def test_keep_reply_finds_nothing_for_strangers() -> None:
    _, clarification_id = asked()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.keep_reply, clarification_id=clarification_id, version=1, reply=REPLY)
        assert last_refusal() == ("keep_reply", "not-visible")


def test_keep_reply_is_recorded_without_its_words() -> None:
    referral_id, clarification_id = asked()
    does("noor", commands.keep_reply, clarification_id=clarification_id, version=1, reply=REPLY)

    assert told.facts("referral.reply-kept") == [{"referral_id": str(referral_id)}]


def test_keep_reply_makes_room_for_the_next_question() -> None:
    referral_id, clarification_id = asked()
    does("noor", commands.keep_reply, clarification_id=clarification_id, version=1, reply=REPLY)
    does(
        "noor",
        commands.ask_referrer,
        referral_id=referral_id,
        version=version(referral_id),
        question="And when was that?",
    )

    assert owed(referral_id)["gateway-decision"].paused_at is not None
