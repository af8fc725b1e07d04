"""Pathways: stages, what must be true between them, and how a case ends; the table is data, the engine is here."""

from caseward.kernel.pathways.definition import Beginning, Gate, NotInPathway, Outcome, Pathway, Sealed, Stage
from caseward.kernel.pathways.facts import Condition, Established, Fact, FactKind, Facts, FactValue
from caseward.kernel.pathways.faults import faults
from caseward.kernel.pathways.moving import may_close, may_move
from caseward.kernel.pathways.overrides import Override, may_override
from caseward.kernel.pathways.unmet import UnmetGate, unmet, unmet_to_close


__all__ = [
    "Beginning",
    "Condition",
    "Established",
    "Fact",
    "FactKind",
    "FactValue",
    "Facts",
    "Gate",
    "NotInPathway",
    "Outcome",
    "Override",
    "Pathway",
    "Sealed",
    "Stage",
    "UnmetGate",
    "faults",
    "may_close",
    "may_move",
    "may_override",
    "unmet",
    "unmet_to_close",
]
