"""Owing, pausing, handing over, doing: steps of the commands of whatever it is about."""

from caseward.obligations.commands.happening import all_happened, happened
from caseward.obligations.commands.keeping import keep_due
from caseward.obligations.commands.owing import (
    fulfil,
    hand_over,
    owe,
    owe_all,
    owe_from_the_start,
    pause,
    redate,
    resume,
    withdraw_all,
)
from caseward.obligations.commands.recomputing import recompute_what_is_owed
from caseward.obligations.commands.telling import AT_ONCE as TOLD_AT_ONCE
from caseward.obligations.commands.telling import tell_what_is_due


__all__ = [
    "TOLD_AT_ONCE",
    "all_happened",
    "fulfil",
    "hand_over",
    "happened",
    "keep_due",
    "owe",
    "owe_all",
    "owe_from_the_start",
    "pause",
    "recompute_what_is_owed",
    "redate",
    "resume",
    "tell_what_is_due",
    "withdraw_all",
]
