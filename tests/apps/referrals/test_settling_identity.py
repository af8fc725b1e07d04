"""Settling who it is: the same person, a new record, or somebody a supervisor has to look at."""

import pytest

from caseward.foundation.commands.errors import Invalid, Stale
from caseward.nominals.models import Name, Nominal, PersonLink
from caseward.referrals import commands
from caseward.referrals.models import MatchAnswer
from caseward.referrals.vocabulary import ReferralId, Same, Stage
from tests import cast, given, told
from tests.apps.referrals.doing import (
    REFUSED,
    STRANGERS,
    again,
    candidates,
    does,
    last_refusal,
    owed,
    referral,
    version,
)


pytestmark = pytest.mark.django_db

BROTHER = {**given.CALLUM, "individual.forenames": "Kieran", "individual.date_of_birth": "2/8/2011"}


def answered(answer: Same, answers: dict[str, str] | None = None) -> ReferralId:
    """The second referral with this answer to every record."""
    given.identified()
    second = given.checked(answers or given.CALLUM)
    does("noor", commands.search_records, referral_id=second)
    for nominal_id in candidates(second):
        does(
            "noor",
            commands.answer_candidate,
            referral_id=second,
            nominal_id=nominal_id,
            answer=answer,
            because="The school says so.",
        )
    return second


def test_settle_identity_ties_the_referral_to_the_same_person() -> None:
    second = answered(Same.SAME)
    does("noor", commands.settle_identity, referral_id=second, version=version(second))

    with cast.acting("noor"):
        nominal = Nominal.objects.get()
    assert referral(second).nominal_id == nominal.pk
    assert referral(second).stage == Stage.DECONFLICTION


@pytest.mark.parametrize("answer", [Same.NOT_SAME, Same.CANNOT_TELL])
def test_settle_identity_makes_a_new_record_when_none_is_the_same(answer: Same) -> None:
    second = answered(answer)
    does("noor", commands.settle_identity, referral_id=second, version=version(second))

    with cast.acting("noor"):
        assert Nominal.objects.count() == 2
        # Only a firm answer puts the lasting warning on both records.
        assert PersonLink.objects.count() == (1 if answer == Same.NOT_SAME else 0)


def test_settle_identity_adds_what_the_record_did_not_know() -> None:
    second = answered(Same.SAME, {**given.CALLUM, "individual.aliases": "Cal"})
    does("noor", commands.settle_identity, referral_id=second, version=version(second))

    with cast.acting("noor"):
        assert {name.forenames or name.surname for name in Name.objects.all()} >= {"Cal"}


def test_settle_identity_refuses_while_a_record_is_unanswered() -> None:
    second = again()

    with pytest.raises(Invalid, match="Some records could be this person"):
        does("noor", commands.settle_identity, referral_id=second, version=version(second))
    with cast.acting("noor"):
        assert Nominal.objects.count() == 1


def test_settle_identity_refuses_before_anybody_has_searched() -> None:
    checked = given.checked()

    with pytest.raises(Invalid, match="have not been searched"):
        does("noor", commands.settle_identity, referral_id=checked, version=version(checked))


def test_settle_identity_refuses_two_records_of_one_person() -> None:
    given.identified()
    given.identified(answer=Same.NOT_SAME)
    third = given.checked()
    does("noor", commands.search_records, referral_id=third)
    for nominal_id in candidates(third):
        does(
            "noor",
            commands.answer_candidate,
            referral_id=third,
            nominal_id=nominal_id,
            answer=Same.SAME,
            because="x",
        )

    with pytest.raises(Invalid, match="Two records"):
        does("noor", commands.settle_identity, referral_id=third, version=version(third))


def test_settle_identity_refuses_a_stale_version() -> None:
    checked = given.checked()
    does("noor", commands.search_records, referral_id=checked)

    with pytest.raises(Stale):
        does("noor", commands.settle_identity, referral_id=checked, version=1)


def test_settle_identity_finds_nothing_for_strangers() -> None:
    checked = given.checked()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.settle_identity, referral_id=checked, version=1)
        assert last_refusal() == ("settle_identity", "not-visible")


def test_settle_identity_is_recorded() -> None:
    second = answered(Same.SAME)
    does("noor", commands.settle_identity, referral_id=second, version=version(second))

    facts = [one for one in told.facts("referral.identity-settled") if one["referral_id"] == str(second)]
    assert [one["is_new"] for one in facts] == [False]


def test_settle_identity_of_a_second_referral_asks_for_a_supervisor() -> None:
    """F02: a second referral of one person within 24 months is reviewed with the first."""
    second = answered(Same.SAME)
    does("noor", commands.settle_identity, referral_id=second, version=version(second))

    assert owed(second)["second-referral-review"].capability == "referral.decide"


def test_settle_identity_after_a_correction_never_makes_a_second_record_by_silence() -> None:
    """F01: the record that this very referral made is a possible match like any other."""
    first = given.identified()
    does(
        "noor",
        commands.correct_answer,
        referral_id=first,
        field="individual.surname",
        version=2,
        typed={"individual.surname": "Zielonka-Brandt"},
    )
    does(
        "noor",
        commands.correct_answer,
        referral_id=first,
        field="individual.forenames",
        version=2,
        typed={"individual.forenames": "Aurelia"},
    )
    does("noor", commands.search_records, referral_id=first)

    [tied] = candidates(first)
    assert tied == referral(first).nominal_id
    with pytest.raises(Invalid, match="tied to a record already"):
        does("noor", commands.settle_identity, referral_id=first, version=version(first))
    does(
        "noor",
        commands.answer_candidate,
        referral_id=first,
        nominal_id=tied,
        answer=Same.SAME,
        because="The form was misread; it is the same person.",
    )
    does("noor", commands.settle_identity, referral_id=first, version=version(first))
    with cast.acting("noor"):
        assert Nominal.objects.count() == 1
        assert {name.surname for name in Name.objects.all()} == {"Hartwright", "Zielonka-Brandt"}


def test_a_brother_is_not_very_likely_the_same_person() -> None:
    given.identified()
    brother = given.checked(BROTHER)
    does("noor", commands.search_records, referral_id=brother)
    [nominal_id] = candidates(brother)
    does(
        "noor",
        commands.answer_candidate,
        referral_id=brother,
        nominal_id=nominal_id,
        answer=Same.NOT_SAME,
        because="His younger brother.",
    )

    with cast.acting("noor"):
        assert MatchAnswer.objects.get(referral_id=brother).evidence["words"] != "very likely"
