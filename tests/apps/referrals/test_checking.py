"""What was understood is compared with what was given; nothing is settled by silence."""

import pytest

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.ledger.models import Entry
from caseward.obligations.models import Obligation
from caseward.referrals import commands
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import ImmediateRisk, ReferralId, Stage
from tests import cast, given, roles, told
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

UNREAD = {**given.CALLUM, "individual.date_of_birth": "31/02/2010"}
BORN = "individual.date_of_birth"


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def correct(
    referral_id: ReferralId, typed: str, *, version: int = 1, field: str = BORN, who: str = "noor"
) -> None:
    with cast.acting(who) as ctx:
        commands.correct_answer(
            ctx, referral_id=referral_id, field=field, version=version, typed={field: typed}
        )


def answer(referral_id: ReferralId, field: str = BORN) -> Answer:
    with cast.acting("noor"):
        return Answer.objects.get(referral_id=referral_id, field=field)


def stage(referral_id: ReferralId) -> str:
    with cast.acting("noor"):
        return Referral.objects.get(pk=referral_id).stage


def owed(referral_id: ReferralId) -> set[str]:
    with cast.acting("noor"):
        return set(
            Obligation.objects.filter(about_id=referral_id, ended_at__isnull=True).values_list(
                "rule_key", flat=True
            )
        )


def test_correct_answer_stands_beside_the_words_as_given() -> None:
    referral_id = given.taken(UNREAD)
    correct(referral_id, "28 February 2010")

    corrected = answer(referral_id)
    assert (corrected.as_given, corrected.value, corrected.status) == (
        "31/02/2010",
        "2010-02-28",
        "CORRECTED",
    )
    assert events()[-1] == "referral.answer-corrected"


def test_correct_answer_to_nothing_says_that_it_was_not_given() -> None:
    referral_id = given.taken(UNREAD)
    correct(referral_id, "")

    assert (answer(referral_id).status, answer(referral_id).value) == ("NOT_GIVEN", None)


@pytest.mark.parametrize("typed", ["31/02/2010", "tomorrow", "14/03/2109"])
def test_correct_answer_refuses_what_it_cannot_read_either(typed: str) -> None:
    referral_id = given.taken(UNREAD)
    with pytest.raises(Invalid) as refusal:
        correct(referral_id, typed)

    assert refusal.value.field == BORN
    assert answer(referral_id).status == "NOT_READ"


def test_correct_answer_refuses_a_stale_version() -> None:
    referral_id = given.taken(UNREAD)
    correct(referral_id, "28/02/2010")

    with pytest.raises(Stale):
        correct(referral_id, "01/03/2010", version=1)


def test_correct_answer_finds_nothing_for_strangers() -> None:
    referral_id = given.taken(UNREAD)

    for who in ["rhys", "ewan", "sam", "stan"]:
        with pytest.raises(NotVisible):
            correct(referral_id, "28/02/2010", who=who)
        assert events()[-1] == "command.refused"


def test_correct_answer_of_a_name_sends_the_referral_back_to_be_searched_again() -> None:
    """F01: search runs again on every edit of a name."""
    referral_id = given.identified()
    assert stage(referral_id) == Stage.DECONFLICTION

    correct(referral_id, "Hartright", version=2, field="individual.surname")
    with cast.acting("noor"):
        assert Referral.objects.get(pk=referral_id).searched_at is None
    assert stage(referral_id) == Stage.IDENTITY


def test_correct_answer_of_something_else_leaves_the_step() -> None:
    referral_id = given.identified()

    correct(referral_id, "Quiet since May.", version=2, field="other_info.other_information")
    assert stage(referral_id) == Stage.DECONFLICTION


def finish(referral_id: ReferralId, *, who: str = "noor") -> None:
    with cast.acting(who) as ctx:
        commands.finish_checking(ctx, referral_id=referral_id, version=given.version(referral_id))


def screen(
    referral_id: ReferralId, risk: ImmediateRisk = ImmediateRisk.NO, note: str = "", who: str = "noor"
) -> None:
    with cast.acting(who) as ctx:
        commands.screen_immediate_risk(
            ctx, referral_id=referral_id, version=given.version(referral_id), risk=risk, note=note
        )


def test_finish_checking_goes_on_to_the_person() -> None:
    assert stage(given.checked()) == Stage.IDENTITY
    assert "referral.checked" in events()


