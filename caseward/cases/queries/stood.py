"""A case as it stood at the end of a past day, from the rows that were there then: nothing is kept twice for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from caseward.cases.models import Case, CategorySpan, Finding, Offer
from caseward.cases.queries.headings import heading, with_names
from caseward.cases.queries.loose_ends import LooseEndRow, loose_ends
from caseward.cases.queries.matters import about_ids_of, pathway_of
from caseward.cases.queries.standing import called
from caseward.chronology.models import Entry
from caseward.chronology.queries import Account, Happening, entries
from caseward.decisions.queries import DecisionRow, decisions_about
from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.shelf import PEOPLE
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Key, Order, Page, Place, There
from caseward.foundation.records.models import FieldChange
from caseward.foundation.storage.queries import FileRow, files_about
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import end_of, london_day
from caseward.nominals.queries import NominalHeading
from caseward.nominals.queries import headings as nominal_headings
from caseward.obligations.queries import Owed, of_record_then


Known = frozenset[UUID]

LAST_ENTERED = Order((Key("created_at", datetime), Key("id")), descending=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What an officer had found by then on something that a gate asks about."""

    fact: str
    is_so: bool
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoodThere:
    """Somebody who was part of the case then, and how they stood."""

    name: str
    role: str
    category: str
    colour: str


@dataclass(frozen=True, slots=True)
class AsItStood:
    """Everything that a case said at the end of a day."""

    case: Case
    name: str
    reference: str
    day: date
    stage: str
    owner: str
    offered_to: str
    is_proposed: bool
    is_closed: bool
    findings: tuple[Found, ...]
    loose_ends: tuple[LooseEndRow, ...]
    chronology: Page[Happening]
    decisions: tuple[DecisionRow, ...]
    owed: tuple[Owed, ...]
    files: tuple[FileRow, ...]
    people: tuple[StoodThere, ...]


@query
def as_it_stood(
    *, viewer: Actor, case_id: UUID, day: date, now: datetime, place: Place = START
) -> AsItStood | None:
    """The case at the end of a day, today as it is now; None before it was opened, and for none that may be known."""
    case = with_names(Case.objects.visible_to(viewer)).filter(pk=case_id).first()
    if case is None or not london_day(case.opened_at) <= day <= london_day(now):
        return None
    at = min(end_of(day), now)
    line, about = heading(case), about_ids_of(case)
    known = frozenset(viewer.compartments)
    return AsItStood(
        case=case,
        name=line.name,
        reference=line.reference,
        day=day,
        stage=pathway_of(case).stage(_said_then(case, "stage", case.stage, at)).title,
        owner=_owner_then(case, at),
        offered_to=_offered_then(case, at),
        is_proposed=case.closings.filter(_stood(at, "answered_at")).exists(),
        is_closed=_was_closed(case, at),
        findings=_findings_then(case, at),
        loose_ends=_ends_then(loose_ends(viewer=viewer, case_id=case.pk), at),
        chronology=_entered_by(viewer, known, about, at, place),
        decisions=tuple(
            each for each in decisions_about(viewer=viewer, about_ids=about) if each.decided_at <= at
        ),
        owed=of_record_then(viewer=viewer, about_id=case.pk, at=at),
        files=tuple(each for each in files_about(viewer=viewer, about_id=case.pk) if each.created_at <= at),
        people=_people_then(viewer, case, at),
    )


