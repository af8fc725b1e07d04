"""The verbs of threats and incidents."""

from caseward.threats.commands.incidents import COUNT, count_incidents, decide_on_life, record_incident
from caseward.threats.commands.reading import view_source, view_threats
from caseward.threats.commands.threats import close_threat, grade_threat, record_threat, take_step


__all__ = [
    "COUNT",
    "close_threat",
    "count_incidents",
    "decide_on_life",
    "grade_threat",
    "record_incident",
    "record_threat",
    "take_step",
    "view_source",
    "view_threats",
]
