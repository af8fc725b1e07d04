"""What can happen to a case: words for the chronology, clocks it starts and ends, facts it establishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happens, under the code by which clocks name it ("case.panel-held").

    Empty `pathways` or `stages` stand for every one. `recorded_by` is the capability of whoever records it by hand,
    "" for what only a command or a stage brings about. `finds` are the facts that it establishes as of its date.
    `asks` is what its words should say. `when_closed`: recorded of a closed case, too. `withdraws`: what it ends was
    not done and is no longer owed.
    """

    code: str
    title: str
    pathways: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    recorded_by: str = ""
    finds: Mapping[str, bool] = field(default_factory=dict, hash=False)
    asks: str = ""
    when_closed: bool = False
    withdraws: bool = False

    def happens_in(self, pathway: str, stage: str) -> bool:
        """Whether it can happen to a case that stands at that stage of that pathway."""
        return self.happens_on(pathway) and (not self.stages or stage in self.stages)

    def happens_on(self, pathway: str) -> bool:
        """Whether it can happen to a case of that pathway at all."""
        return not self.pathways or pathway in self.pathways


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningList:
    """One version of a list of what can happen."""

    key: str
    version: str
    happenings: tuple[Happening, ...]
    effective_from: date
    effective_until: date | None

    def is_in_force(self, *, on: date) -> bool:
        """Whether what is recorded on that day is recorded from this list."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)
