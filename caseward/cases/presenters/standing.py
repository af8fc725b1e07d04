"""How people stand in a case, in words and with a colour beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from caseward.cases.queries import DoubtRow, Standing, Stood
from caseward.foundation.catalogue import catalogue
from caseward.ui.templatetags.ui import moment


REVIEW = "category-review"


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a case; nobody has to have said how the subject stands."""

    person_id: UUID | None
    nominal_id: UUID | None
    name: str
    role: str
    category: str
    colour: str
    says: str
    since: datetime
    why: str
    is_subject: bool
    may_leave: bool
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoubtShown:
    """One person whose category is to be looked at again."""

    case_id: UUID
    reference: str
    name: str
    role: str
    category: str
    colour: str
    since: datetime
    says: str


def standing(
    people: Iterable[Standing], *, before: Mapping[UUID, list[Stood]]
) -> tuple[tuple[PersonShown, ...], tuple[str, ...]]:
    """Everybody in the case with how they stood before, and a line for each who has left it."""
    rows = tuple(_shown(one, before.get(one.person_id, []) if one.person_id else []) for one in people)
    here = {row.person_id for row in rows}
    left = tuple(_left(spans[0]) for person_id, spans in before.items() if person_id not in here)
    return rows, left


def standing_now(people: Iterable[Standing]) -> tuple[PersonShown, ...]:
    """The same for the overview, without what was before."""
    return tuple(_shown(one, []) for one in people)


def doubts(rows: Iterable[DoubtRow]) -> list[DoubtShown]:
    """Lines of the list of categories to look at again."""
    return [
        DoubtShown(
            case_id=row.case_id,
            reference=row.reference,
            name=row.name,
            role=_(row.role.title),
            category=_(row.category.title),
            colour=row.category.colour,
            since=row.since,
            says=_(row.says) if row.says else "",
        )
        for row in rows
    ]


def says_of(one: Standing) -> str:
    """Who it is and how they stand now, above the form that changes it."""
    return _("%(name)s, %(role)s: %(category)s since %(since)s. %(says)s") % {
        "name": one.name,
        "role": _(one.role.title).lower(),
        "category": _(one.category.title).lower(),
        "since": moment(one.since),
        "says": _(one.category.says),
    }


def review_span(*, today: date) -> str:
    """How long a category stands before it is looked at again: "6 months"."""
    rule = catalogue().clock(REVIEW, on=today)
    return rule.unit.said(rule.duration)


def _shown(one: Standing, before: list[Stood]) -> PersonShown:
    return PersonShown(
        person_id=one.person_id,
        nominal_id=one.nominal_id,
        name=one.name,
        role=_(one.role.title),
        category=_(one.category.title),
        colour=one.category.colour,
        says=_(one.category.says),
        since=one.since,
        why=_why(one.source, one.because),
        is_subject=one.person_id is None,
        may_leave=not one.is_about,
        before=tuple(_before(each) for each in before),
    )


def _why(source: str, because: str) -> str:
    if not source:
        return _("as everybody who is referred, unless somebody says otherwise")
    return f"{source}: {because}" if because else source


def _before(span: Stood) -> str:
    said = {
        "category": _(span.category.title),
        "since": moment(span.since),
        "until": moment(span.until),
        "why": _why(span.source, span.because),
    }
    return _("%(category)s from %(since)s until %(until)s (%(why)s)") % said


def _left(span: Stood) -> str:
    said = {
        "name": span.name,
        "category": _(span.category.title).lower(),
        "until": moment(span.until),
        "because": span.ended_because,
    }
    return _("%(name)s, %(category)s, until %(until)s: %(because)s") % said