def test_finish_checking_refuses_while_a_field_was_not_read() -> None:
    referral_id = given.taken(UNREAD)
    screen(referral_id)

    with pytest.raises(Invalid, match="could not be read"):
        finish(referral_id)


def test_finish_checking_refuses_while_nobody_said_who_is_at_risk() -> None:
    with pytest.raises(Invalid, match="immediate risk"):
        finish(given.taken())


def test_finish_checking_is_for_those_who_work_on_referrals() -> None:
    referral_id = given.taken()
    screen(referral_id)

    with pytest.raises(NotVisible):
        finish_as_stranger(referral_id)
    assert told.refusals() == [("finish_checking", "not-visible")]


def finish_as_stranger(referral_id: ReferralId) -> None:
    with cast.acting("ewan") as ctx:
        commands.finish_checking(ctx, referral_id=referral_id, version=1)


def test_finish_checking_says_of_every_answer_who_compared_it_and_when() -> None:
    referral_id = given.taken()
    screen(referral_id)
    finish(referral_id)

    with cast.acting("noor") as ctx:
        checked = Answer.objects.filter(referral_id=referral_id).values_list("checked_by_id", "checked_at")
        assert set(checked) == {(ctx.actor.id, given.NOW)}


def test_finish_checking_says_it_of_all_answers_in_one_statement() -> None:
    referral_id = given.taken()
    screen(referral_id)

    with asked() as found:
        finish(referral_id)

    assert len([sql for sql in found.statements if "referrals_answer" in sql and "update" in sql]) == 1


def test_finish_checking_is_recorded() -> None:
    referral_id = given.taken()
    screen(referral_id)
    finish(referral_id)

    assert told.facts("referral.checked") == [{"referral_id": str(referral_id)}]


def test_screen_immediate_risk_ends_its_clock() -> None:
    referral_id = given.taken()
    screen(referral_id, ImmediateRisk.YES, "Northport response team sent at 10:05.")

    assert "immediate-risk-screen" not in owed(referral_id)
    assert events()[-1] == "referral.risk-screened"


@pytest.mark.parametrize("risk", [ImmediateRisk.YES, ImmediateRisk.NOT_KNOWN])
def test_screen_immediate_risk_wants_to_know_what_is_done(risk: ImmediateRisk) -> None:
    with pytest.raises(Invalid, match="Say what has been done"):
        screen(given.taken(), risk, "  ")


def test_screen_immediate_risk_finds_nothing_for_strangers() -> None:
    referral_id = given.taken()
    with cast.acting("stan") as ctx, pytest.raises(NotVisible):
        commands.screen_immediate_risk(
            ctx, referral_id=referral_id, version=1, risk=ImmediateRisk.NO, note=""
        )


def acknowledge(referral_id: ReferralId, *, version: int = 1, who: str = "noor") -> None:
    with cast.acting(who) as ctx:
        commands.mark_acknowledged(ctx, referral_id=referral_id, version=version, how="telephone")


def test_mark_acknowledged_ends_its_clock() -> None:
    referral_id = given.taken()
    acknowledge(referral_id)

    assert "acknowledge-referral" not in owed(referral_id)
    assert events()[-1] == "referral.acknowledged"


def test_mark_acknowledged_is_done_once() -> None:
    referral_id = given.taken()
    acknowledge(referral_id)

    with pytest.raises(Invalid, match="already"):
        acknowledge(referral_id, version=2)


@pytest.mark.parametrize(
    ("who", "refusal"), [("stan", NotVisible), ("rhys", NotVisible), ("ines", NotVisible)]
)
def test_mark_acknowledged_finds_nothing_for_strangers(
    who: str, refusal: type[NotVisible | NotPermitted]
) -> None:
    referral_id = given.taken()

    with pytest.raises(refusal):
        acknowledge(referral_id, who=who)
    assert told.refusals() == [("mark_acknowledged", "not-visible")]


def test_mark_acknowledged_is_recorded_with_how_the_referrer_was_told() -> None:
    referral_id = given.taken()
    acknowledge(referral_id)

    assert told.facts("referral.acknowledged") == [{"referral_id": str(referral_id), "how": "telephone"}]


def test_mark_acknowledged_refuses_a_stale_version() -> None:
    referral_id = given.taken()
    screen(referral_id)

    with pytest.raises(Stale):
        acknowledge(referral_id, version=1)
    assert "acknowledge-referral" in owed(referral_id)
