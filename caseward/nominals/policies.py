"""Who may look for people, read a person's record or add to it."""

from uuid import UUID

from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie


def may_search(actor: Actor) -> Decision:
    """Whoever may search in some unit; what is found is limited to what he may know."""
    if actor.holds_anywhere("nominal.search"):
        return Allowed("may search in a unit of his own", Tie.UNIT)
    return Refused(
        "nominal.no-search",
        "Your role does not include looking for people.",
        "Ask your supervisor if you need it for your work.",
    )


def may_view(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may read people's records in the unit that keeps this one."""
    return actor.holds("nominal.read", compartment_id)


def may_write(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may make or correct people's records in the unit."""
    return actor.holds("nominal.write", compartment_id)
