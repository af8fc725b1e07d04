"""An actor is a person with the memberships that are live now; every question is answered with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseward.kernel.access.capabilities import phrase_of
from caseward.kernel.access.memberships import Membership
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


if TYPE_CHECKING:
    from uuid import UUID


# One refusal for "there is no such thing" and "you may not know": the two must read alike.
_NOT_KNOWN = Refused(
    code="access.not-known",
    because=gettext_noop("There is no such record, or it is not one you may know of."),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or views, with the memberships that `live` left standing at that moment."""

    id: UUID
    name: str
    memberships: tuple[Membership, ...]

    @property
    def compartments(self) -> frozenset[UUID]:
        """Every compartment whose records the actor may know of."""
        return frozenset(membership.compartment_id for membership in self.memberships)

    def knows(self, compartment_id: UUID) -> Decision:
        """Whether the actor may know of the compartment's records; allowed on the first basis given."""
        for membership in self.memberships:
            if membership.compartment_id == compartment_id:
                return Allowed(membership.basis, membership.tie)
        return _NOT_KNOWN

    def holds(self, capability: str, compartment_id: UUID) -> Decision:
        """Whether the actor may do this here; where he knows of nothing, the refusal betrays nothing."""
        for membership in self.memberships:
            if membership.compartment_id == compartment_id and capability in membership.capabilities:
                return Allowed(membership.basis, membership.tie)
        return self.knows(compartment_id) and _not_held(capability)

    def holds_anywhere(self, capability: str) -> bool:
        """Whether any compartment gives the actor this capability (for menus, never to authorise)."""
        return any(capability in membership.capabilities for membership in self.memberships)

    def where(self, capability: str) -> frozenset[UUID]:
        """The compartments in which the actor holds the capability."""
        return frozenset(m.compartment_id for m in self.memberships if capability in m.capabilities)


def may_view(actor: Actor, compartment_id: UUID) -> Decision:
    """Whether a record of this compartment exists for the actor.

    This is the second spelling of the row-level security condition and must give the same set:
    a record is visible exactly when a live membership of its compartment exists.
    """
    return actor.knows(compartment_id)


def _not_held(capability: str) -> Refused:
    return Refused(
        code="access.not-held",
        because=gettext_noop("Your role here does not let you {do_this}.").format(
            do_this=phrase_of(capability)
        ),
        remedy=gettext_noop("Ask your supervisor who in your unit can."),
    )
