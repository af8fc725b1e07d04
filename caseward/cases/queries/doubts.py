"""Whose category no longer fits what became of the case, and whose nobody has looked at for long (failings F33)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from caseward.cases.models import IS_OPEN, Case, CategorySpan, PersonInCase
from caseward.cases.queries.headings import heading, with_names
from caseward.cases.queries.standing import called
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.categories import Categories, Category, Doubt, RoleInCase
from caseward.kernel.clocks import Unit
from caseward.kernel.clocks.moments import london_day, months_after, start_of
from caseward.nominals.queries import headings as nominal_headings


AT_MOST = 50
REVIEW = "category-review"


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Somebody in a case whose category is to be looked at again; without `says`, because it is old."""

    case_id: UUID
    reference: str
    name: str
    role: RoleInCase
    category: Category
    since: datetime
    says: str


@query
def categories_in_doubt(*, viewer: Actor, now: datetime) -> tuple[DoubtRow, ...]:
    """People of the viewer's cases who stand there as what the end of the case does not fit; the latest end first."""
    where, known = viewer.where("case.read"), catalogue().people_in_a_case(on=london_day(now))
    if not where or not known.doubts:
        return ()
    said = _spans(where).filter(reduce(or_, (_said(doubt) for doubt in known.doubts)))
    spans = list(said.order_by(F("person__case__closed_at").desc(), "id")[:AT_MOST])
    unsaid = [doubt for doubt in known.doubts if _is_of_subject(known, doubt)]
    endings = {outcome for doubt in unsaid for outcome in doubt.outcomes}
    cases = list(_subjects(where, known).filter(outcome__in=endings).order_by("-closed_at", "id")[:AT_MOST])
    return (*_of_spans(viewer, spans, known), *(_of_subject(case, known) for case in cases))


@query
def categories_gone_old(*, viewer: Actor, now: datetime) -> tuple[DoubtRow, ...]:
    """People of the viewer's open cases whose category nobody has looked at for as long as the clock runs."""
    where, known = viewer.where("case.read"), catalogue().people_in_a_case(on=london_day(now))
    if not where:
        return ()
    before = _cutoff(now)
    old = _spans(where).filter(person__case__closed_at__isnull=True, starts_at__lt=before)
    cases = _subjects(where, known).filter(IS_OPEN, opened_at__lt=before)
    return (
        *_of_spans(viewer, list(old.order_by("starts_at", "id")[:AT_MOST]), known),
        *(_of_subject(case, known) for case in cases.order_by("opened_at", "id")[:AT_MOST]),
    )


def _cutoff(now: datetime) -> datetime:
    """What began before this instant is older than the clock in force runs."""
    rule = catalogue().clock(REVIEW, on=london_day(now))
    if rule.unit is not Unit.MONTH:
        raise ValueError("The clock of categories runs in months.")
    return start_of(months_after(london_day(now), months=-rule.duration))


def _spans(where: Collection[UUID]) -> QuerySet[CategorySpan]:
    """What people stand as."""
    spans = CategorySpan.objects.get_queryset().within(where)
    standing = spans.filter(ends_at__isnull=True, person__ended_at__isnull=True)
    return standing.select_related("person__case")


def _subjects(where: Collection[UUID], known: Categories) -> QuerySet[Case]:
    """Cases of whose subject nobody has said how they stand."""
    said = PersonInCase.objects.filter(case=OuterRef("pk"), role=known.subject)
    return with_names(Case.objects.get_queryset().within(where).filter(~Exists(said)))


def _said(doubt: Doubt) -> Q:
    of_case = Q(category__in=doubt.categories, person__case__outcome__in=doubt.outcomes)
    return of_case & Q(person__role__in=doubt.roles) if doubt.roles else of_case


def _is_of_subject(known: Categories, doubt: Doubt) -> bool:
    """Whether it speaks of a subject about whom nobody has said anything."""
    stands_as = known.role(known.subject).stands_as
    return stands_as in doubt.categories and (not doubt.roles or known.subject in doubt.roles)


def _of_spans(viewer: Actor, spans: list[CategorySpan], known: Categories) -> list[DoubtRow]:
    ids = {span.person.nominal_id for span in spans if span.person.nominal_id}
    names = nominal_headings(viewer=viewer, nominal_ids=ids) if ids else {}
    editions = catalogue().categories
    rows = []
    for span in spans:
        person, case = span.person, span.person.case
        edition = editions.version(known.key, span.definition_version)
        doubt = known.doubt(role=person.role, category=span.category, outcome=case.outcome)
        rows.append(
            DoubtRow(
                case_id=case.pk,
                reference=references.shown(case.reference),
                name=person.name or called(person.nominal_id, names),
                role=edition.role(person.role),
                category=edition.category(span.category),
                since=span.starts_at,
                says=doubt.says if doubt else "",
            )
        )
    return rows


def _of_subject(case: Case, known: Categories) -> DoubtRow:
    line, role = heading(case), known.role(known.subject)
    doubt = known.doubt(role=known.subject, category=role.stands_as, outcome=case.outcome)
    return DoubtRow(
        case_id=case.pk,
        reference=line.reference,
        name=line.name,
        role=role,
        category=known.category(role.stands_as),
        since=case.opened_at,
        says=doubt.says if doubt else "",
    )
