"""Who may own a case, hand it on and take it over, here or in another unit."""

from collections.abc import Sequence
from uuid import UUID

from caseward.cases.models import Case, Offer, Transfer
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie


def may_transfer(actor: Actor, case: Case) -> Decision:
    """Supervisors, who answer for what leaves the unit."""
    return actor.holds("case.allocate", case.compartment_id)


def may_answer_transfer(actor: Actor, transfer: Transfer) -> Decision:
    """Any officer of the receiver who takes cases there, by name."""
    return actor.holds("case.accept", transfer.compartment_id)


def can_receive(*, can: bool) -> Decision:
    """Another unit of the same kind."""
    if can:
        return Allowed("another unit of the same kind")
    return Refused(
        "case.cannot-receive",
        "This unit cannot take the case.",
        "Choose another unit that does the same work.",
    )


TIES = {
    "offer": (
        "The case is offered to an officer of this unit.",
        "Wait for the answer, or take the offer back.",
    ),
    "closing": ("Its closing is proposed.", "Answer the proposal first."),
    "transfer": ("It is offered to another unit already.", "Wait for the answer, or take it back."),
    "other-case": (
        "This person has another open case in the unit, and everything about a person goes together.",
        "Close or transfer the other case first.",
    ),
    "own-compartment": (
        "It is kept for named people.",
        "Give it back to the unit first; the receiver then decides who may know of it.",
    ),
}


def is_free_to_go(ties: Sequence[str]) -> Decision:
    """Nothing about the case waits for an answer here."""
    for tie in ties:
        because, remedy = TIES[tie]
        return Refused(f"case.transfer-{tie}", because, remedy)
    return Allowed("nothing waits for an answer")


def declared(*, no_conflict: bool) -> Decision:
    """Whoever takes a case on says that nothing private binds them to it."""
    if no_conflict:
        return Allowed("declared no conflict of interest")
    return Refused(
        "case.conflict-of-interest",
        "A case is accepted by somebody who has no conflict of interest with the person.",
        "If you know the person or the family, refuse the case and say so.",
    )


def may_hand_over(actor: Actor) -> Decision:
    """Those who allocate cases, and owners who hand over their own; each case is asked for by itself as well."""
    return Allowed("allocates or owns cases") if actor.holds_anywhere("case.write") else _not_a_case_worker()


def _not_a_case_worker() -> Refused:
    return Refused(
        "case.no-case-worker",
        "Cases are handed over by those who work on them.",
        "Ask a supervisor of the unit.",
    )


def names_a_case(case_ids: Sequence[UUID]) -> Decision:
    """At least one."""
    if case_ids:
        return Allowed("names cases")
    return Refused("case.none-named", "No case is chosen.", "Choose the cases to hand over.")


def is_unanswered(offer: Offer | Transfer) -> Decision:
    """An offer is answered once."""
    if offer.answered_at is None:
        return Allowed("not answered yet")
    return Refused("case.offer-answered", "This offer has been answered already.")


def is_offered_to_somebody_else(case: Case, to_id: UUID) -> Decision:
    """An owner is not offered his own case."""
    if case.owner_id != to_id:
        return Allowed("another officer")
    return Refused("case.own-case", "This officer owns the case already.", "Choose another officer.")


def may_take_over(*, can: bool) -> Decision:
    """Whether the officer chosen may know of the case and take it."""
    if can:
        return Allowed("may take cases in this unit")
    return Refused(
        "case.cannot-accept",
        "This officer cannot take cases in this unit.",
        "Choose somebody who is posted to it, with live vetting and training.",
    )


def is_at_work(*, is_away: bool) -> Decision:
    """Nobody is offered a case who is not there to answer."""
    if not is_away:
        return Allowed("at work")
    return Refused(
        "case.offered-to-somebody-away",
        "This officer is away and could not answer.",
        "Choose somebody who is at work, or wait until they are back.",
    )


def has_no_open_offer(*, is_open: bool) -> Decision:
    """One offer at a time."""
    if not is_open:
        return Allowed("no other offer is open")
    return Refused(
        "case.offer-open",
        "The case is offered to somebody already.",
        "Wait for the answer, or take the offer back.",
    )


def may_offer(actor: Actor, case: Case) -> Decision:
    """Supervisors allocate, and an owner may ask somebody to take over."""
    if case.owner_id == actor.id and actor.holds("case.write", case.compartment_id):
        return Allowed("owns the case", Tie.OWNER)
    return actor.holds("case.allocate", case.compartment_id)


def may_answer(actor: Actor, offer: Offer) -> Decision:
    """Whoever it is offered to, and nobody for him."""
    if offer.to_id != actor.id:
        return Refused(
            "case.offered-to-another", "This case is offered to somebody else.", "Only they can answer."
        )
    return actor.holds("case.accept", offer.compartment_id)
