"""The questions that a chronology asks of the database, kept once they are planned."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from caseward.chronology.models import Entry, SameEvent
from caseward.chronology.vocabulary import Kind
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import Key, Order, There


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


@kept
def head_rows(
    known: frozenset[UUID], about_ids: list[UUID], kinds: tuple[Kind, ...], there: There
) -> QuerySet[Entry]:
    """The rows of one page, an event each."""
    return LATEST.rows(heads(known, about_ids, kinds), there)


@kept
def themselves(known: frozenset[UUID], entry_ids: list[UUID]) -> QuerySet[Entry]:
    """These entries, as far as they may be known."""
    return _with_writer(Entry.objects.known_in(known).filter(pk__in=entry_ids))


@kept
def accounts_of(known: frozenset[UUID], events: list[UUID]) -> QuerySet[Entry]:
    """Every account of these events, the first entered first."""
    told = Entry.objects.known_in(known).filter(Q(pk__in=events) | Q(account_of__in=events))
    return _with_writer(told).annotate(told_also=TOLD_ALSO).order_by("created_at", "pk")


@kept
def amending(known: frozenset[UUID], entry_ids: list[UUID]) -> QuerySet[Entry]:
    """What was put right in these entries or added to them, the first first."""
    return _with_writer(Entry.objects.known_in(known).filter(amends__in=entry_ids)).order_by(
        "created_at", "pk"
    )


def heads(compartments: frozenset[UUID], about_ids: Sequence[UUID], kinds: Sequence[Kind]) -> QuerySet[Entry]:
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


def _with_writer(found: QuerySet[Entry]) -> QuerySet[Entry]:
    return found.select_related("created_by", "visit")
