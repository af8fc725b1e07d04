"""States of the world, reached through the real commands as the people who would give them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases import queries as case_queries
from caseward.cases.models import Case, Offer
from caseward.cases.vocabulary import CaseId
from caseward.decisions.vocabulary import Decided, Option
from caseward.nominals.models import Nominal
from caseward.referrals import commands as referrals
from caseward.referrals import queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import DeconflictionResult, ImmediateRisk, ReferralId, Same
from tests import cast
from tests.remembered import remembered


REFERRALS, CASES = "northshire-prevent-referrals", "northshire-prevent-cases"
NOW = cast.NOW

CALLUM: Mapping[str, str] = {
    "individual.forenames": "Callum James",
    "individual.surname": "Hartwright",
    "individual.date_of_birth": "14/03/2009",
    "individual.addresses": "17 Fennel Row, Northport, NP4 7QX (current)",
    "individual.phones": "07700 900123",
    "concerns.concern_narrative": "Says that a named teacher deserves what is coming.",
    "referrer.forenames": "Dana",
    "referrer.surname": "Okafor",
}


@remembered
def taken(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """A referral that Noor has typed in."""
    with cast.acting("noor", now=now) as ctx:
        return referrals.take_referral(ctx, compartment_id=cast.compartment(REFERRALS), answers=answers)


@remembered
def checked(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """The same, checked, with its risk screened: at the step of finding the person."""
    referral_id = taken(answers, now=now)
    with cast.acting("noor", now=now) as ctx:
        referrals.screen_immediate_risk(
            ctx, referral_id=referral_id, version=version(referral_id), risk=ImmediateRisk.NO, note=""
        )
        for answer in Answer.objects.filter(referral_id=referral_id, status="NOT_READ"):
            referrals.correct_answer(
                ctx, referral_id=referral_id, field=answer.field, version=answer.version, typed={}
            )
        referrals.finish_checking(ctx, referral_id=referral_id, version=version(referral_id))
    return referral_id


@remembered
def identified(
    answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW, answer: Same = Same.SAME
) -> ReferralId:
    """The same, its records searched, every possible match answered, and tied to a person."""
    referral_id = checked(answers, now=now)
    with cast.acting("noor", now=now) as ctx:
        referrals.search_records(ctx, referral_id=referral_id)
        for row in queries.candidates_for(viewer=ctx.actor, referral=Referral.objects.get(pk=referral_id)):
            referrals.answer_candidate(
                ctx,
                referral_id=referral_id,
                nominal_id=row.candidate.heading.id,
                answer=answer,
                because="The school knows both addresses.",
            )
        referrals.settle_identity(ctx, referral_id=referral_id, version=version(referral_id))
    return referral_id


@remembered
def at_the_gateway(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """The same, deconflicted by Priya: ready for a supervisor."""
    referral_id = identified(answers, now=now)
    with cast.acting("priya", now=now) as ctx:
        referrals.record_deconfliction(
            ctx,
            referral_id=referral_id,
            result=DeconflictionResult.CLEAR,
            done_on=ctx.today,
            systems=["PNC", "PND", "LOCAL"],
        )
    return referral_id


def decided(outcome: str, *, question: str = "gateway", outcome_words: str = "as chosen") -> Decided:
    """A decision with every element answered and two options weighed."""
    return Decided(
        question=question,
        question_words="What should happen?",
        title="Decided on what was known",
        conduct="Fair, and open to being wrong.",
        information="The school's words, two contacts and the search of records.",
        assessment="Harm to a named teacher is threatened; how serious it is meant is not known.",
        powers="Prevent duty; no power is used against anybody.",
        review="Looked at again when the partners have answered.",
        options=(
            Option(text="Go on", chosen=True, because="The threat names a person."),
            Option(text="Stop here", chosen=False, because="Nobody else would hold the risk."),
        ),
        outcome=outcome,
        outcome_words=outcome_words,
        rationale="A named person is threatened, and the drawings show a plan of the place.",
    )


@remembered
def adopted(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> CaseId:
    """A case that Beth has opened, owns, and offers to Priya."""
    referral_id = at_the_gateway(answers, now=now)
    priya = cast.person("priya").pk
    with cast.acting("beth", now=now) as ctx:
        case_id = cases.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=version(referral_id),
            decided=decided("adopt"),
            offer_to_id=priya,
        )
    return CaseId(case_id)


@remembered
def owned(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> CaseId:
    """A case that Priya accepted an hour after it was offered."""
    case_id = adopted(answers, now=now)
    with cast.acting("priya", now=now + timedelta(hours=1)) as ctx:
        offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
        cases.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)
    return case_id


def case_version(case_id: UUID) -> int:
    """The version that a page of the case opened now would carry."""
    return Case.objects.get(pk=case_id).version


def person_of(case_id: UUID) -> Nominal:
    """The record of the person of a case."""
    nominal = Case.objects.select_related("nominal").get(pk=case_id).nominal
    assert nominal is not None
    return nominal


def version(referral_id: UUID) -> int:
    """The version that a page opened now would carry."""
    return Referral.objects.get(pk=referral_id).version


def later(**amount: float) -> datetime:
    """So much after the morning on which tests begin."""
    return NOW + timedelta(**amount)


# The same person, of age when the referral came.
MAEVE: Mapping[str, str] = {
    **CALLUM,
    "individual.forenames": "Maeve",
    "individual.surname": "Tolland",
    "individual.date_of_birth": "02/06/1990",
    "individual.addresses": "4 Quarry Rise, Northport, NP2 1AB (current)",
    "individual.phones": "07700 900456",
}


def findings(case_id: CaseId, *facts: str, now: datetime = NOW) -> None:
    """What gates ask about, found to be so by Priya."""
    with cast.acting("priya", now=now + timedelta(hours=2)) as ctx:
        for fact in facts:
            cases.record_finding(
                ctx, case_id=case_id, fact=fact, is_so=True, because="The letters of that week."
            )


@remembered
def at_section_36(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> CaseId:
    """A case of Priya's that has gone on to its section 36 decision."""
    case_id = owned(answers, now=now)
    findings(case_id, "partners_asked", "assessment_signed", now=now)
    with cast.acting("priya", now=now + timedelta(hours=3)) as ctx:
        cases.move_case(
            ctx,
            case_id=case_id,
            version=case_version(case_id),
            to_stage="section-36",
            decided=decided("section-36", question="information-gathering"),
        )
    return case_id


def proposed(
    case_id: CaseId, *, outcome: str = "section-36-not-met", now: datetime = NOW, who: str = "priya"
) -> UUID:
    """The closing of a case, proposed by its owner with everything of the last 90 days acknowledged."""
    with cast.acting(who, now=now + timedelta(hours=4)) as ctx:
        file = cases.view_case(ctx, case_id=case_id)
        return cases.propose_closing(
            ctx,
            case_id=case_id,
            version=file.heading.version,
            decided=decided(outcome, question="closing"),
            looked_back_at=case_queries.look_back(viewer=ctx.actor, case=file.case, today=ctx.today),
        )


def closed(case_id: CaseId, *, outcome: str = "section-36-not-met", now: datetime = NOW) -> CaseId:
    """The same, approved by Grace as the second person."""
    closing_id = proposed(case_id, outcome=outcome, now=now)
    with cast.acting("grace", now=now + timedelta(hours=5)) as ctx:
        return cases.approve_closing(
            ctx, closing_id=closing_id, version=1, words="Read all of it; nothing is left open."
        )
