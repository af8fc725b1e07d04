"""What starts a clock and what ends one, over all editions; and when one starts that is to run to a set day."""

import functools
from datetime import date, datetime

from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.editions import Editions
from caseward.kernel import clocks
from caseward.kernel.clocks import ClockRule
from caseward.kernel.clocks.moments import london_day


def start_due_on(*, rule_key: str, due_on: date) -> datetime:
    """When a clock starts that is to be due on a day, by the length that the rule in force at that start has."""
    calendar = catalogue().calendar()
    rules = [rule for rule in catalogue().clocks if rule.key == rule_key]
    starts = [(rule, clocks.start_due_on(rule, due_on=due_on, calendar=calendar)) for rule in rules]
    in_force = (start for rule, start in reversed(starts) if rule.is_in_force(on=london_day(start)))
    return next(in_force, starts[-1][1])


def started_by(*codes: str) -> frozenset[str]:
    """The clocks that one of the codes starts by some edition of their rule."""
    known = _starting(catalogue().clocks)
    return frozenset().union(*(known.get(code, ()) for code in codes))


def ends_any(code: str) -> bool:
    """Whether the code ends a clock by some edition of its rule."""
    return code in _ending(catalogue().clocks)


# Kept for as long as the editions are the same ones: those of one day may take their place (`settle_on`).
@functools.lru_cache(maxsize=4)
def _starting(rules: Editions[ClockRule]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rule in rules:
        for code in rule.starts_on:
            found.setdefault(code, set()).add(rule.key)
    return found


@functools.lru_cache(maxsize=4)
def _ending(rules: Editions[ClockRule]) -> frozenset[str]:
    return frozenset(code for rule in rules for code in rule.ends_on)
