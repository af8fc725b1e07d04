"""What somebody may say that a search is for: the cases he owns, and what he has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from caseward.cases.models import IS_OPEN, Case
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.cases.vocabulary import SearchFor
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed, owed_by


MOST = 100  # open cases of one officer that the list holds


@dataclass(frozen=True, slots=True)
class Purposes:
    """The searcher's own open cases and the tasks that come first."""

    cases: tuple[CaseHeading, ...]
    tasks: tuple[Owed, ...]


@query
def purposes(*, viewer: Actor, now: datetime) -> Purposes:
    """The viewer's open cases, newest first, and what falls to him, soonest first."""
    own = Case.objects.visible_to(viewer).filter(IS_OPEN, owner_id=viewer.id)
    newest = with_names(own).order_by("-opened_at", "-id")[:MOST]
    return Purposes(tuple(map(heading, newest)), owed_by(viewer=viewer, now=now).rows)


@query
def own_case(*, viewer: Actor, case_id: UUID) -> Case | None:
    """An open case that the viewer owns; None for any other, hidden or not."""
    return Case.objects.visible_to(viewer).filter(IS_OPEN, pk=case_id, owner_id=viewer.id).first()


@query
def own_task(*, viewer: Actor, obligation_id: UUID, now: datetime) -> Owed | None:
    """Something among what falls to the viewer first; None for anything else, hidden or not."""
    found = owed_by(viewer=viewer, now=now).rows
    return next((one for one in found if one.id == obligation_id), None)


def purpose_words(code: str) -> str:
    """The purpose of a search in words, without those that were typed: "search.case.3f…" is "a case of his own"."""
    _search, why, *rest = code.split(".")
    if why == SearchFor.REASON and rest:
        return _(reasons().get(rest[0], rest[0].replace("-", " ")))
    return str(SearchFor(why).label) if why in SearchFor.values else why


def reasons() -> Mapping[str, str]:
    """The reasons that are published now."""
    found: Mapping[str, str] = catalogue().table("oversight", "search-reasons")["reason"]
    return found
