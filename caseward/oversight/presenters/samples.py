"""Looks drawn by lot, week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.oversight.presenters.ledgers import sentences, why
from caseward.oversight.queries import SampleRow


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One look that was drawn, with what was said of it."""

    at: datetime
    officer: str
    did: str
    record: str
    why: str
    words: str
    explanation: str
    attested: str
    stands: str
    url: str


@dataclass(frozen=True, slots=True)
class Week:
    """What was drawn for a unit in a week."""

    begins: date
    lines: tuple[SampleLine, ...]
    sign_url: str
    is_done: bool


def sample_line(row: SampleRow) -> SampleLine:
    """A look as it is shown."""
    by = {"says": row.says, "who": row.attested_by}
    return SampleLine(
        at=row.looked_at,
        officer=row.officer,
        did=str(sentences().get(row.event, row.event)),
        record=row.reference,
        why=why(row.purpose),
        words=row.words,
        explanation=row.explanation,
        attested=_("%(says)s, by %(who)s") % by if row.says else "",
        stands=_stands(row),
        url=reverse("oversight:sample", args=[row.id]),
    )


def weeks(rows: Iterable[SampleRow], *, viewer_id: UUID) -> list[Week]:
    """By week and unit, as the query orders them; done when nobody else's look in it stands open."""
    found = []
    ordered = sorted(rows, key=lambda row: (-row.week.toordinal(), str(row.compartment_id)))
    for _key, group in groupby(ordered, key=lambda row: (row.week, row.compartment_id)):
        some = list(group)
        found.append(
            Week(
                begins=some[0].week,
                lines=tuple(sample_line(row) for row in some),
                sign_url=reverse("oversight:sign-week", args=[some[0].id]),
                is_done=all(row.says or row.officer_id == viewer_id for row in some),
            )
        )
    return found


def _stands(row: SampleRow) -> str:
    if row.says:
        return _("Attested")
    if row.is_late:
        return _("Overdue")
    return _("To attest") if row.explanation else _("To explain")
