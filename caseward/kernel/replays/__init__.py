"""The grammar of replays: what a timeline may say, read whole or refused with every fault named."""

from caseward.kernel.replays.faults import Fault, NotUnderstood
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.reading import read_timeline
from caseward.kernel.replays.timeline import Event, Expected, Officer, Person, Player, Team, Timeline, Unit
from caseward.kernel.replays.verbs import VERBS
from caseward.kernel.replays.whole import read_whole


__all__ = [
    "VERBS",
    "Event",
    "Expected",
    "Fault",
    "Known",
    "NotUnderstood",
    "Officer",
    "Person",
    "Player",
    "Team",
    "Timeline",
    "Unit",
    "read_timeline",
    "read_whole",
]
