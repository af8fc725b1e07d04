"""Every contact of any agency with one person, across his linked records and across forces (failings F10, F58)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Kind
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import ONE_DAY, london_day, months_after
from caseward.nominals.queries.linked import joined
from caseward.nominals.queries.pointing import known_elsewhere
from caseward.obligations.models import Obligation


RULE = "cumulative-review"
MONTHS, OFTEN = 12, 5
REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class ContactMade:
    """One contact: when, by which agency ("" for a referral), and the record in which it stands."""

    on: date
    agency: str
    words: str
    about_id: UUID
    is_referral: bool


@query
def contacts_of(*, viewer: Actor, nominal_id: UUID, today: date) -> tuple[ContactMade, ...]:
    """Contacts and referrals of the last twelve months in all records of the person that the viewer may know."""
    return _contacts(viewer, records_of(viewer=viewer, nominal_id=nominal_id), today)


@query
def is_often_contacted(*, viewer: Actor, nominal_id: UUID, today: date) -> bool:
    """Whether a review of all contacts is due: five within twelve months, since they were last reviewed together.

    Those of other units count, too, as far as they let outsiders know that they know him.
    """
    people, since = records_of(viewer=viewer, nominal_id=nominal_id), months_after(today, months=-MONTHS)
    last = _last_review(viewer, people)
    since = since if last is None else max(since, london_day(last) + ONE_DAY)
    made = sum(1 for one in _contacts(viewer, people, today) if one.on >= since)
    return made >= OFTEN or made + _elsewhere(viewer, nominal_id, since) >= OFTEN


@query
def last_review(*, viewer: Actor, nominal_id: UUID) -> datetime | None:
    """When all contacts of the person were last reviewed together."""
    return _last_review(viewer, records_of(viewer=viewer, nominal_id=nominal_id))


@query
def records_of(*, viewer: Actor, nominal_id: UUID) -> tuple[UUID, ...]:
    """The record, and those linked with it that the viewer may know."""
    return (nominal_id, *(one.id for one in joined(viewer=viewer, nominal_id=nominal_id).records))


@query
def about_person(*, viewer: Actor, nominal_id: UUID | None) -> tuple[UUID, ...]:
    """His records and all that is about him in any of them: what entries about the person are entered about."""
    return () if nominal_id is None else _about(viewer, records_of(viewer=viewer, nominal_id=nominal_id))


def _elsewhere(viewer: Actor, nominal_id: UUID, since: date) -> int:
    return known_elsewhere(
        viewer=viewer, nominal_id=nominal_id, contacts_since=since, referrals_since=since
    ).contacts


def _contacts(viewer: Actor, people: Sequence[UUID], today: date) -> tuple[ContactMade, ...]:
    since = months_after(today, months=-MONTHS)
    found = [*_referrals(viewer, people, since), *_entries(viewer, people, since)]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _last_review(viewer: Actor, people: Sequence[UUID]) -> datetime | None:
    reviews = Obligation.objects.visible_to(viewer).filter(rule_key=RULE, ended_how=REVIEWED)
    done = reviews.filter(about_id__in=people).order_by("-ended_at")
    found: datetime | None = done.values_list("ended_at", flat=True).first()
    return found


def _referrals(viewer: Actor, people: Sequence[UUID], since: date) -> Iterator[ContactMade]:
    for model, person, came in _concerns():
        if came:
            rows = model._default_manager.visible_to(viewer).filter(**{f"{person}__in": people})  # type: ignore[attr-defined]  # noqa: SLF001
            for pk, at in rows.filter(**{f"{came}__date__gte": since}).values_list("pk", came):
                yield ContactMade(london_day(at), "", "", pk, is_referral=True)


def _entries(viewer: Actor, people: Sequence[UUID], since: date) -> Iterator[ContactMade]:
    about = _about(viewer, people)
    made = Entry.objects.visible_to(viewer).filter(about_id__in=about, kind=Kind.CONTACT, amends__isnull=True)
    for one in made.filter(occurred_from__gte=since):
        yield ContactMade(one.occurred_from, one.agency, one.text, one.about_id, is_referral=False)


def _about(viewer: Actor, people: Sequence[UUID]) -> tuple[UUID, ...]:
    about = list(people)
    for model, person, _came in _concerns():
        rows = model._default_manager.visible_to(viewer).filter(**{f"{person}__in": people})  # type: ignore[attr-defined]  # noqa: SLF001
        about += rows.values_list("pk", flat=True)
    return tuple(about)


def _concerns() -> Iterator[tuple[type[Model], str, str]]:
    for config in apps.get_app_configs():
        for one in getattr(config, "concerns", ()):
            yield config.get_model(one.model), one.person, one.came
