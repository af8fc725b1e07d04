"""What a pathway is made of: stages, gates, outcomes; one frozen version of it."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from caseward.kernel.pathways.facts import Condition, Facts


class NotInPathway(LookupError):
    """Somebody named a stage, gate or outcome that this version of the pathway does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Something that must be true first, and the sentence that says what would make it so.

    `only_when` names a fact: the gate stands open while that fact is known to be false. `overridable_by` is the
    capability that may set the gate aside with a reason, "" for nobody; `second_person` asks for another by name.
    `decided_by_rank` is the rank of whoever may say that it is met, or set it aside.
    """

    key: str
    title: str
    conditions: tuple[Condition, ...]
    sentence: str
    only_when: str = ""
    overridable_by: str = ""
    second_person: bool = False
    decided_by_rank: str = ""

    def is_met(self, facts: Facts) -> bool:
        """Whether everything it asks is known to be so, or it is known not to matter here."""
        if self.only_when and facts.get(self.only_when) is False:
            return True
        return all(condition.holds(facts) for condition in self.conditions)

    @property
    def asks_about(self) -> tuple[str, ...]:
        """The names of all facts that the gate looks at."""
        return (
            *(condition.fact for condition in self.conditions),
            *((self.only_when,) if self.only_when else ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a case can stand, where it can go from there, and what is owed and decided while it does.

    `decision` is the question that must be answered on record before leaving; `decided_by` the capability of whoever
    answers it, `decided_by_title` the office in words, `decided_by_rank` the lowest rank that may. `on_entering` and
    `on_leaving` are codes of what thereby happens to the case. A branch lies beside the main road; a final stage is an
    end.
    """

    key: str
    title: str
    leads_to: tuple[str, ...] = ()
    before_entering: tuple[str, ...] = ()
    before_leaving: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    decision: str = ""
    decided_by: str = ""
    decided_by_title: str = ""
    decided_by_rank: str = ""
    is_final: bool = False
    on_entering: tuple[str, ...] = ()
    on_leaving: tuple[str, ...] = ()
    is_branch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a case ends: from which stages, in which end, after which gates, kept under which retention rule."""

    key: str
    title: str
    from_stages: tuple[str, ...]
    ends_in: str
    retention_rule: str
    gates: tuple[str, ...] = ()


class Beginning(enum.StrEnum):
    """What a case can begin with."""

    REFERRAL = "referral"
    PERSON = "person"
    ORGANISATION = "organisation"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A case kept apart in silence from its first instant: what its owner may do there, and what those named may."""

    owner: tuple[str, ...]
    named: tuple[str, ...]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Part = TypeVar("_Part", bound=_Keyed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """One published version of a way through; a case remembers which it began under.

    `subject` is what moves along it, in an officer's word ("case", "referral"). The clocks of a stage run while the
    case stands there, those of `clocks_always` wherever it stands. Units of the kinds `opened_by_units` open one with
    what it `begins_with`; with a referral it begins at the gateway.
    """

    key: str
    version: str
    title: str
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None
    subject: str
    first_stage: str
    stages: tuple[Stage, ...]
    gates: tuple[Gate, ...]
    outcomes: tuple[Outcome, ...]
    closure_gates: tuple[str, ...]
    clocks_always: tuple[str, ...] = ()
    opened_by_units: tuple[str, ...] = ()
    begins_with: tuple[Beginning, ...] = (Beginning.REFERRAL,)
    sealed: Sealed | None = None

    def stage(self, key: str) -> Stage:
        """The stage of that key; raises NotInPathway."""
        return self._find(self.stages, key, "stage")

    def gate(self, key: str) -> Gate:
        """The gate of that key; raises NotInPathway."""
        return self._find(self.gates, key, "gate")

    def outcome(self, key: str) -> Outcome:
        """The outcome of that key; raises NotInPathway."""
        return self._find(self.outcomes, key, "outcome")

    def clocks_at(self, stage: str) -> frozenset[str]:
        """The clocks that can begin while a case stands at the stage; raises NotInPathway."""
        return frozenset((*self.stage(stage).clocks, *self.clocks_always))

    def happened_before(self, stage: str) -> frozenset[str]:
        """What happened to a case on its way to a stage, by the shortest way; raises NotInPathway."""
        way = [self.stage(key) for key in self._way_to(stage)]
        left = (code for one in way[:-1] for code in one.on_leaving)
        return frozenset((*left, *(code for one in way for code in one.on_entering)))

    def _way_to(self, stage: str) -> tuple[str, ...]:
        """The keys of the stages from the first to this one; of two ways as short the one named first."""
        ways: list[tuple[str, ...]] = [(self.first_stage,)]
        for way in ways:
            if way[-1] == stage:
                return way
            reached = {each[-1] for each in ways}
            ways.extend((*way, key) for key in self.stage(way[-1]).leads_to if key not in reached)
        raise NotInPathway(f"{self.key}, version {self.version}, has no way to a stage “{stage}”.")

    def outcomes_from(self, stage: str) -> tuple[Outcome, ...]:
        """The ways in which a case standing at the stage may end."""
        return tuple(outcome for outcome in self.outcomes if stage in outcome.from_stages)

    def is_in_force(self, *, on: date) -> bool:
        """Whether something that begins on that day begins under this version."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    def _find(self, parts: Iterable[_Part], key: str, kind: str) -> _Part:
        for part in parts:
            if part.key == key:
                return part
        raise NotInPathway(f"{self.key}, version {self.version}, has no {kind} “{key}”.")
