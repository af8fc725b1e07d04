"""What has not happened in a unit: late under a named rule, told to everybody, or a blank that no clock runs for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from caseward.cases.models import IS_OPEN, LONGEST_OPEN, RISK_FIRST, Case, Finding, Risk, SupportPlan
from caseward.cases.queries.boards import Known, exception
from caseward.cases.queries.called import Line, lines
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.cases.vocabulary import Level
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import queries as obligations
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.obligations.queries import Silences


SUPPORT_PLAN = "support_plan_written"
# A pathway, the stages that follow its adoption, the finding of a plan, and whether a support plan is one.
Places = tuple[tuple[str, frozenset[str], str, bool], ...]


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A case that was adopted and has no plan; `fact` is the finding that would say that it has one."""

    case: CaseHeading
    fact: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A risk that is still not known, and since when that is written down."""

    id: UUID
    case_id: UUID
    reference: str
    text: str
    owner: str
    since: datetime


def named_silences() -> dict[str, dict[str, Any]]:
    """The silences that clocks run for, as they are published: under each name its title and its clocks."""
    found: dict[str, dict[str, Any]] = catalogue().table("oversight", "exceptions")["silence"]
    return found


@query
def silences(*, viewer: Actor, within: Known, now: datetime) -> Silences:
    """How much of each stands in the unit."""
    named = {key: frozenset(one["clocks"]) for key, one in named_silences().items()}
    return obligations.silences(viewer=viewer, now=now, within=within, named=named)


@query
def told_to_all(*, viewer: Actor, within: Known, now: datetime, place: Place = START) -> Page[Line]:
    """What is owed still though everybody on its ladder was to be told, the longest late first."""
    page = obligations.past_the_last_rung(viewer=viewer, now=now, within=within, place=place)
    return page.showing(lines(viewer=viewer, rows=page.rows, on=london_day(now)))


@query
def without_a_plan(*, viewer: Actor, within: Known, now: datetime, place: Place = START) -> Page[Unplanned]:
    """Cases that were adopted and have no plan, and for which no clock of a plan runs in time."""
    rule = exception("no-plan")
    fact = rule["fact"]
    places = tuple(
        (key, frozenset(at), fact[key], fact[key] == SUPPORT_PLAN)
        for key, at in sorted(rule["stages"].items())
    )
    where, clocks = (viewer.compartments, within), frozenset(rule["clocks"])
    page = LONGEST_OPEN.page_of(lambda there: _unplanned(where, places, clocks, now, there), place)
    return page.showing(Unplanned(heading(case), fact[case.pathway_key]) for case in page.rows)


@query
def not_known(*, viewer: Actor, within: Known, now: datetime, place: Place = START) -> Page[NotKnown]:
    """Risks that have been not known for longer than that is an answer, the oldest first."""
    before = now - timedelta(days=exception("risk-not-known")["after"])
    page = RISK_FIRST.page_of(lambda there: _not_known((viewer.compartments, within), before, there), place)
    return page.showing(_row(row) for row in page.rows)


@kept
def _unplanned(
    where: tuple[Known, Known], places: Places, clocks: frozenset[str], now: datetime, there: There
) -> QuerySet[Case]:
    known, within = where
    adopted = reduce(or_, (Q(pathway_key=key, stage__in=stages) for key, stages, *_ in places))
    found = Case.objects.known_in(known).within(within).filter(IS_OPEN, adopted)
    planned = Exists(SupportPlan.objects.filter(case=OuterRef("pk")))
    for key, _, fact, by_plan in places:
        has_one = _found_last(fact) | Q(planned) if by_plan else _found_last(fact)
        found = found.exclude(has_one, pathway_key=key)
    in_time = Obligation.objects.filter(
        STILL_OWED, about_id=OuterRef("pk"), rule_key__in=clocks, due_at__gt=now
    )
    return LONGEST_OPEN.rows(with_names(found.exclude(Exists(in_time))), there)


def _found_last(fact: str) -> Q:
    """That a case has the fact by what was found of it last: an officer may have found anew that it has not."""
    newest = Finding.objects.filter(case=OuterRef("pk"), fact=fact).order_by("-created_at", "-id")
    return Q(Coalesce(Subquery(newest.values("is_so")[:1]), Value(value=False)))


@kept
def _not_known(where: tuple[Known, Known], before: datetime, there: There) -> QuerySet[Risk]:
    known, within = where
    found = Risk.objects.known_in(known).within(within)
    found = found.filter(settled_at__isnull=True, level=Level.NOT_KNOWN, created_at__lte=before)
    found = found.filter(case__closed_at__isnull=True)
    return RISK_FIRST.rows(found.annotate(reference=F("case__reference"), whose=F("owner__name")), there)


def _row(row: Any) -> NotKnown:  # noqa: ANN401  a risk, as it was asked for
    return NotKnown(
        id=row.pk,
        case_id=row.case_id,
        reference=references.shown(row.reference),
        text=row.text,
        owner=row.whose,
        since=row.created_at,
    )
