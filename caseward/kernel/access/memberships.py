"""A membership lets one person know of one compartment, on a basis, for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from caseward.kernel.access.capabilities import reveals
from caseward.kernel.ties import Tie


if TYPE_CHECKING:
    from uuid import UUID


# By these a supervisor and an inspector are known.
SEES_TEAM, INSPECTS = "team.read", "ledger.read"


@dataclass(frozen=True, slots=True)
class Membership:
    """Why somebody may know of a compartment, what he may do there, and from when until when.

    The interval is half-open: starts_at ≤ now < ends_at. Both instants are aware; ends_at never lies
    before starts_at, and an interval of no length lets nobody in. Raises ValueError otherwise.
    """

    compartment_id: UUID
    basis: str
    capabilities: frozenset[str]
    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("A membership needs instants that know their time zone.")
        if self.ends_at < self.starts_at:
            raise ValueError("A membership cannot end before it starts.")
        if not self.basis.strip():
            raise ValueError("A membership says why: its basis is empty.")

    @property
    def tie(self) -> Tie:
        """What ties its holder to every record of the compartment."""
        if SEES_TEAM in self.capabilities:
            return Tie.SUPERVISOR
        if INSPECTS in self.capabilities:
            return Tie.OVERSIGHT
        return Tie.UNIT if any(map(reveals, self.capabilities)) or not self.capabilities else Tie.OFFICE

    def is_live(self, *, now: datetime) -> bool:
        """Whether the instant lies inside the half-open interval."""
        return self.starts_at <= now < self.ends_at


def live(
    memberships: Iterable[Membership], exclusions: frozenset[UUID], *, now: datetime
) -> tuple[Membership, ...]:
    """The memberships that count at an instant, in the order given.

    Exclusions are compartments the person is kept out of by name (a declared conflict of interest);
    they beat every membership, whatever its basis. Raises ValueError for an instant without a zone.
    Source: house rule of need-to-know (design); DPA 2018 s.40 (security of processing).
    """
    if now.tzinfo is None:
        raise ValueError("The instant needs its time zone.")
    return tuple(
        membership
        for membership in memberships
        if membership.is_live(now=now) and membership.compartment_id not in exclusions
    )
