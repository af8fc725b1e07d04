"""What happens to cases, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """Something that happened to one case."""

    operation = Operation.ALTERATION
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    """A referral was adopted and its case opened, or one was opened about a person or an organisation."""

    type = "case.opened"
    operation = Operation.COLLECTION
    makes = {"case_id": ("cases_case",)}
    referral_id: UUID | None = None
    nominal_id: UUID | None = None
    organisation_id: UUID | None = None
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralJoined(CaseEvent):
    """A further referral of the same person went to an open case."""

    type = "case.referral-joined"
    referral_id: UUID
    decision_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseTakenOver(CaseEvent):
    """An open case came from a former system."""

    type = "case.taken-over"
    operation = Operation.COLLECTION
    makes = {"case_id": ("cases_case",)}
    referral_id: UUID
    nominal_id: UUID
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseViewed(CaseEvent):
    """Somebody read a case."""

    type = "case.viewed"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class HistoryRead(CaseEvent):
    """Somebody read everything that he may know of whom a case is about."""

    type = "case.history-read"
    operation = Operation.CONSULTATION
    makes = {"history_read_id": ("cases_historyread",)}
    history_read_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseSeenAsItStood(CaseEvent):
    """Somebody read a case as it stood at the end of a day."""

    type = "case.seen-as-it-stood"
    operation = Operation.CONSULTATION
    day: date


@dataclass(frozen=True, kw_only=True)
class CaseOffered(CaseEvent):
    """A case was offered to an officer."""

    type = "case.offered"
    to_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseAccepted(CaseEvent):
    """An officer accepted a case and owns it from now on."""

    type = "case.accepted"
    owner_id: UUID
    from_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRefused(CaseEvent):
    """An officer refused a case; it stays with its owner."""

    type = "case.refused"
    offered_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(CaseEvent):
    """An offer was taken back before it was answered."""

    type = "case.offer-withdrawn"
    to_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseMoved(CaseEvent):
    """A case went on to another stage."""

    type = "case.moved"
    to: str
    decision_id: UUID


@dataclass(frozen=True, kw_only=True)
class LooseEndRaised(CaseEvent):
    """A gap, an action or a risk was written down."""

    type = "case.loose-end-raised"
    operation = Operation.COLLECTION
    makes = {"loose_end_id": ("cases_gap", "cases_action", "cases_risk")}
    loose_end_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class LooseEndSettled(CaseEvent):
    """A gap, an action or a risk was settled."""

    type = "case.loose-end-settled"
    loose_end_id: UUID
    kind: str
    how: str


@dataclass(frozen=True, kw_only=True)
class FindingRecorded(CaseEvent):
    """An officer found that something a gate asks about is so, or is not."""

    type = "case.finding-recorded"
    operation = Operation.COLLECTION
    fact: str
    is_so: bool


@dataclass(frozen=True, kw_only=True)
class HappeningRecorded(CaseEvent):
    """An officer recorded what happened; its words are in the chronology."""

    type = "case.happening-recorded"
    operation = Operation.COLLECTION
    happening: str


@dataclass(frozen=True, kw_only=True)
class GateSetAside(CaseEvent):
    """A gate was set aside with a reason."""

    type = "case.gate-set-aside"
    gate: str


@dataclass(frozen=True, kw_only=True)
class ClosingProposed(CaseEvent):
    """The closing of a case was proposed."""

    type = "case.closing-proposed"
    makes = {"closing_id": ("cases_closing",)}
    closing_id: UUID
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ClosingDeclined(CaseEvent):
    """A second person declined the closing of a case."""

    type = "case.closing-declined"
    closing_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseClosed(CaseEvent):
    """A case was closed on a second person's approval."""

    type = "case.closed"
    closing_id: UUID
    outcome: str
    review_on: date


@dataclass(frozen=True, kw_only=True)
class CaseReopened(CaseEvent):
    """A closed case was reopened by a supervisor's decision."""

    type = "case.reopened"
    to: str
    decision_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlanWritten(CaseEvent):
    """The support plan was written, or written anew."""

    type = "case.plan-written"
    operation = Operation.COLLECTION
    plan_id: UUID


@dataclass(frozen=True, kw_only=True)
class FactorRecorded(CaseEvent):
    """A factor of vulnerability was found present."""

    type = "case.factor-recorded"
    operation = Operation.COLLECTION
    makes = {"factor_id": ("cases_factor",)}
    factor_id: UUID
    presence: str


@dataclass(frozen=True, kw_only=True)
class FactorAnswered(CaseEvent):
    """A factor was answered by actions, or by a reason why none is needed."""

    type = "case.factor-answered"
    factor_id: UUID
    actions: int


@dataclass(frozen=True, kw_only=True)
class SearchBegun(Event):
    """Somebody said what the searches of the next hour are for; the words lie in the record named."""

    type = "search.begun"
    operation = Operation.COLLECTION
    makes = {"purpose_id": ("cases_searchpurpose",)}
    purpose_id: UUID
    why: str
    reason: str
    about_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class PersonAddedToCase(CaseEvent):
    """Somebody was entered as part of a case."""

    type = "case.person-added"
    operation = Operation.COLLECTION
    person_id: UUID
    role: str
    category: str


@dataclass(frozen=True, kw_only=True)
class CategorySet(CaseEvent):
    """How somebody stands in a case was changed, or looked at again and confirmed."""

    type = "case.category-set"
    person_id: UUID
    category: str
    before: str


@dataclass(frozen=True, kw_only=True)
class PersonEndedInCase(CaseEvent):
    """Somebody is no longer part of a case."""

    type = "case.person-ended"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonShown(Event):
    """A search showed this record among what it found; the diary of the record says so."""

    type = "search.showed"
    operation = Operation.CONSULTATION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class TransferOffered(CaseEvent):
    """A case was offered to another unit; it stays open where it is."""

    type = "transfer.offered"
    makes = {"transfer_id": ("cases_transfer",)}
    transfer_id: UUID
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class TransferAccepted(CaseEvent):
    """An officer of another unit accepted a case, which is that unit's from now on."""

    type = "transfer.accepted"
    owner_id: UUID
    from_id: UUID


@dataclass(frozen=True, kw_only=True)
class TransferRefused(CaseEvent):
    """Another unit refused a case; it was never anywhere else."""

    type = "transfer.refused"
    transfer_id: UUID


@dataclass(frozen=True, kw_only=True)
class TransferWithdrawn(CaseEvent):
    """A transfer was taken back before it was answered."""

    type = "transfer.withdrawn"
    transfer_id: UUID
