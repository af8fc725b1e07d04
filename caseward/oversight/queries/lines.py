"""Looks that met a rule, for inspectors; the rules run in the database, and only which look met which comes out."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from caseward.accounts.queries import names
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import end_of, start_of
from caseward.oversight.models import NEWEST_LOOK, UNSETTLED, Anomaly, DeclaredAddress, Decoy, FamousName
from caseward.oversight.vocabulary import Rule


@dataclass(frozen=True, slots=True)
class LineRow:
    """One look and the rule that it met."""

    id: UUID
    version: int
    rule: Rule
    sequence: int
    officer_id: UUID
    officer: str
    record_id: UUID | None
    looked_at: datetime
    settled_at: datetime | None
    settled_by: str
    settled_how: str
    words: str


@query
def lines(
    *, viewer: Actor, day: date | None = None, rule: str = "", is_settled: bool = False, place: Place = START
) -> Page[LineRow]:
    """Lines of the lists, the newest look first; NotVisible for whoever does not inspect."""
    found = Anomaly.objects.visible_to(viewer).filter(UNSETTLED if not is_settled else ~UNSETTLED)
    if not viewer.where("ledger.read"):
        raise NotVisible
    found = found.filter(rule=rule) if rule else found
    found = found.filter(looked_at__gte=start_of(day), looked_at__lt=end_of(day)) if day else found
    page = NEWEST_LOOK.page(found, place)
    return page.showing(_rows(viewer, page.rows))


@query
def line(*, viewer: Actor, line_id: UUID) -> LineRow:
    """One line; NotVisible where there is none that the viewer may know."""
    found = list(Anomaly.objects.visible_to(viewer).filter(pk=line_id))
    if not found:
        raise NotVisible
    return _rows(viewer, tuple(found))[0]


@query
def famous_names(*, viewer: Actor) -> list[tuple[UUID, str]]:
    """The names on the list, by surname."""
    found = FamousName.objects.visible_to(viewer).order_by("surname", "forename")
    return [(one.pk, f"{one.forename} {one.surname}".strip()) for one in found]


@query
def decoys(*, viewer: Actor) -> list[tuple[UUID, UUID, str]]:
    """Each decoy: its mark, its record, and why it is there; newest first."""
    found = Decoy.objects.visible_to(viewer).order_by("-created_at")
    return [(one.pk, one.record_id, one.because) for one in found]


@query
def record_bearing(*, viewer: Actor, reference: str) -> UUID | None:  # noqa: ARG001  the database asks who inspects
    """The record of a person or a referral with this reference, without opening it; None where there is none."""
    read = references.parse(reference)
    if read is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select sec.record_bearing(%s)", [read.stored])
        found: UUID | None = cursor.fetchone()[0]
        return found


@query
def my_postcode(*, viewer: Actor) -> str:
    """What the viewer has declared of where he lives."""
    return DeclaredAddress.objects.filter(user_id=viewer.id).values_list("postcode", flat=True).first() or ""


def _rows(viewer: Actor, found: tuple[Anomaly, ...]) -> list[LineRow]:
    people = {one.officer_id for one in found} | {one.settled_by_id for one in found if one.settled_by_id}
    called = names(viewer=viewer, user_ids=people)
    return [
        LineRow(
            id=one.pk,
            version=one.version,
            rule=Rule(one.rule),
            sequence=one.sequence,
            officer_id=one.officer_id,
            officer=called.get(one.officer_id, ""),
            record_id=one.record_id,
            looked_at=one.looked_at,
            settled_at=one.settled_at,
            settled_by=called.get(one.settled_by_id, "") if one.settled_by_id else "",
            settled_how=one.settled_how or "",
            words=one.words,
        )
        for one in found
    ]
