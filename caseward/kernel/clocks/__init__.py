"""Clocks: what is owed by when, derived from a stored event, a named rule version and a calendar; never stored."""

from caseward.kernel.clocks.calendars import Calendar, CalendarRanOut
from caseward.kernel.clocks.due import Due, due, moved, start_due_on
from caseward.kernel.clocks.ladder import Telling, tellings, told_to_all
from caseward.kernel.clocks.pauses import Pause, PauseNotAllowed, may_pause
from caseward.kernel.clocks.rules import Bearer, ClockRule, Receipt, Rung, Unit
from caseward.kernel.clocks.standing import Standing, State, state


__all__ = [
    "Bearer",
    "Calendar",
    "CalendarRanOut",
    "ClockRule",
    "Due",
    "Pause",
    "PauseNotAllowed",
    "Receipt",
    "Rung",
    "Standing",
    "State",
    "Telling",
    "Unit",
    "due",
    "may_pause",
    "moved",
    "start_due_on",
    "state",
    "tellings",
    "told_to_all",
]
