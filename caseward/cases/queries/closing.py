"""What whoever closes looks back at, and what still keeps a case open."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext

from caseward.cases.models import Case
from caseward.cases.queries.matters import about_ids_of, pathway_of
from caseward.cases.vocabulary import LOOK_BACK_DAYS, ClosureAnswer
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import IN_A_LIFE, Kind
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.dates import PartialDate
from caseward.kernel.wording import day_in_words
from caseward.referrals import queries as referrals
from caseward.referrals.queries import PastReferral
from caseward.workforce.queries import Colleague, colleagues


LINE = 160  # characters of an entry where each is acknowledged
HOLDS_OPEN = (Kind.RELEASE, Kind.MOVE)


@dataclass(frozen=True, slots=True)
class HeldOpen:
    """A release or a move that keeps the case open, and until which day."""

    kind: Kind
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Reopening:
    """The stage at which a case was closed, and who could own it."""

    stage: str
    officers: tuple[Colleague, ...]


@query
def look_back(*, viewer: Actor, case: Case, today: date) -> tuple[UUID, ...]:
    """Everything of the last 90 days that whoever closes acknowledges one by one (failings F23)."""
    return tuple(key for key, _line in look_back_lines(viewer=viewer, case=case, today=today))


@query
def look_back_lines(*, viewer: Actor, case: Case, today: date) -> tuple[tuple[UUID, str], ...]:
    """The same, each in a line: new referrals and what happened in a life first, then every other entry."""
    since = today - timedelta(days=LOOK_BACK_DAYS)
    entries = list(_recent(viewer, case, since))
    life = [entry for entry in entries if entry.kind in IN_A_LIFE]
    rest = [entry for entry in entries if entry.kind not in IN_A_LIFE]
    came = _referrals(viewer, case, since)
    return (*((one.id, _came(one)) for one in came), *((each.pk, _line(each)) for each in (*life, *rest)))


@query
def reopening(*, viewer: Actor, case: Case) -> Reopening:
    """Where the case would go on, and who can take it."""
    officers = colleagues(viewer=viewer, compartment_id=case.compartment_id, capability="case.accept")
    return Reopening(closed_from(case), tuple(officers))


@query
def held_open(*, viewer: Actor, case: Case, today: date) -> HeldOpen | None:
    """The release or the move that keeps the case open longest; None where none does (failings F28)."""
    days = timedelta(days=rules()["held_open_days"])
    about = Entry.objects.visible_to(viewer).filter(about_id__in=about_ids_of(case), kind__in=HOLDS_OPEN)
    # Without a day of its own it counts from the day on which it was written down.
    fresh = Q(occurred_from__gt=today - days) | Q(
        occurred_from__isnull=True, created_at__date__gt=today - days
    )
    last = max(about.filter(fresh), key=_day, default=None)
    return None if last is None else HeldOpen(Kind(last.kind), _day(last), _day(last) + days)


def closed_from(case: Case) -> str:
    """The stage at which the closing was approved; a case from a former system stands where its pathway begins."""
    closed = case.closings.filter(answer=ClosureAnswer.APPROVED).order_by("-answered_at").first()
    return closed.stage if closed else pathway_of(case).first_stage


def rules() -> dict[str, Any]:
    """What is published of closing."""
    return catalogue().table("closing", "closing")


def _day(entry: Entry) -> date:
    return entry.occurred_from or london_day(entry.created_at)


def _recent(viewer: Actor, case: Case, since: date) -> QuerySet[Entry]:
    about = Entry.objects.visible_to(viewer).filter(about_id__in=about_ids_of(case))
    found: QuerySet[Entry] = about.filter(amends__isnull=True, created_at__date__gte=since)
    return found.order_by("created_at", "pk")


def _referrals(viewer: Actor, case: Case, since: date) -> list[PastReferral]:
    """Other referrals of the person, those that came since."""
    if case.nominal_id is None:
        return []
    told = referrals.referrals_of(viewer=viewer, nominal_ids=[case.nominal_id])[case.nominal_id]
    return [one for one in told if one.id != case.referral_id and london_day(one.received_at) >= since]


def _came(one: PastReferral) -> str:
    return gettext("%(day)s · New referral · %(reference)s") % {
        "day": day_in_words(london_day(one.received_at)),
        "reference": one.reference,
    }


def _line(entry: Entry) -> str:
    when = gettext("date not known")
    if entry.occurred_year is not None:
        when = PartialDate(entry.occurred_year, entry.occurred_month, entry.occurred_day).words
    return f"{when} · {Kind(entry.kind).label} · {Truncator(' '.join(entry.text.split())).chars(LINE)}"