def _stood(at: datetime, ended: str, began: str = "created_at") -> Q:
    """What had begun by then and not ended."""
    return Q(**{f"{began}__lte": at}) & (Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gt": at}))


def _said_then(case: Case, field: str, says_now: str, at: datetime) -> str:
    """What a field of the case said: what the first change since found there, or what it says now."""
    changed = FieldChange.objects.filter(record_id=case.pk, field=field, created_at__gt=at)
    first = changed.order_by("created_at").values_list("before", flat=True).first()
    return says_now if first is None else str(first)


def _owner_then(case: Case, at: datetime) -> str:
    spans = case.ownerships.filter(starts_at__lte=at).order_by("-starts_at")  # the last ends with the case
    return spans.values_list("owner__name", flat=True).first() or "—"


def _offered_then(case: Case, at: datetime) -> str:
    offers: QuerySet[Offer] = case.offers.filter(_stood(at, "answered_at"))
    return offers.values_list("to__name", flat=True).first() or ""


def _was_closed(case: Case, at: datetime) -> bool:
    """Closed by then, and not opened again; a field that was empty is remembered as nothing."""
    changes = FieldChange.objects.filter(record_id=case.pk, field="closed_at", created_at__gt=at)
    first = changes.order_by("created_at").values_list("before").first()
    return case.closed_at is not None if first is None else first[0] is not None


def _findings_then(case: Case, at: datetime) -> tuple[Found, ...]:
    """The newest finding on each fact by then."""
    rows = Finding.objects.filter(case=case, created_at__lte=at).select_related("created_by")
    newest = {row.fact: row for row in rows.order_by("created_at", "id")}
    return tuple(
        Found(row.fact, row.is_so, row.because, row.created_by.name, row.created_at)
        for row in newest.values()
    )


def _ends_then(rows: Iterable[LooseEndRow], at: datetime) -> tuple[LooseEndRow, ...]:
    then = [_end_then(row, at) for row in rows if row.created_at <= at]
    return tuple(sorted(then, key=lambda row: (not row.is_open, row.created_at)))


def _end_then(row: LooseEndRow, at: datetime) -> LooseEndRow:
    if row.settled_at is None or row.settled_at <= at:
        return row
    return replace(row, is_open=True, settled="", settled_words="", settled_by="", settled_at=None)


def _entered_by(
    viewer: Actor, known: Known, about: Iterable[UUID], at: datetime, place: Place
) -> Page[Happening]:
    """What had been entered by then, the last entered first, each account with what had been added to it."""
    whose = list(about)
    page = LAST_ENTERED.page_of(lambda there: _heads(known, whose, at, there), place)
    told = entries(viewer=viewer, entry_ids=[entry.pk for entry in page.rows])
    events = {UUID(str(event.first.id)): event for event in told}
    return page.showing(_then(events[entry.pk], at) for entry in page.rows if entry.pk in events)


def _then(event: Happening, at: datetime) -> Happening:
    return Happening(tuple(_account_then(each, at) for each in event.accounts if each.at <= at))


def _account_then(account: Account, at: datetime) -> Account:
    return replace(account, amendments=tuple(each for each in account.amendments if each.at <= at))


@kept
def _heads(known: Known, about: list[UUID], at: datetime, there: There) -> QuerySet[Entry]:
    found = Entry.objects.known_in(known).filter(about_id__in=about, created_at__lte=at)
    return LAST_ENTERED.rows(found.filter(amends__isnull=True, account_of__isnull=True), there)


def _people_then(viewer: Actor, case: Case, at: datetime) -> tuple[StoodThere, ...]:
    spans = (
        CategorySpan.objects.visible_to(viewer)
        .filter(person__case=case)
        .filter(_stood(at, "ends_at", "starts_at"))
    )
    beside = {"named": F("person__name"), "whose": F("person__nominal_id"), "playing": F("person__role")}
    there = spans.filter(_stood(at, "person__ended_at", "person__created_at")).annotate(**beside)
    rows = list(there.order_by("starts_at", "id"))
    known = nominal_headings(
        viewer=viewer, nominal_ids={vars(row)["whose"] for row in rows if vars(row)["whose"]}
    )
    return tuple(_stood_there(row, known) for row in rows)


def _stood_there(row: CategorySpan, known: Mapping[UUID, NominalHeading]) -> StoodThere:
    said = vars(row)
    edition = catalogue().categories.version(PEOPLE, row.definition_version)
    category = edition.category(row.category)
    return StoodThere(
        name=said["named"] or called(said["whose"], known),
        role=edition.role(said["playing"]).title,
        category=category.title,
        colour=category.colour,
    )
