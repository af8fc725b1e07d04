"""The gateway decision: adopted, referred on, advised or ended, always by a supervisor and with reasons."""

from uuid import UUID

from caseward.accounts.models import User
from caseward.cases import events, policies
from caseward.cases.commands.happening import happen, happen_all
from caseward.cases.commands.owning import make_offer
from caseward.cases.models import IS_OPEN, Case, Ownership
from caseward.cases.queries.joining import cases_of_unit, facts_of_joining, open_cases_here
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import ADOPT, JOIN, PATHWAY
from caseward.chronology import commands as chronology
from caseward.decisions import commands as decisions
from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import CommandIncomplete, NotVisible
from caseward.foundation.jobs import outbox
from caseward.foundation.records import references
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.references import Kind
from caseward.nominals.models import Nominal
from caseward.referrals import commands as referrals
from caseward.referrals.models import Referral
from caseward.referrals.queries.matters import matter_of as matter_of_referral
from caseward.referrals.vocabulary import ReferralId


@command
def decide_gateway(
    ctx: Context,
    *,
    referral_id: ReferralId,
    version: int,
    decided: Decided,
    offer_to_id: UUID | None = None,
    receiver: str = "",
) -> UUID:
    """Decide what happens to a referral; adopting opens the case, owned by the decider until the officer accepts.

    A further referral of somebody whose case is open goes to that case, so that his risk has one owner (failings F07).
    Returns the id of the case that was opened or joined, of the referral otherwise.
    """
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id, version=version)
    ctx.authorise(policies.may_decide_gateway(ctx.actor, referral))
    is_adopted = decided.outcome == ADOPT
    ctx.require(_names_an_officer(is_adopted=is_adopted, offer_to_id=offer_to_id), on="offer_to")
    _one_at_a_time(ctx, referral)
    found = open_cases_here(viewer=ctx.actor, referral=referral)
    record = decisions.record_decision(ctx, about=matter_of_referral(referral), decided=decided)
    referrals.mark_decided(
        ctx,
        referral=referral,
        outcome=decided.outcome,
        decision_id=record.pk,
        established={
            "decision_recorded": True,
            "gateway_decided_by_supervisor": True,
            "receiver_named": bool(receiver.strip()),
            **facts_of_joining(found),
        },
    )
    if decided.outcome == JOIN:
        return _join(ctx, case=found[0], referral=referral, record=record)
    if not is_adopted or offer_to_id is None:
        return referral.pk
    return open_case(ctx, referral=referral, record=record, offer_to_id=offer_to_id).pk


@step
def open_case(ctx: Context, *, referral: Referral, record: DecisionRecord, offer_to_id: UUID) -> Case:
    """Open the case of an adopted referral in the compartment of its unit's cases, and offer it."""
    pathway = catalogue().latest_pathway(PATHWAY, on=ctx.today)
    compartment_id = beside(ctx, referral.compartment_id)
    case = Case(
        compartment_id=compartment_id,
        reference=references.new(Kind.CASE),
        nominal_id=_person_of(referral),
        referral=referral,
        pathway_key=pathway.key,
        pathway_version=pathway.version,
        stage=pathway.first_stage,
        owner_id=ctx.actor.id,
        opened_at=ctx.now,
    )
    owned = Ownership(compartment_id=compartment_id, case=case, owner_id=ctx.actor.id, starts_at=ctx.now)
    ctx.add_all([case, owned])
    chronology.enter_decision(ctx, about=matter_of(case), decision=record)
    happen(ctx, case=case, code="case.opened")
    ctx.record(
        events.CaseOpened(
            case_id=case.pk,
            referral_id=referral.pk,
            nominal_id=_person_of(referral),
            owner_id=ctx.actor.id,
        )
    )
    if offer_to_id != ctx.actor.id:
        make_offer(ctx, case=case, to=ctx.get(User.objects.all(), offer_to_id), note="")
    return case


def _join(ctx: Context, *, case: Case, referral: Referral, record: DecisionRecord) -> UUID:
    """The owner is told, and has a day to say what is done about what the referral may show."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor).filter(IS_OPEN), case.pk)
    chronology.enter_decision(ctx, about=matter_of(case), decision=record)
    happen_all(
        ctx, case=case, what=[(code, ctx.now) for code in ("case.new-information", "case.contact-at-risk")]
    )
    ctx.record(events.ReferralJoined(case_id=case.pk, referral_id=referral.pk, decision_id=record.pk))
    outbox.tell(
        ctx,
        kind="case.referral-joined",
        to=outbox.staff(case.owner_id),
        about_id=case.pk,
        compartment_id=case.compartment_id,
    )
    return case.pk


def _one_at_a_time(ctx: Context, referral: Referral) -> None:
    """Two referrals of one person that are decided at once do not each open a case."""
    if referral.nominal_id is not None:
        Nominal.objects.visible_to(ctx.actor).filter(pk=referral.nominal_id).select_for_update().first()


def _person_of(referral: Referral) -> UUID:
    """The gate of adoption has asked for it already; a case about nobody is a defect."""
    if referral.nominal_id is None:
        raise CommandIncomplete("A case was opened about nobody.")
    return referral.nominal_id


def beside(ctx: Context, referrals_compartment_id: UUID) -> UUID:
    """Where the unit that keeps the referral keeps its cases."""
    compartment_id = cases_of_unit(viewer=ctx.actor, compartment_id=referrals_compartment_id)
    if compartment_id is None:
        raise NotVisible
    return compartment_id


def _names_an_officer(*, is_adopted: bool, offer_to_id: UUID | None) -> Decision:
    if not is_adopted or offer_to_id is not None:
        return Allowed("somebody will own it")
    return Refused(
        "case.nobody-to-offer",
        "An adopted referral becomes a case that somebody owns.",
        "Choose the officer to whom you offer it; until then it is yours.",
    )
