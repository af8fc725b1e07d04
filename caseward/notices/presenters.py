"""Notices as sentences, each with the way to its record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from caseward.foundation.jobs.notices import NoticeRow
from caseward.ui import addresses
from caseward.ui.told import Told


@dataclass(frozen=True, slots=True)
class Line:
    """One notice: what happened, to what, when, and whether it was read."""

    id: UUID
    sentence: str
    reference: str
    url: str
    at: datetime
    is_read: bool


def lines(rows: Iterable[NoticeRow], *, referred: Mapping[UUID, str]) -> list[Line]:
    """Notices as they are shown, in the order given."""
    said = sentences()
    return [_line(row, said.get(row.kind), referred.get(row.about_id, "")) for row in rows]


def sentences() -> dict[str, Told]:
    """What every kind of every app says."""
    told: dict[str, Told] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("caseward.") and find_spec(f"{config.name}.presenters"):
            told |= getattr(import_module(f"{config.name}.presenters"), "NOTICES", {})
    return told


def _line(row: NoticeRow, told: Told | None, reference: str) -> Line:
    """A kind that an earlier edition told and that has no sentence any more still stands in the list."""
    return Line(
        id=row.id,
        sentence=str(told.sentence) if told else _("Something happened that you should know of."),
        reference=reference,
        url=addresses.of_record(told.place, row.about_id) if told else "",
        at=row.at,
        is_read=row.read_at is not None,
    )
