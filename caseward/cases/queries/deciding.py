"""What a decider has before him: the referral at its gateway, and the decision as it will stand for ever."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from caseward.cases.queries.files import CaseFile
from caseward.cases.queries.matters import matter_of
from caseward.decisions.queries import Signed, as_it_will_stand
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.pathways import Facts, Outcome, UnmetGate, unmet_to_close
from caseward.organisations.queries import unit_of_compartment
from caseward.organisations.vocabulary import Layer
from caseward.referrals import queries as referrals
from caseward.referrals.queries.matters import matter_of as matter_of_referral
from caseward.referrals.vocabulary import INTAKE
from caseward.workforce.queries import Colleague, colleagues


# What deciding itself establishes: it bars nothing before the decision is made.
ESTABLISHED_BY_DECIDING = {
    "decision_recorded": True,
    "gateway_decided_by_supervisor": True,
    "receiver_named": True,
}


@dataclass(frozen=True, slots=True)
class GatewaySheet:
    """A referral at its gateway: what it can end as, what bars the way, and who could own the case."""

    file: referrals.ReferralFile
    facts: Facts
    outcomes: tuple[Outcome, ...]
    unmet: tuple[UnmetGate, ...]
    officers: tuple[Colleague, ...]
    question: str


@query
def gateway_sheet(*, viewer: Actor, referral_id: UUID, today: date) -> GatewaySheet:
    """Everything the gateway page shows; NotVisible when there is no such referral for the viewer."""
    file = referrals.file_of(viewer=viewer, referral_id=referral_id)
    if file is None:
        raise NotVisible
    pathway = catalogue().pathway(INTAKE, file.referral.pathway_version)
    facts = referrals.facts_of(viewer=viewer, referral=file.referral, today=today)
    outcomes = pathway.outcomes_from(file.referral.stage)
    decided = facts.with_these(ESTABLISHED_BY_DECIDING)
    barred = [
        gate
        for outcome in outcomes
        for gate in unmet_to_close(pathway, stage=file.referral.stage, outcome=outcome.key, facts=decided)
    ]
    return GatewaySheet(
        file=file,
        facts=facts,
        outcomes=outcomes,
        unmet=tuple({gate.gate.key: gate for gate in barred}.values()),
        officers=tuple(_officers(viewer, file.heading.compartment_id)),
        question=pathway.stage("gateway").decision or "",
    )


@query
def gateway_as_it_will_stand(
    *, viewer: Actor, sheet: GatewaySheet, decided: Decided, now: datetime
) -> Signed:
    """The gateway decision whole, before it is signed."""
    about = matter_of_referral(sheet.file.referral)
    return as_it_will_stand(viewer=viewer, about=about, decided=decided, now=now)


@query
def decision_as_it_will_stand(*, viewer: Actor, file: CaseFile, decided: Decided, now: datetime) -> Signed:
    """A decision on a case whole, before it is signed."""
    return as_it_will_stand(viewer=viewer, about=matter_of(file.case), decided=decided, now=now)


def _officers(viewer: Actor, referrals_compartment_id: UUID) -> list[Colleague]:
    unit = unit_of_compartment(viewer=viewer, compartment_id=referrals_compartment_id)
    compartment_id = unit.compartments.get(Layer.CASES) if unit else None
    if compartment_id is None:
        return []
    return colleagues(viewer=viewer, compartment_id=compartment_id, capability="case.accept")
