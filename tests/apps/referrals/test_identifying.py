"""Who is it? Search comes before a new record, and every possible match gets an answer with its reason."""

import pytest

from caseward.foundation.commands.errors import Invalid
from caseward.nominals.models import Nominal
from caseward.referrals import commands
from caseward.referrals.models import MatchAnswer
from caseward.referrals.vocabulary import Same
from tests import cast, given, told
from tests.apps.referrals.doing import (
    REFUSED,
    STRANGERS,
    again,
    candidates,
    does,
    last_refusal,
    referral,
)


pytestmark = pytest.mark.django_db

BROTHER = {**given.CALLUM, "individual.forenames": "Kieran", "individual.date_of_birth": "2/8/2011"}


def test_search_records_finds_the_record_of_an_earlier_referral() -> None:
    given.identified()
    second = given.checked()

    assert does("noor", commands.search_records, referral_id=second) == 1
    assert referral(second).searched_at == given.NOW


def test_search_records_finds_nobody_where_nobody_is() -> None:
    assert does("noor", commands.search_records, referral_id=given.checked()) == 0


def test_search_records_waits_until_the_form_was_checked() -> None:
    taken = given.taken()

    with pytest.raises(Invalid, match="has not been checked"):
        does("noor", commands.search_records, referral_id=taken)


def test_search_records_finds_nothing_for_strangers() -> None:
    checked = given.checked()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.search_records, referral_id=checked)
        assert last_refusal() == ("search_records", "not-visible")


def test_search_records_tells_the_ledger_how_many_and_not_whom() -> None:
    checked = given.checked()
    does("noor", commands.search_records, referral_id=checked)

    assert told.facts("referral.records-searched") == [{"referral_id": str(checked), "shown": 0}]


def test_answer_candidate_keeps_the_reason_and_the_evidence_as_it_was_shown() -> None:
    second = again()
    [nominal_id] = candidates(second)
    does(
        "noor",
        commands.answer_candidate,
        referral_id=second,
        nominal_id=nominal_id,
        answer=Same.SAME,
        because="The school confirms it.",
    )

    with cast.acting("noor"):
        said = MatchAnswer.objects.get(referral_id=second)
    assert (said.answer, said.because, said.nominal_id) == ("SAME", "The school confirms it.", nominal_id)
    assert said.evidence["words"] == "very likely"
    assert {one["field"] for one in said.evidence["evidence"]} >= {"surname", "date_of_birth", "phone"}


@pytest.mark.parametrize("because", ["", "   "])
def test_answer_candidate_refuses_an_answer_without_a_reason(because: str) -> None:
    second = again()
    [nominal_id] = candidates(second)

    with pytest.raises(Invalid) as refusal:
        does(
            "noor",
            commands.answer_candidate,
            referral_id=second,
            nominal_id=nominal_id,
            answer=Same.NOT_SAME,
            because=because,
        )
    assert refusal.value.field == "because"


def test_answer_candidate_refuses_a_record_that_is_no_candidate() -> None:
    given.identified({"individual.surname": "Featherstonehaugh", "individual.forenames": "Wendeline"})
    with cast.acting("noor"):
        other = Nominal.objects.get().pk
    checked = given.checked()
    does("noor", commands.search_records, referral_id=checked)

    with pytest.raises(Invalid, match="no longer among those"):
        does(
            "noor",
            commands.answer_candidate,
            referral_id=checked,
            nominal_id=other,
            answer=Same.SAME,
            because="x",
        )


def test_answer_candidate_finds_nothing_for_strangers() -> None:
    second = again()
    [nominal_id] = candidates(second)

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(
                who,
                commands.answer_candidate,
                referral_id=second,
                nominal_id=nominal_id,
                answer=Same.SAME,
                because="x",
            )
        assert last_refusal() == ("answer_candidate", "not-visible")


def test_answer_candidate_is_recorded_without_its_words() -> None:
    second = again()
    [nominal_id] = candidates(second)
    does(
        "noor",
        commands.answer_candidate,
        referral_id=second,
        nominal_id=nominal_id,
        answer=Same.CANNOT_TELL,
        because="Perhaps the brother.",
    )

    [facts] = [one for one in told.facts("referral.candidate-answered") if one["referral_id"] == str(second)]
    assert facts == {
        "referral_id": str(second),
        "nominal_id": str(nominal_id),
        "answer": "CANNOT_TELL",
    }
