"""The ways in which a case can be opened, each with what it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.cases.queries import Opening, Way
from caseward.kernel.pathways import Beginning


@dataclass(frozen=True, slots=True)
class WayToOpen:
    """One way, as a link with what it means."""

    url: str
    title: str
    says: str


def ways_to_open(ways: Iterable[Way], *, about: UUID | None) -> tuple[WayToOpen, ...]:
    """Each way as a link; about a record, only those that begin with a person whom others may know."""
    asked = [
        way for way in ways if about is None or (way.beginning is Beginning.PERSON and not way.is_sealed)
    ]
    return tuple(WayToOpen(_url(way, about), _title(way), _says(way)) for way in asked)


def opening_title(found: Opening) -> str:
    """What the form is headed."""
    return _title(found.way)


def _title(way: Way) -> str:
    if way.beginning is Beginning.ORGANISATION:
        return _("%(pathway)s: a case about an organisation") % {"pathway": _(way.title)}
    return _("%(pathway)s: a case about a person") % {"pathway": _(way.title)}


def _says(way: Way) -> str:
    if way.is_sealed:
        return _("%(unit)s. Sealed from its first instant: only those you name learn that it exists.") % {
            "unit": way.unit
        }
    return way.unit


def _url(way: Way, about: UUID | None) -> str:
    address = reverse("cases:open-one", args=[way.unit_id, way.pathway, way.beginning.value])
    return f"{address}?{urlencode({'about': str(about)})}" if about else address
