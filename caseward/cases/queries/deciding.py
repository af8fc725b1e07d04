"""What a decider has before him: the referral at its gateway, and the decision as it will stand for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.closing import HeldOpen, held_open, look_back_lines
from caseward.cases.queries.files import CaseFile
from caseward.cases.queries.joining import cases_of_unit, facts_of_joining, open_cases_here
from caseward.cases.queries.matters import matter_of
from caseward.decisions.queries import Signed, as_it_will_stand
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.pathways import Facts, Gate, Outcome, UnmetGate, unmet_to_close
from caseward.referrals import queries as referrals
from caseward.referrals.queries import ReferralFile
from caseward.referrals.queries.matters import matter_of as matter_of_referral
from caseward.referrals.vocabulary import INTAKE
from caseward.workforce.queries import Colleague, colleagues


# What deciding itself establishes: it bars nothing before the decision is made.
ESTABLISHED_BY_DECIDING = {
    "decision_recorded": True,
    "gateway_decided_by_supervisor": True,
    "receiver_named": True,
}

# What a proposal itself establishes; the second person comes after it.
ESTABLISHED_BY_PROPOSING = {
    "decision_recorded": True,
    "outcome_given": True,
    "lookback_acknowledged": True,
    "supervisor_agrees_to_close": True,
    "closure_approved_by_second_person": True,
}


@dataclass(frozen=True, slots=True)
class GatewaySheet:
    """A referral at its gateway: what it can end as, what bars the way, and who could own the case."""

    file: referrals.ReferralFile
    facts: Facts
    outcomes: tuple[Outcome, ...]
    unmet: Mapping[str, tuple[UnmetGate, ...]]
    officers: tuple[Colleague, ...]
    question: str
    open_cases: tuple[Case, ...]

    def unmet_by(self, outcome: str) -> tuple[UnmetGate, ...]:
        """The gates that bar one outcome."""
        return self.unmet.get(outcome, ())

    @property
    def unmet_by_all(self) -> tuple[UnmetGate, ...]:
        """The gates that bar every outcome: nothing can be decided before they are met."""
        return _common(self.unmet.values())


@dataclass(frozen=True, slots=True)
class Ending:
    """One way in which the case can end, with the gates that bar it."""

    outcome: Outcome
    unmet: tuple[UnmetGate, ...]


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """A case that somebody would close: the ways to end here, and the entries to look back at."""

    endings: tuple[Ending, ...]
    recent: tuple[tuple[UUID, str], ...]
    held_open: HeldOpen | None

    @property
    def barring(self) -> tuple[Gate, ...]:
        """The gates that bar every ending."""
        return tuple(each.gate for each in _common([one.unmet for one in self.endings]))


@query
def gateway_sheet(*, viewer: Actor, file: ReferralFile, today: date) -> GatewaySheet:
    """Everything the gateway page shows beside the referral that was opened."""
    pathway = catalogue().pathway(INTAKE, file.referral.pathway_version)
    facts = referrals.facts_of(viewer=viewer, referral=file.referral, today=today)
    outcomes = pathway.outcomes_from(file.referral.stage)
    found = open_cases_here(viewer=viewer, referral=file.referral) if outcomes else ()
    decided = facts.with_these(ESTABLISHED_BY_DECIDING | facts_of_joining(found))
    unmet = {
        outcome.key: unmet_to_close(pathway, stage=file.referral.stage, outcome=outcome.key, facts=decided)
        for outcome in outcomes
    }
    return GatewaySheet(
        file=file,
        facts=facts,
        outcomes=outcomes,
        unmet=unmet,
        officers=tuple(_officers(viewer, file.heading.compartment_id)),
        question=pathway.stage("gateway").decision or "",
        open_cases=found,
    )


@query
def closing_sheet(*, viewer: Actor, file: CaseFile, today: date) -> ClosingSheet:
    """Everything the page of a closing shows beside the case."""
    facts = file.facts.with_these(ESTABLISHED_BY_PROPOSING)
    stage, aside = file.case.stage, {one.gate for one in file.set_aside}
    endings = [
        Ending(outcome, unmet_to_close(file.pathway, stage=stage, outcome=outcome.key, facts=facts))
        for outcome in file.pathway.outcomes_from(stage)
    ]
    return ClosingSheet(
        endings=tuple(
            Ending(one.outcome, tuple(gate for gate in one.unmet if gate.gate.key not in aside))
            for one in endings
        ),
        recent=look_back_lines(viewer=viewer, case=file.case, today=today),
        held_open=held_open(viewer=viewer, case=file.case, today=today),
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


def _common(barred: Iterable[tuple[UnmetGate, ...]]) -> tuple[UnmetGate, ...]:
    """The gates that stand in every one of the lists, in their order."""
    lists = list(barred)
    keys = [{each.gate.key for each in one} for one in lists]
    shared = set.intersection(*keys) if keys else set()
    return tuple(each for each in lists[0] if each.gate.key in shared) if lists else ()


def _officers(viewer: Actor, referrals_compartment_id: UUID) -> list[Colleague]:
    compartment_id = cases_of_unit(viewer=viewer, compartment_id=referrals_compartment_id)
    if compartment_id is None:
        return []
    return colleagues(viewer=viewer, compartment_id=compartment_id, capability="case.accept")
