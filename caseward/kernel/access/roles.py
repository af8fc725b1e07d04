"""A role: what a posting lets a person do, and what must be live before it does."""

from dataclasses import dataclass
from datetime import date

from caseward.kernel.access.capabilities import CAPABILITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One version of a role; `vetting` and `training` name everything that must be live at once.

    `sees_people` is false for those who configure or inspect: such a role can hold no capability that shows who a
    record is about. Whoever administers accounts is always such a role. Raises ValueError for a role
    that breaks this, or grants what is not a capability. Source: brief 5.10 (administrators never read cases).
    """

    key: str
    version: str
    title: str
    description: str
    capabilities: frozenset[str]
    vetting: tuple[str, ...]
    training: tuple[str, ...]
    sees_people: bool
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None

    def __post_init__(self) -> None:
        unknown = sorted(self.capabilities - CAPABILITIES.keys())
        if unknown:
            raise ValueError(f"There is no capability “{unknown[0]}”.")
        revealing = sorted(key for key in self.capabilities if CAPABILITIES[key].reveals)
        if revealing and not self.sees_people:
            raise ValueError(f"Somebody who sees no people cannot hold “{revealing[0]}”.")
        if self.sees_people and "account.administer" in self.capabilities:
            raise ValueError("Whoever administers accounts sees no people.")

    def is_in_force(self, *, on: date) -> bool:
        """Whether a posting on that day grants this version."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)
