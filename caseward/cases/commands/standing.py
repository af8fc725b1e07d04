"""Who is part of a case, and how they stand in it (DPA 2018 s.38(3); failings F35)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from caseward.cases import events, policies
from caseward.cases.models import Case, CategorySpan, PersonInCase
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.kernel.categories import Categories
from caseward.kernel.decisions import Allowed, Decision
from caseward.nominals.queries import by_reference
from caseward.obligations import commands as obligations
from caseward.organisations import queries as organisations


REVIEW = "category-review"


@dataclass(frozen=True, slots=True)
class _Category:
    """What a span is to say."""

    key: str
    source: str
    because: str
    starts_at: datetime
    ends_at: datetime | None = None


@command
def add_person(
    ctx: Context,
    *,
    case_id: CaseId,
    role: str,
    category: str,
    source: str,
    record: str = "",
    name: str = "",
) -> UUID:
    """Enter somebody as part of the case: by the reference of the unit's record, or by a name that stays here."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_open(case))
    known = catalogue().people_in_a_case(on=ctx.today)
    ctx.require(policies.is_a_role(known, role), on="role")
    ctx.require(policies.is_a_category(known, category), on="category")
    ctx.require(policies.is_record_or_name(record, name), on="name")
    nominal_id = _nominal(ctx, case, record) if record.strip() else None
    ctx.require(_plays_it_once(case, nominal_id, role), on="record")
    person = PersonInCase(nominal_id=nominal_id, name="" if nominal_id else name.strip(), role=role)
    _enter(ctx, case, person)
    _stand(ctx, person, known, _Category(category, source, "", ctx.now))
    _review_again(ctx, case)
    ctx.record(events.PersonAddedToCase(case_id=case.pk, person_id=person.pk, role=role, category=category))
    return person.pk


@command
def set_category(
    ctx: Context, *, span_id: UUID, version: int, category: str, source: str, because: str
) -> UUID:
    """Say how somebody stands from now on, or that it is still right: the span ends and another begins.

    Closed cases too: what somebody stands as outlives the work.
    """
    spans = CategorySpan.objects.visible_to(ctx.actor).select_related("person__case")
    span = ctx.lock(spans, span_id, version=version)
    case = span.person.case
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.stands(span))
    known = catalogue().people_in_a_case(on=ctx.today)
    _require_reasons(ctx, known, category, because)
    ctx.change(span, ends_at=ctx.now)
    made = _stand(ctx, span.person, known, _Category(category, source, because, ctx.now))
    _review_again(ctx, case)
    ctx.record(
        events.CategorySet(case_id=case.pk, person_id=span.person_id, category=category, before=span.category)
    )
    return made.pk


@command
def categorise_subject(
    ctx: Context, *, case_id: CaseId, version: int, category: str, source: str, because: str
) -> UUID:
    """Say for the first time how the subject stands; until now it was as the definition says, since the opening."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    known = catalogue().people_in_a_case(on=ctx.today)
    ctx.require(policies.is_about_a_person(case))
    ctx.require(_stands_as_referred(case, known))
    _require_reasons(ctx, known, category, because)
    before = known.role(known.subject).stands_as
    person = PersonInCase(nominal_id=case.nominal_id, role=known.subject)
    _enter(ctx, case, person)
    _stand(ctx, person, known, _Category(before, "", "", case.opened_at, ends_at=ctx.now))
    _stand(ctx, person, known, _Category(category, source, because, ctx.now))
    _review_again(ctx, case)
    ctx.record(events.CategorySet(case_id=case.pk, person_id=person.pk, category=category, before=before))
    return person.pk


@command
def end_person(ctx: Context, *, person_id: UUID, version: int, because: str) -> CaseId:
    """Say that somebody is no longer part of the case, or never was; what was said stays."""
    people = PersonInCase.objects.visible_to(ctx.actor).select_related("case")
    person = ctx.lock(people, person_id, version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, person.case))
    ctx.require(policies.is_still_part(person))
    ctx.require(policies.is_not_the_subject(catalogue().people_in_a_case(on=ctx.today), person))
    ctx.require(
        policies.has_words(because, code="case.person-ended-silently", wants="Say why."), on="because"
    )
    for span in person.categories.filter(ends_at__isnull=True).select_for_update():
        ctx.change(span, ends_at=ctx.now)
    ctx.change(person, ended_at=ctx.now, ended_by_id=ctx.actor.id, ended_because=because)
    _review_again(ctx, person.case)
    ctx.record(events.PersonEndedInCase(case_id=person.case_id, person_id=person.pk))
    return CaseId(person.case_id)


def _enter(ctx: Context, case: Case, person: PersonInCase) -> None:
    person.compartment_id, person.case = case.compartment_id, case
    ctx.add(person)


def _stand(ctx: Context, person: PersonInCase, known: Categories, said: _Category) -> CategorySpan:
    return ctx.add(
        CategorySpan(
            compartment_id=person.compartment_id,
            person=person,
            category=said.key,
            definition_version=known.version,
            source=said.source,
            because=said.because,
            starts_at=said.starts_at,
            ends_at=said.ends_at,
        )
    )


def _require_reasons(ctx: Context, known: Categories, category: str, because: str) -> None:
    ctx.require(policies.is_a_category(known, category), on="category")
    ctx.require(
        policies.has_words(
            because,
            code="case.category-without-reason",
            wants="Say why it changes, or why it is still right.",
        ),
        on="because",
    )


def _nominal(ctx: Context, case: Case, typed: str) -> UUID | None:
    """A record of the unit that keeps the case: another unit's would tell its readers of it."""
    found = by_reference(viewer=ctx.actor, text=typed)
    here, there = (
        organisations.unit_of_compartment(viewer=ctx.actor, compartment_id=each) if each else None
        for each in (case.compartment_id, found.compartment_id if found else None)
    )
    is_ours = found is not None and here is not None and there is not None and here.id == there.id
    ctx.require(policies.is_a_record_of_the_unit(is_ours=is_ours), on="record")
    return found.id if found else case.nominal_id


def _plays_it_once(case: Case, nominal_id: UUID | None, role: str) -> Decision:
    if nominal_id is None:
        return Allowed("by a name")
    there = case.people.filter(nominal_id=nominal_id, role=role, ended_at__isnull=True).exists()
    return policies.plays_it_once(is_there=there)


def _stands_as_referred(case: Case, known: Categories) -> Decision:
    there = case.people.filter(role=known.subject, ended_at__isnull=True).exists()
    return policies.stands_as_referred(is_said=there)


def _review_again(ctx: Context, case: Case) -> None:
    """The clock runs from the oldest category that stands; of a closed case none is owed."""
    obligations.fulfil(ctx, about_id=case.pk, rule_key=REVIEW, how="looked-at")
    if case.closed_at is not None:
        return
    obligations.owe(
        ctx,
        about=matter_of(case),
        rule_key=REVIEW,
        started_at=_oldest(ctx, case),
        owed_by_id=case.owner_id,
        capability="case.write",
    )


def _oldest(ctx: Context, case: Case) -> datetime:
    known = catalogue().people_in_a_case(on=ctx.today)
    if not case.people.filter(role=known.subject, ended_at__isnull=True).exists():
        return case.opened_at
    spans = CategorySpan.objects.filter(person__case=case, ends_at__isnull=True)
    return spans.aggregate(at=Min("starts_at"))["at"] or ctx.now
