"""A referral arrives by any channel, and is kept as it was given."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.foundation.access import actors
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.obligations.models import Obligation
from caseward.referrals import commands, queries
from caseward.referrals.models import Answer, Referral, Submission
from tests import cast, given, roles, told


pytestmark = pytest.mark.django_db

AS_IF_TYPED = {
    **given.CALLUM,
    "individual.date_of_birth": "31/02/2010",
    "individual.approx_age_if_dob_unknown": "about 16",
}


def last_event() -> str:
    with roles.owner():
        return Entry.objects.order_by("-sequence").values_list("event", flat=True)[0]


def posted(answers: dict[str, str] | None = None) -> str:
    with cast.acting("noor"):
        compartment_id = cast.compartment(given.REFERRALS)
    ctx = Context(actor=actors.PUBLIC, now=given.NOW)
    return commands.post_submission(
        ctx, submission_id=uuid4(), compartment_id=compartment_id, answers=answers or dict(given.CALLUM)
    )


def test_take_referral_keeps_the_words_and_what_they_say() -> None:
    referral_id = given.taken()

    with cast.acting("noor") as ctx:
        file = commands.view_referral(ctx, referral_id=referral_id)
    born, home = file.answer("individual.date_of_birth"), file.answer("individual.addresses")
    assert born is not None
    assert home is not None
    assert (born.as_given, born.value, born.status) == ("14/03/2009", "2009-03-14", "READ")
    assert home.value == [{"text": "17 Fennel Row, Northport, NP4 7QX", "current": True}]
    assert file.heading.name == "Callum H."


def test_take_referral_never_guesses_what_it_cannot_read() -> None:
    referral_id = given.taken(AS_IF_TYPED)

    with cast.acting("noor") as ctx:
        born = commands.view_referral(ctx, referral_id=referral_id).answer("individual.date_of_birth")
    assert born is not None
    assert (born.as_given, born.value, born.status) == ("31/02/2010", None, "NOT_READ")
    assert "February" in born.because


@pytest.mark.parametrize(
    "answers",
    [
        {"concerns.concern_narrative": "?"},
        {"individual.surname": "O'Brien-Ó Súilleabháin " * 9},
        {"individual.forenames": "张伟"},
    ],
)
def test_take_referral_takes_as_little_and_as_strange_as_it_gets(answers: dict[str, str]) -> None:
    referral_id = given.taken(answers)

    with cast.acting("noor"):
        assert Answer.objects.filter(referral_id=referral_id).count() == len(
            Answer.objects.values("field").distinct()
        )


def test_take_referral_starts_the_clocks_of_intake() -> None:
    referral_id = given.taken()

    with cast.acting("noor"):
        owed = {o.rule_key for o in Obligation.objects.filter(about_id=referral_id)}
    assert owed == {"acknowledge-referral", "immediate-risk-screen", "deconfliction", "gateway-decision"}


def test_take_referral_is_for_intake_officers() -> None:
    with cast.acting("noor"):
        compartment_id = cast.compartment(given.REFERRALS)
    for who in ["rhys", "sam", "ines", "stan", "dana"]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.take_referral(ctx, compartment_id=compartment_id, answers=given.CALLUM)

        assert last_event() == "command.refused"


@pytest.mark.parametrize("answers", [{}, {"individual.surname": " ", "individual.forenames": ""}])
def test_take_referral_refuses_a_form_on_which_nothing_is_written(answers: dict[str, str]) -> None:
    with cast.acting("noor") as ctx, pytest.raises(Invalid, match="what the concern is, or who it is about"):
        commands.take_referral(ctx, compartment_id=cast.compartment(given.REFERRALS), answers=answers)

    assert last_event() == "command.refused"


def test_take_referral_refuses_one_received_tomorrow() -> None:
    with cast.acting("noor") as ctx, pytest.raises(Invalid, match="future"):
        commands.take_referral(
            ctx,
            compartment_id=cast.compartment(given.REFERRALS),
            answers=given.CALLUM,
            received_at=given.NOW + timedelta(days=1),
        )


def test_take_referral_runs_its_clocks_from_when_it_was_received() -> None:
    yesterday = given.later(days=-1)
    with cast.acting("noor") as ctx:
        referral_id = commands.take_referral(
            ctx,
            compartment_id=cast.compartment(given.REFERRALS),
            answers=given.CALLUM,
            received_at=yesterday,
        )
        owed = Obligation.objects.filter(about_id=referral_id)
        assert {one.started_at for one in owed} == {yesterday}


def test_take_referral_refuses_fields_that_the_form_has_not() -> None:
    with cast.acting("noor") as ctx:
        with pytest.raises(KeyError):
            commands.take_referral(
                ctx,
                compartment_id=cast.compartment(given.REFERRALS),
                answers={"individual.shoe_size": "43"},
            )
        assert not Referral.objects.exists()


def test_take_referral_is_recorded_without_its_words() -> None:
    referral_id = given.taken()

    assert told.facts("referral.taken") == [{"referral_id": str(referral_id), "channel": "TYPED"}]


def test_view_referral_finds_nothing_for_those_who_may_not_know() -> None:
    referral_id = given.taken()

    for who in [name for name in cast.PEOPLE if name not in {"noor", "priya", "omar", "beth", "grace"}]:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_referral(ctx, referral_id=referral_id)


def test_view_referral_is_recorded() -> None:
    referral_id = given.taken()
    with cast.acting("priya") as ctx:
        commands.view_referral(ctx, referral_id=referral_id)

    assert last_event() == "referral.viewed"


@pytest.mark.parametrize("role", [roles.RUNTIME])
def test_the_words_as_given_are_changed_by_nobody(role: str) -> None:
    given.taken()

    with cast.acting("noor"), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        roles.assume(role)
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
            cursor.execute("update referrals_answer set as_given = 'something else'")


def test_post_submission_gives_a_receipt_and_lets_the_page_read_nothing() -> None:
    receipt = posted()

    assert receipt.startswith("S")
    assert Submission.objects.count() == Referral.objects.count() == Answer.objects.count() == 0
    assert last_event() == "submission.posted"


def test_post_submission_refuses_fields_that_the_form_has_not() -> None:
    with pytest.raises(KeyError):
        posted({"individual.shoe_size": "43"})


def test_post_submission_twice_gives_two_receipts_that_tell_nothing() -> None:
    assert posted() != posted()


def test_post_submission_refuses_a_form_on_which_nothing_is_written() -> None:
    with pytest.raises(Invalid, match="what the concern is, or who it is about"):
        posted({"individual.surname": " "})


def test_post_submission_is_not_for_the_signed_in() -> None:
    with cast.acting("noor") as ctx:
        compartment_id = cast.compartment(given.REFERRALS)
        with pytest.raises(DatabaseError, match="row-level security"):
            commands.post_submission(
                ctx, submission_id=uuid4(), compartment_id=compartment_id, answers=given.CALLUM
            )


def test_open_submission_makes_a_referral_received_when_it_was_posted() -> None:
    posted()
    with cast.acting("noor", now=given.later(days=2)) as ctx:
        [row] = queries.letterbox(viewer=ctx.actor)
        referral_id = commands.open_submission(ctx, submission_id=row.id)

        assert Referral.objects.get(pk=referral_id).received_at == given.NOW
        assert queries.letterbox(viewer=ctx.actor) == []
    assert last_event() == "referral.taken"


def test_open_submission_twice_leads_to_the_one_referral() -> None:
    posted()
    with cast.acting("noor") as ctx:
        [row] = queries.letterbox(viewer=ctx.actor)

        assert commands.open_submission(ctx, submission_id=row.id) == commands.open_submission(
            ctx, submission_id=row.id
        )
        assert Referral.objects.count() == 1


def test_open_submission_is_for_those_who_empty_the_letterbox() -> None:
    posted()
    with cast.acting("noor") as ctx:
        [row] = queries.letterbox(viewer=ctx.actor)
    for who in ["priya", "rhys", "ewan", "sam", "stan"]:
        with cast.acting(who) as ctx, pytest.raises((NotPermitted, NotVisible)):
            commands.open_submission(ctx, submission_id=row.id)


def test_three_channels_keep_the_same_structure() -> None:
    """F19: one intake for all channels."""
    typed_id = given.taken()
    posted()
    with cast.acting("noor") as ctx:
        [row] = queries.letterbox(viewer=ctx.actor)
        public_id = commands.open_submission(ctx, submission_id=row.id)
        columns = ("field", "as_given", "status", "value", "because")
        kept = [
            sorted(Answer.objects.filter(referral_id=pk).values_list(*columns), key=str)
            for pk in (typed_id, public_id)
        ]
    assert kept[0] == kept[1]
