"""Closing: proposed by one, approved by another, nothing left open, found again."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.cases import commands, queries
from caseward.cases.models import Case, Closing, Ownership
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.chronology.vocabulary import Entered, Kind
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)


def propose(case_id: CaseId, *, who: str = "priya", outcome: str = "section-36-not-met") -> UUID:
    return given.proposed(case_id, who=who, outcome=outcome)


def approve(closing_id: UUID, *, who: str = "grace", words: str = "I agree.", version: int = 1) -> CaseId:
    with cast.acting(who, now=LATER) as ctx:
        return commands.approve_closing(ctx, closing_id=closing_id, version=version, words=words)


def decline(closing_id: UUID, *, who: str = "grace", words: str = "Ask the school first.") -> CaseId:
    with cast.acting(who, now=LATER) as ctx:
        return commands.decline_closing(ctx, closing_id=closing_id, version=1, words=words)


def the_case(case_id: CaseId) -> Case:
    with cast.acting("beth"):
        return Case.objects.get(pk=case_id)


def test_propose_closing_waits_for_a_second_person() -> None:
    case_id = given.at_section_36()
    closing_id = propose(case_id)

    assert the_case(case_id).closed_at is None
    assert told.facts("case.closing-proposed") == [
        {"case_id": str(case_id), "closing_id": str(closing_id), "outcome": "section-36-not-met"}
    ]


def test_propose_closing_is_for_the_owner_or_a_supervisor() -> None:
    case_id = given.at_section_36()
    with pytest.raises(NotPermitted):
        propose(case_id, who="omar")
    propose(case_id, who="beth")

    assert [name for name, _code in told.refusals()] == ["propose_closing"]


def test_propose_closing_finds_no_case_for_strangers() -> None:
    case_id = given.at_section_36()
    with cast.acting("ewan") as ctx, pytest.raises(NotVisible):
        commands.propose_closing(
            ctx,
            case_id=case_id,
            version=1,
            decided=given.decided("section-36-not-met", question="closing"),
            looked_back_at=[],
        )


def test_propose_closing_refuses_a_stale_version() -> None:
    case_id = given.at_section_36()
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Stale):
        commands.propose_closing(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id) - 1,
            decided=given.decided("section-36-not-met", question="closing"),
            looked_back_at=[],
        )


def test_propose_closing_refuses_while_another_proposal_waits() -> None:
    case_id = given.at_section_36()
    propose(case_id)
    with pytest.raises(Invalid, match="proposed already"):
        propose(case_id)


@pytest.mark.parametrize("outcome", ["no-further-concern", "no-such-outcome"])
def test_propose_closing_refuses_an_outcome_that_this_stage_does_not_have(outcome: str) -> None:
    case_id = given.at_section_36()
    with pytest.raises(Invalid):
        propose(case_id, outcome=outcome)


def test_propose_closing_is_refused_while_a_question_is_open_and_the_refusal_is_logged() -> None:
    """F03: closure with one unanswered gap is refused and the refusal is logged."""
    case_id = given.at_section_36()
    with cast.acting("priya", now=LATER) as ctx:
        gap_id = commands.raise_gap(ctx, case_id=case_id, text="Who runs the chat?")

    with pytest.raises(Invalid, match="A question is still open"):
        propose(case_id)
    assert told.refusals() == [("propose_closing", "pathway.unmet")]

    with cast.acting("priya", now=LATER) as ctx:
        commands.settle_gap(
            ctx, loose_end_id=gap_id, version=1, how=Settled.ACCEPTED, words="It was deleted for good."
        )
    propose(case_id)


@pytest.mark.parametrize("kind", ["action", "risk"])
def test_propose_closing_is_refused_while_an_action_or_a_risk_is_open(kind: str) -> None:
    """F03."""
    case_id = given.at_section_36()
    with cast.acting("priya", now=LATER) as ctx:
        if kind == "action":
            commands.add_action(ctx, case_id=case_id, text="Ask the school", accountable="Police")
        else:
            commands.record_risk(
                ctx, case_id=case_id, text="Harm", axis=Axis.VIOLENCE, level=Level.LOW, is_volatile=False
            )

    with pytest.raises(Invalid, match=f"{kind} is still open"):
        propose(case_id)


def test_propose_closing_wants_each_entry_of_the_last_90_days_acknowledged() -> None:
    """F23: missing episodes and health are looked at before a case ends."""
    case_id = given.at_section_36()
    with cast.acting("omar", now=LATER) as ctx:
        commands.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text="Missing for a night."))
    with cast.acting("priya", now=LATER) as ctx:
        file = commands.view_case(ctx, case_id=case_id)
        with pytest.raises(Invalid, match="last 90 days"):
            commands.propose_closing(
                ctx,
                case_id=case_id,
                version=file.heading.version,
                decided=given.decided("section-36-not-met", question="closing"),
                looked_back_at=queries.look_back(viewer=ctx.actor, case=file.case, today=ctx.today)[:-1],
            )


@pytest.mark.parametrize("rationale", ["No ideology found.", " "])
def test_propose_closing_wants_a_reason_that_is_one(rationale: str) -> None:
    """F04: that no ideology was found is not a reason."""
    case_id = given.at_section_36()
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Invalid) as refused:
        commands.propose_closing(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            decided=replace(given.decided("section-36-not-met", question="closing"), rationale=rationale),
            looked_back_at=[],
        )

    assert refused.value.field == "rationale"


def test_approve_closing_ends_the_case_and_every_clock() -> None:
    case_id = given.at_section_36()
    closing_id = propose(case_id)
    approve(closing_id)
    case = the_case(case_id)

    assert (case.stage, case.outcome, case.closed_at) == ("closed", "section-36-not-met", LATER)
    assert told.facts("case.closed") == [
        {
            "case_id": str(case_id),
            "closing_id": str(closing_id),
            "outcome": "section-36-not-met",
            "review_on": "2027-11-23",
        }
    ]
    with cast.acting("beth"):
        assert not Obligation.objects.filter(about_id=case_id, ended_at__isnull=True).exists()
        assert not Ownership.objects.filter(case_id=case_id, ends_at__isnull=True).exists()


@pytest.mark.parametrize("who", ["priya", "omar"])
def test_approve_closing_is_for_a_second_person_with_the_rank(who: str) -> None:
    closing_id = propose(given.at_section_36())
    with pytest.raises(NotPermitted):
        approve(closing_id, who=who)

    assert [name for name, _code in told.refusals()] == ["approve_closing"]


def test_approve_closing_is_not_for_whoever_proposed_it_nor_for_the_owner() -> None:
    """F03: the proposer cannot approve, and neither can the owner, whatever the rank."""
    case_id = given.at_section_36()
    by_beth = propose(case_id, who="beth")
    with pytest.raises(NotPermitted, match="second person"):
        approve(by_beth, who="beth")
    with pytest.raises(NotPermitted, match="second person"):
        approve(by_beth, who="priya")


def test_approve_closing_finds_nothing_for_strangers() -> None:
    closing_id = propose(given.at_section_36())
    with pytest.raises(NotVisible):
        approve(closing_id, who="elin")


def test_approve_closing_wants_words() -> None:
    closing_id = propose(given.at_section_36())
    with pytest.raises(Invalid) as refused:
        approve(closing_id, words=" ")

    assert refused.value.field == "words"


def test_approve_closing_is_refused_when_something_has_come_up_since() -> None:
    case_id = given.at_section_36()
    closing_id = propose(case_id)
    with cast.acting("omar", now=LATER) as ctx:
        commands.raise_gap(ctx, case_id=case_id, text="Where was he on Friday?")

    with pytest.raises(Invalid, match="A question is still open"):
        approve(closing_id)
    assert the_case(case_id).closed_at is None


def test_approve_closing_is_refused_when_the_case_has_moved_since() -> None:
    case_id = given.at_section_36()
    closing_id = propose(case_id)
    with cast.acting("beth", now=LATER) as ctx:
        commands.move_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            to_stage="information-gathering",
            decided=given.decided("information-gathering", question="section-36"),
        )

    with pytest.raises(Invalid, match="moved on since"):
        approve(closing_id)


def test_approve_closing_twice_is_refused() -> None:
    closing_id = propose(given.at_section_36())
    approve(closing_id)
    with pytest.raises(Stale):
        approve(closing_id)
    with pytest.raises(Invalid, match="answered already"):
        approve(closing_id, version=2)


@pytest.mark.parametrize(
    ("answers", "outcome", "review_on"),
    [
        pytest.param(given.CALLUM, "section-36-not-met", date(2027, 11, 23), id="child, no further action"),
        pytest.param(given.MAEVE, "section-36-not-met", date(2032, 11, 23), id="adult, no further action"),
        pytest.param(given.CALLUM, "deceased", date(2032, 11, 23), id="child, record"),
        pytest.param(given.MAEVE, "deceased", date(2032, 11, 23), id="adult, record"),
        pytest.param(given.MAEVE, "unfounded", date(2027, 11, 23), id="unfounded"),
    ],
)
def test_the_day_the_record_is_looked_at_again_follows_from_outcome_and_age(
    answers: dict[str, str], outcome: str, review_on: date
) -> None:
    case_id = given.at_section_36(answers)
    approve(propose(case_id, outcome=outcome))

    assert the_case(case_id).retention_review_on == review_on


def test_a_closed_case_is_found_again() -> None:
    case_id = given.closed(given.at_section_36())
    with cast.acting("omar", now=LATER, purpose="search.reason.duplicate-check.0") as ctx:
        found = commands.find_people(ctx, words="Hartright, Callum, 14 March 2009")
        file = commands.view_person(ctx, nominal_id=found.candidates[0].heading.id)

    assert [(one.id, one.stage, one.closed_at is None) for one in file.cases] == [(case_id, "Closed", False)]


def test_decline_closing_says_what_is_missing_and_the_case_goes_on() -> None:
    case_id = given.at_section_36()
    closing_id = propose(case_id)
    decline(closing_id)

    assert the_case(case_id).closed_at is None
    assert told.facts("case.closing-declined") == [{"case_id": str(case_id), "closing_id": str(closing_id)}]
    propose(case_id)


@pytest.mark.parametrize("who", ["priya", "omar"])
def test_decline_closing_is_for_a_second_person_with_the_rank(who: str) -> None:
    closing_id = propose(given.at_section_36())
    with pytest.raises(NotPermitted):
        decline(closing_id, who=who)

    assert [name for name, _code in told.refusals()] == ["decline_closing"]


def test_decline_closing_wants_words() -> None:
    closing_id = propose(given.at_section_36())
    with pytest.raises(Invalid, match="what is missing"):
        decline(closing_id, words="")


def test_decline_closing_twice_is_refused() -> None:
    closing_id = propose(given.at_section_36())
    decline(closing_id)
    with pytest.raises(Stale):
        decline(closing_id)


def test_no_proposal_is_answered_by_whoever_made_it_by_any_way() -> None:
    closing_id = propose(given.at_section_36())
    with (
        roles.owner(),
        pytest.raises(DatabaseError, match="answered_by_another"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update cases_closing set answered_at = now(), answered_by_id = created_by_id, answer = 'APPROVED',"
            " answer_words = 'Me too' where id = %s",
            [closing_id],
        )
    with cast.acting("beth"):
        assert Closing.objects.get(pk=closing_id).answered_at is None
