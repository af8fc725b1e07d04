"""Reading a chronology: what happened, every account of it beside the others, and what was put right since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from itertools import combinations
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.text import Truncator
from django.utils.translation import gettext

from caseward.chronology.models import Entry, SameEvent, Visit
from caseward.chronology.vocabulary import (
    IN_A_LIFE,
    Amendment,
    Channel,
    ChildrenSeen,
    Contact,
    EntryId,
    Initiated,
    Kind,
    Nature,
    Risk,
    Source,
    ToldAlso,
    Visited,
    grade_in_words,
)
from caseward.decisions.queries import DecisionRow
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Key, Order, Page, Place, There
from caseward.kernel.access import Actor
from caseward.kernel.dates import Comparison, PartialDate, compare
from caseward.kernel.decisions import Decision
from caseward.obligations.vocabulary import MatterKind


TO_REST_ON = 50  # entries offered to a decision, latest first
LINE = 100  # characters of an entry's words in a line

# The last day first; no index can hold the day as it was put right, and a record has few entries.
LATEST = Order(
    (
        Key("day", date, may_lack=True),
        Key("occurred_time", time, may_lack=True),
        Key("created_at", datetime),
        Key("id"),
    ),
    descending=True,
)

# The first entry of an event is the event, wherever the viewer stands.
EVENT = Coalesce("account_of_id", "id")

# What else tells of the event of a row, in the question that reads the row.
ENDS = ("id", "occurred_year", "occurred_month", "occurred_day", "source", "source_name")
TOLD_ALSO = ArraySubquery(
    SameEvent.objects.filter(Q(one=OuterRef("pk")) | Q(other=OuterRef("pk")), ended_at__isnull=True)
    .order_by("created_at", "pk")
    .values(
        said=JSONObject(
            id="id",
            relied_on="relied_on_id",
            **{f"{end}__{column}": f"{end}__{column}" for end in ("one", "other") for column in ENDS},
        )
    )
)


@dataclass(frozen=True, slots=True)
class Amended:
    """What was added to an account later, or put right in it."""

    id: EntryId
    how: Amendment
    text: str
    occurred: PartialDate | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says happened; `amendments` in the order they were made."""

    id: EntryId
    about_id: UUID
    about_kind: MatterKind
    about_reference: str
    kind: Kind
    text: str
    nature: Nature
    occurred_as_entered: PartialDate | None
    occurred_time: time | None
    source: Source
    source_name: str
    source_id: UUID | None
    grade: str
    contact: Contact | None
    by: str
    at: datetime
    amendments: tuple[Amended, ...]
    told_also: tuple[ToldAlso, ...] = ()

    @property
    def occurred(self) -> PartialDate | None:
        """When it happened: as last put right, otherwise as entered."""
        put_right = [amended.occurred for amended in self.amendments if amended.occurred]
        return put_right[-1] if put_right else self.occurred_as_entered

    @property
    def joined(self) -> tuple[tuple[ToldAlso, bool], ...]:
        """Each other entry of the event, and whether the days differ."""
        return tuple((told, _differ(self.occurred, told.occurred)) for told in self.told_also)

    def has(self, entry_id: UUID) -> bool:
        """Whether the id is its own or one of its amendments'."""
        return entry_id in {self.id, *(amended.id for amended in self.amendments)}

    @property
    def has_moved(self) -> bool:
        """Whether its day was put right, so that both are to be shown."""
        return self.occurred != self.occurred_as_entered

    @property
    def is_opinion(self) -> bool:
        """Whether somebody thinks so, rather than that it happened."""
        return self.nature is Nature.OPINION

    @property
    def is_decision(self) -> bool:
        """Whether it says that a decision was signed."""
        return self.kind is Kind.DECISION

    @property
    def comes_from_somebody(self) -> bool:
        """Whether its source is worth saying: what an officer writes of his own work comes from himself."""
        return self.source is not Source.OBSERVED or self.kind in {Kind.EVENT, Kind.INTELLIGENCE, *IN_A_LIFE}

    @property
    def outcome_words(self) -> str:
        """What came of a contact, in the words that are published; a code that was withdrawn stays readable."""
        code = self.contact.outcome if self.contact else ""
        known: dict[str, str] = catalogue().table("contacts", "contacts")["outcome"]
        return gettext(known.get(code, code)) if code else ""

    @property
    def graded(self) -> str:
        """Its grade in words; empty without one."""
        return grade_in_words(self.grade)

    @property
    def is_corrected(self) -> bool:
        """Whether somebody put it right since."""
        return any(amended.how is Amendment.CORRECTION for amended in self.amendments)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with every account of it that the viewer may know of, the first entered first."""

    accounts: tuple[Account, ...]

    @property
    def first(self) -> Account:
        """The account that was entered first."""
        return self.accounts[0]

    def account(self, entry_id: UUID) -> Account:
        """The account with this id, or the one that it amends; the first where it is neither."""
        return next((account for account in self.accounts if account.has(entry_id)), self.first)

    @property
    def others(self) -> tuple[Account, ...]:
        """Every further account."""
        return self.accounts[1:]

    @property
    def conflicts(self) -> bool:
        """Whether two accounts give days that cannot be one and the same."""
        dates = [account.occurred for account in self.accounts if account.occurred]
        return any(_differ(a, b) for a, b in combinations(dates, 2))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two entries of one event, why they are joined, and which is relied on."""

    said: SameEvent
    one: Account
    other: Account


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry on its own page: its event, what was decided on it, and whether the viewer may add to it."""

    happening: Happening
    decisions: tuple[DecisionRow, ...]
    may_amend: Decision

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """The one event, as a timeline takes it."""
        return (self.happening,)


@query
def timeline(
    *, viewer: Actor, about_ids: Iterable[UUID], kinds: Iterable[Kind] = (), place: Place = START
) -> Page[Happening]:
    """What happened about these records, latest first, what has no date last: in three questions, however much it is.

    Only accounts that the viewer may know of count; the first of them stands for the event.
    """
    about, of_kinds = list(about_ids), tuple(kinds)
    page = LATEST.page_of(lambda there: _head_rows(viewer.compartments, about, of_kinds, there), place)
    return page.showing(_happenings(viewer, page.rows))


@query
def entries(*, viewer: Actor, entry_ids: Iterable[UUID]) -> tuple[Happening, ...]:
    """The events that these entries speak of, as far as the viewer may know of them, in no order."""
    return tuple(_happenings(viewer, _themselves(viewer.compartments, list(entry_ids))))


@query
def to_rest_on(*, viewer: Actor, about_ids: Iterable[UUID]) -> tuple[tuple[UUID, str], ...]:
    """The latest entries that a decision can rest on, each with the line it is known by ("5 November 2026 · …")."""
    heads = _heads(
        viewer.compartments,
        list(about_ids),
        (Kind.EVENT, Kind.CONTACT, Kind.SESSION, Kind.NOTE, Kind.INTELLIGENCE, *IN_A_LIFE),
    )
    return tuple((entry.pk, _line(entry)) for entry in heads.order_by(*LATEST.by())[:TO_REST_ON])


def happening(*, viewer: Actor, entry: Entry) -> Happening:
    """The event that one entry speaks of, which the viewer is known to know of."""
    [found] = _happenings(viewer, [entry.amends or entry])
    return found


def side_by_side(*, viewer: Actor, said: SameEvent) -> SideBySide:
    """Both entries, which the viewer is known to know, each with what was put right in it since."""
    found = _happenings(viewer, [said.one, said.other])
    return SideBySide(
        said=said,
        one=found[0].account(said.one_id),
        other=found[-1].account(said.other_id),
    )


@kept
def _head_rows(
    known: frozenset[UUID], about_ids: list[UUID], kinds: tuple[Kind, ...], there: There
) -> QuerySet[Entry]:
    return LATEST.rows(_heads(known, about_ids, kinds), there)


@kept
def _themselves(known: frozenset[UUID], entry_ids: list[UUID]) -> QuerySet[Entry]:
    return _with_writer(Entry.objects.known_in(known).filter(pk__in=entry_ids))


@kept
def _accounts_of(known: frozenset[UUID], events: list[UUID]) -> QuerySet[Entry]:
    told = Entry.objects.known_in(known).filter(Q(pk__in=events) | Q(account_of__in=events))
    return _with_writer(told).annotate(told_also=TOLD_ALSO).order_by("created_at", "pk")


@kept
def _amending(known: frozenset[UUID], entry_ids: list[UUID]) -> QuerySet[Entry]:
    return _with_writer(Entry.objects.known_in(known).filter(amends__in=entry_ids)).order_by(
        "created_at", "pk"
    )


def _heads(
    compartments: frozenset[UUID], about_ids: Sequence[UUID], kinds: Sequence[Kind]
) -> QuerySet[Entry]:
    """One entry an event: the first that the viewer may know of; `day` is its day as last put right."""
    visible = Entry.objects.known_in(compartments)
    known = visible.filter(about_id__in=about_ids, amends__isnull=True).annotate(event=EVENT)
    earlier = known.filter(event=OuterRef("event")).filter(
        Q(created_at__lt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
    )
    put_right = visible.filter(amends=OuterRef("pk"), occurred_from__isnull=False)
    day = Subquery(put_right.order_by("-created_at", "-pk").values("occurred_from")[:1])
    heads = known.filter(~Exists(earlier)).annotate(
        day=Coalesce(day, "occurred_from", output_field=DateField())
    )
    heads = heads.filter(kind__in=kinds) if kinds else heads
    return _with_writer(heads)


def _happenings(viewer: Actor, heads: Sequence[Entry]) -> list[Happening]:
    events = [_event_of(entry) for entry in heads]
    accounts = _accounts_of(viewer.compartments, events)
    amendments = _amendments(viewer, accounts)
    by_event = defaultdict(list)
    for entry in accounts:
        by_event[_event_of(entry)].append(_account(entry, amendments[entry.pk]))
    return [Happening(tuple(by_event[event])) for event in events]


def _amendments(viewer: Actor, accounts: Sequence[Entry]) -> defaultdict[UUID | None, list[Amended]]:
    found: defaultdict[UUID | None, list[Amended]] = defaultdict(list)
    for entry in _amending(viewer.compartments, [entry.pk for entry in accounts]):
        found[entry.amends_id].append(
            Amended(
                id=EntryId(entry.pk),
                how=Amendment(entry.amends_as),
                text=entry.text,
                occurred=_occurred(entry),
                by=entry.created_by.name,
                at=entry.created_at,
            )
        )
    return found


def _with_writer(found: QuerySet[Entry]) -> QuerySet[Entry]:
    return found.select_related("created_by", "visit")


def _event_of(entry: Entry) -> Any:  # noqa: ANN401  Django's ids are not typed
    return entry.account_of_id or entry.pk


def _account(entry: Entry, amendments: Sequence[Amended]) -> Account:
    return Account(
        id=EntryId(entry.pk),
        about_id=entry.about_id,
        about_kind=MatterKind(entry.about_kind),
        about_reference=entry.about_reference,
        kind=Kind(entry.kind),
        text=entry.text,
        nature=Nature(entry.nature),
        occurred_as_entered=_occurred(entry),
        occurred_time=entry.occurred_time,
        source=Source(entry.source),
        source_name=entry.source_name,
        source_id=entry.source_id,
        grade=entry.grade,
        contact=_contact(entry),
        by=entry.created_by.name,
        at=entry.created_at,
        amendments=tuple(amendments),
        told_also=tuple(ToldAlso.of(said, entry.pk) for said in vars(entry).get("told_also") or ()),
    )


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return compare(one, other=other) is Comparison.DIFFERENT


def _occurred(entry: Entry) -> PartialDate | None:
    if entry.occurred_year is None:
        return None
    return PartialDate(entry.occurred_year, entry.occurred_month, entry.occurred_day)


def _line(entry: Entry) -> str:
    occurred = _occurred(entry)
    when = occurred.words if occurred else gettext("date not known")
    who = entry.source_name or Source(entry.source).label
    words = Truncator(" ".join(entry.text.split())).chars(LINE)
    return f"{when} · {Kind(entry.kind).label} · {who} · {words}"


def _contact(entry: Entry) -> Contact | None:
    if entry.kind != Kind.CONTACT:
        return None
    return Contact(
        agency=entry.agency,
        number=entry.number,
        channel=Channel(entry.channel),
        outcome=entry.outcome,
        risk=Risk(entry.risk),
        initiated_by=Initiated(entry.initiated_by or Initiated.US),
        doing=entry.risk_doing,
        visit=_visit(getattr(entry, "visit", None)),
    )


def _visit(found: Visit | None) -> Visited | None:
    if found is None:
        return None
    said = {one.name: getattr(found, one.name) for one in fields(Visited)}
    return Visited(**{**said, "children_seen": ChildrenSeen(found.children_seen)})
