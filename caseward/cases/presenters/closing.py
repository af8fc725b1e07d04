"""Closing: the list of what has to be settled, the form, and the proposal for whoever answers it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.cases.presenters import gates
from caseward.cases.queries import CaseFile, ClosingSheet, LooseEndRow, Reopening
from caseward.kernel.access import Actor
from caseward.kernel.wording import day_in_words
from caseward.ui import components as c
from caseward.ui import forms


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a closing asks for: loose ends one by one, then the gates that bar every ending here."""

    tasks: tuple[c.Task, ...]
    barred: tuple[gates.GateShown, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands in the way of proposing."""
        return not self.barred


def checklist(file: CaseFile, sheet: ClosingSheet, *, viewer: Actor) -> Checklist:
    """What is settled and what is not."""
    rows = (*file.gaps, *file.actions, *file.risks)
    loose = {"open_gaps", "open_actions", "open_risks"}
    barring = [gate for gate in sheet.barring if not loose & {each.fact for each in gate.conditions}]
    others = tuple(gates.of_case(file, gate, viewer=viewer) for gate in barring)
    return Checklist(
        tuple(_task(file, row) for row in rows), others if not file.open_ends else (*others, _open_ends(file))
    )


def close_form(file: CaseFile, sheet: ClosingSheet) -> dict[str, Any]:
    """What the form of a closing is made with."""
    return {
        "version": file.heading.version,
        "outcomes": [
            forms.Option(
                one.outcome.key, one.outcome.title, hint=" ".join(gate.sentence for gate in one.unmet)
            )
            for one in sheet.endings
        ],
        "recent": [(str(entry_id), line) for entry_id, line in sheet.recent],
    }


def closing(file: CaseFile) -> dict[str, Any]:
    """A proposed closing for whoever answers it."""
    proposed = file.pending_closing()
    return {
        "outcome": file.pathway.outcome(proposed.outcome).title,
        "rationale": proposed.rationale,
        "by": proposed.created_by.name,
        "at": proposed.created_at,
        "decision_id": proposed.decision_id,
        "looked_back": len(proposed.looked_back_at),
    }


def _task(file: CaseFile, row: LooseEndRow) -> c.Task:
    titles = {"gap": _("Question"), "action": _("Action"), "risk": _("Risk")}
    return c.Task(
        title=row.text,
        state=_("open") if row.is_open else row.settled,
        url=reverse("cases:settle", args=[file.case.pk, row.kind, row.id]) if row.is_open else "",
        hint=f"{titles[row.kind]} · {row.owner}",
        colour="late" if row.is_open else "well",
    )


def held_open(sheet: ClosingSheet) -> str:
    """What keeps the case open whatever its gates say; empty where nothing does."""
    held = sheet.held_open
    if held is None:
        return ""
    return _(
        "%(what)s on %(day)s keeps this case open until %(until)s, unless the person has died. "
        "Review it with whoever holds which part now."
    ) % {"what": held.kind.label, "day": day_in_words(held.on), "until": day_in_words(held.until)}


def reopen_form(file: CaseFile, asked: Reopening) -> dict[str, Any]:
    """What the form of a reopening is made with: where the case stood, and who could own it."""
    stage = file.pathway.stage(asked.stage)
    return {
        "version": file.heading.version,
        "outcomes": [forms.Option(stage.key, _("Reopen at: %(stage)s") % {"stage": stage.title})],
        "officers": [(str(one.id), one.name) for one in asked.officers],
    }


def _open_ends(file: CaseFile) -> gates.GateShown:
    count = len(file.open_ends)
    return gates.GateShown(
        title=_("Nothing is left open"),
        sentence=ngettext(
            "%(count)s question, action or risk is still open. Settle it from the list above.",
            "%(count)s questions, actions or risks are still open. Settle each from the list above.",
            count,
        )
        % {"count": count},
        links=(),
    )
