"""Ledger entries as sentences."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.cases.queries import purpose_words
from caseward.foundation.catalogue import catalogue
from caseward.foundation.ledger.reading import EntryRow
from caseward.kernel.ties import Tie


FOUNDATION = {
    "command.refused": gettext_lazy("was refused"),
    "file.kept": gettext_lazy("kept a file"),
    "file.opened": gettext_lazy("opened a file"),
    "file.removed": gettext_lazy("took a file out for good"),
    "file.scanned": gettext_lazy("had a file looked at again for viruses"),
    "vault.destroyed": gettext_lazy("destroyed the key of a record's files"),
    "master-key.replaced": gettext_lazy("replaced the master key"),
    "message.sent": gettext_lazy("had a message sent"),
    "message.not-sent": gettext_lazy("could not have a message sent"),
    "notice.read": gettext_lazy("read a notice"),
    "notice.read-all": gettext_lazy("marked notices as read"),
}

# Why somebody looked or acted: the strongest tie to the record, or the purpose that was said.
REASONS = {
    Tie.OWNER.value: gettext_lazy("owns the record"),
    Tie.TASK.value: gettext_lazy("has something to do about it"),
    Tie.RECIPIENT.value: gettext_lazy("was sent it"),
    Tie.SUPERVISOR.value: gettext_lazy("supervises the unit that keeps it"),
    Tie.UNIT.value: gettext_lazy("works in the unit that keeps it"),
    Tie.OVERSIGHT.value: gettext_lazy("inspects"),
    Tie.OFFICE.value: gettext_lazy("holds an office"),
    "job": gettext_lazy("work in the background"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: when, who, what, why, on which records by their opaque ids."""

    entry: str
    at: datetime
    who: str
    did: str
    why: str
    operation: str
    subjects: tuple[str, ...]
    command: str


def lines(rows: tuple[EntryRow, ...]) -> list[Line]:
    """Entries as sentences; an event without words shows its code."""
    said = sentences()
    return [
        Line(
            entry=str(row.id)[:8],
            at=row.at,
            who=row.actor or _("nobody signed in"),
            did=str(said.get(row.event, row.event)),
            why=why(row.purpose),
            operation=row.operation.capitalize(),
            subjects=tuple(str(subject)[:8] for subject in row.subject_ids),
            command=row.command.replace("_", " "),
        )
        for row in rows
    ]


def why(purpose: str) -> str:
    """A purpose in words: a tie to the record, or what was said of a search or of reading a diary."""
    kind, _dot, rest = purpose.partition(".")
    if kind == "search" and rest:
        return _("searched: %(why)s") % {"why": purpose_words(purpose)}
    if kind == "diary" and rest:
        named = catalogue().table("oversight", "diary-purposes")["purpose"].get(rest.split(".")[0], {})
        return _(str(named.get("title", rest.split(".")[0])))
    return str(REASONS.get(purpose, purpose.replace("-", " ")))


def sentences() -> dict[str, Any]:
    """The sentence of every event of every app, by its stored name."""
    told: dict[str, Any] = dict(FOUNDATION)
    for config in apps.get_app_configs():
        if config.name.startswith("caseward.") and find_spec(f"{config.name}.presenters"):
            told |= getattr(import_module(f"{config.name}.presenters"), "EVENTS", {})
    return told
