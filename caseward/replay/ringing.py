"""When clocks ring: the instants at which each warns, runs out and climbs its ladder, as they come."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from caseward.foundation.catalogue import catalogue
from caseward.kernel import clocks
from caseward.kernel.clocks import ClockRule


WARNING, LATE, ESCALATED = "warning", "late", "escalated"


@dataclass(frozen=True, slots=True)
class Clock:
    """A running clock as the database keeps it."""

    id: str
    rule_key: str
    rule_version: str
    started_at: datetime
    pauses: tuple[clocks.Pause, ...]
    ended_at: datetime | None

    @property
    def rule(self) -> ClockRule:
        """The version under which it runs."""
        return catalogue().clock_version(self.rule_key, self.rule_version)

    @property
    def due(self) -> clocks.Due:
        """When it is due, and because of what."""
        return clocks.due(
            self.rule, started_at=self.started_at, pauses=self.pauses, calendar=catalogue().calendar()
        )


@dataclass(frozen=True, slots=True, order=True)
class Ring:
    """One instant at which a clock rings; one of an earlier state of the clock counts no more."""

    at: datetime
    kind: str
    clock_id: str
    state: int = field(compare=False)
    told: str = field(compare=False)
    role: str = field(compare=False)


class Bells:
    """Every clock that runs, and what rings next."""

    def __init__(self) -> None:
        self._rings: list[Ring] = []
        self._states: dict[str, int] = {}
        self._clocks: dict[str, Clock] = {}
        self._rung: set[Ring] = set()

    def set(self, clock: Clock, *, now: datetime) -> None:
        """Put a clock up, or change it; what has rung already does not ring again."""
        state = self._states.get(clock.id, 0) + 1
        self._states[clock.id], self._clocks[clock.id] = state, clock
        if clock.ended_at is None:
            for ring in _rings(clock, state):
                if ring.at >= now and ring not in self._rung:
                    heapq.heappush(self._rings, ring)

    def until(self, instant: datetime) -> Iterator[tuple[Ring, Clock]]:
        """What rings up to an instant, each as it comes: whoever hears it may change the clocks."""
        while self._rings and self._rings[0].at <= instant:
            ring = heapq.heappop(self._rings)
            if self._states[ring.clock_id] == ring.state:
                self._rung.add(ring)
                yield ring, self._clocks[ring.clock_id]


def _rings(clock: Clock, state: int) -> Iterator[Ring]:
    due, rule = clock.due, clock.rule
    for at in due.warnings:
        yield Ring(at, WARNING, clock.id, state, "", "")
    if due.at is not None:
        yield Ring(due.at, LATE, clock.id, state, rule.escalates_to, rule.escalates_to_role)
        yield from _ladder(clock, rule, due.at, state)


def _ladder(clock: Clock, rule: ClockRule, due: datetime, state: int) -> Iterator[Ring]:
    """The rungs above the first."""
    titles = {rung.escalates_to_role: rung.escalates_to for rung in rule.rungs}
    for one in clocks.tellings(clock.due):
        if one.role and one.at > due:
            yield Ring(one.at, ESCALATED, clock.id, state, titles.get(one.role, one.role), one.role)
