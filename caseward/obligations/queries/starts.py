"""When a clock starts that is to run to a day which somebody has set."""

from datetime import date, datetime

from caseward.foundation.catalogue import catalogue
from caseward.kernel import clocks
from caseward.kernel.clocks.moments import london_day


def start_due_on(*, rule_key: str, due_on: date) -> datetime:
    """When a clock starts that is to be due on a day, by the length that the rule in force at that start has."""
    calendar = catalogue().calendar()
    rules = [rule for rule in catalogue().clocks if rule.key == rule_key]
    starts = [(rule, clocks.start_due_on(rule, due_on=due_on, calendar=calendar)) for rule in rules]
    in_force = (start for rule, start in reversed(starts) if rule.is_in_force(on=london_day(start)))
    return next(in_force, starts[-1][1])
