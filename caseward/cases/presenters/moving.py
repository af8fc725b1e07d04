"""Moving on: where the case can go, what bars each way, and what findings and gates are called."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.cases import policies
from caseward.cases.presenters import gates
from caseward.cases.queries import CaseFile, NextStage
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, every
from caseward.ui import forms


@dataclass(frozen=True, slots=True)
class WayShown:
    """A stage the case can go to, and every gate that is not met."""

    title: str
    is_open: bool
    state: str
    gates: tuple[gates.GateShown, ...]


def ways(file: CaseFile, viewer: Actor) -> tuple[WayShown, ...]:
    """Where the case can go, and for each gate in the way what would open it."""
    return tuple(
        WayShown(
            title=way.title,
            is_open=way.is_open,
            state=_state(way),
            gates=tuple(gates.of_case(file, unmet.gate, viewer=viewer) for unmet in way.unmet),
        )
        for way in file.next_stages
    )


def move_form(file: CaseFile) -> dict[str, Any]:
    """What the form of a move is made with."""
    stage = file.pathway.stage(file.case.stage)
    return {
        "version": file.heading.version,
        "stage": stage.key,
        "question": stage.decision,
        "outcomes": [
            forms.Option(way.key, way.title, hint="" if way.is_open else _state(way))
            for way in file.next_stages
        ],
    }


def may_set_aside(file: CaseFile, gate: str, *, viewer: Actor) -> Decision:
    """Whether the viewer has the rank that the gate asks for, in an open case."""
    capability = file.pathway.gate(gate).overridable_by or "case.override"
    return every(policies.is_open(file.case), viewer.holds(capability, file.compartment_id))


def _state(way: NextStage) -> str:
    if way.is_open:
        return _("open")
    count = len(way.unmet)
    return ngettext("%(count)s gate unmet", "%(count)s gates unmet", count) % {"count": count}
