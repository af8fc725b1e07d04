"""The grammar of replays: what a timeline may say, read whole or refused with every fault named."""

from caseward.kernel.replays.faults import Fault, NotUnderstood
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.reading import read_timeline
from caseward.kernel.replays.timeline import Event, Expected, Officer, Person, Player, Team, Timeline, Unit
from caseward.kernel.replays.verbs import VERBS


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
]
