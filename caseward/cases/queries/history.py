"""The whole history of whom a case is about, who has read it, and the decisions that rest on it (failings F63)."""

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import F, Max, QuerySet, When

from caseward.cases.models import Case, HistoryRead
from caseward.cases.queries.matters import about_ids_of
from caseward.chronology import queries as chronology
from caseward.chronology.models import Entry
from caseward.chronology.queries import Happening
from caseward.decisions.models import Countersignature, DecisionRecord
from caseward.decisions.queries import DecisionRow
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.nominals import queries as nominals
from caseward.referrals import queries as referrals
from caseward.referrals.queries import PastReferral


class State(enum.StrEnum):
    """Where a decision by two stands."""

    WAITING = "WAITING"
    AGREED = "AGREED"
    DECLINED = "DECLINED"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class ByTwo:
    """A decision on the whole history, with what the second said and whether it still stands."""

    record: DecisionRecord
    second: Countersignature | None
    state: State


@dataclass(frozen=True, slots=True)
class Reading:
    """When the history last grew as far as the viewer may know, and when he said last that he has read all of it."""

    grew_at: datetime | None
    read_at: datetime | None

    @property
    def is_read(self) -> bool:
        """Whether the viewer has read it whole since anything was last added."""
        return self.read_at is not None and (self.grew_at is None or self.grew_at <= self.read_at)


@dataclass(frozen=True, slots=True)
class History:
    """Everything of a person or an organisation that the viewer may know."""

    happenings: tuple[Happening, ...]
    referrals: tuple[PastReferral, ...]


@query
def history_of(*, viewer: Actor, case: Case) -> History:
    """Everything that happened and every referral, across all records of the person, the latest first."""
    return History(happenings=_happenings(viewer, case), referrals=_referrals(viewer, case))


@query
def reading_of(*, viewer: Actor, case: Case) -> Reading:
    """How far the viewer has read it."""
    return Reading(grew_at=grew_at(viewer=viewer, case=case), read_at=_read_at(viewer, case))


@query
def has_read_history(*, viewer: Actor, case: Case) -> bool:
    """Whether the viewer has read the whole history since anything was last added to it."""
    return reading_of(viewer=viewer, case=case).is_read


@query
def grew_at(*, viewer: Actor, case: Case) -> datetime | None:
    """When the history last grew, as far as the viewer may know."""
    return max(_grown(viewer, case, ()).values(), default=None)


@query
def decisions_by_two(*, viewer: Actor, case: Case) -> tuple[ByTwo, ...]:
    """The decisions about the case that a definition ties to the whole history, the latest first."""
    found = DecisionRecord.objects.visible_to(viewer).filter(about_id=case.pk, question__in=list(rules()))
    records = list(found.select_related("decided_by").order_by("-decided_at", "id"))
    if not records:
        return ()
    grown, seconds = _grown(viewer, case, [record.pk for record in records]), _seconds(records)
    return tuple(
        _by_two(record, seconds.get(record.pk), _grew_besides(grown, record.pk)) for record in records
    )


@query
def by_two(*, viewer: Actor, case: Case, decision_id: UUID) -> ByTwo:
    """One of them; NotVisible for any other decision."""
    found = decisions_by_two(viewer=viewer, case=case)
    one = next((each for each in found if each.record.pk == decision_id), None)
    if one is None:
        raise NotVisible
    return one


def is_tied(code: str) -> bool:
    """Whether a definition lets it happen only while a decision on the whole history stands."""
    return any(code in rule.get("allows", {}).values() for rule in rules().values())


@query
def decision_that_allows(*, viewer: Actor, case: Case, code: str) -> UUID | None:
    """The decision that stands and lets it happen; None where none does."""
    latest = {one.record.question: one for one in reversed(decisions_by_two(viewer=viewer, case=case))}
    standing = (one.record for one in latest.values() if one.state is State.AGREED)
    return next((one.pk for one in standing if _allows(one) == code), None)


def has_by_two(rows: Iterable[DecisionRow]) -> bool:
    """Whether any of the decisions is one of two."""
    return not rules().keys().isdisjoint(row.question for row in rows)


def rules() -> Mapping[str, Any]:
    """The decisions that are tied to the whole history, by their codes."""
    known: Mapping[str, Any] = catalogue().table("decisions", "full-history")["decision"]
    return known


def rules_on(pathway_key: str) -> dict[str, Any]:
    """Those that are taken on a pathway."""
    return {key: rule for key, rule in rules().items() if pathway_key in rule["pathways"]}


def _about(viewer: Actor, case: Case) -> list[UUID]:
    found = set(about_ids_of(case))
    return list(found | set(nominals.about_person(viewer=viewer, nominal_id=case.nominal_id)))


def _referrals(viewer: Actor, case: Case) -> tuple[PastReferral, ...]:
    if case.nominal_id is None:
        return ()
    people = nominals.records_of(viewer=viewer, nominal_id=case.nominal_id)
    told = referrals.referrals_of(viewer=viewer, nominal_ids=list(people))
    every = {one.id: one for found in told.values() for one in found}
    return tuple(sorted(every.values(), key=lambda one: one.received_at, reverse=True))


def _happenings(viewer: Actor, case: Case) -> tuple[Happening, ...]:
    """All on one page, because it is to be read whole; what has no date comes last."""
    told = Entry.objects.visible_to(viewer).filter(about_id__in=_about(viewer, case), amends__isnull=True)
    found = chronology.entries(viewer=viewer, entry_ids=told.values_list("pk", flat=True))
    once = {one.first.id: one for one in found}.values()
    return tuple(sorted(once, key=_when, reverse=True))


def _when(one: Happening) -> tuple[date, datetime]:
    occurred = one.first.occurred
    return (occurred.earliest if occurred else date.min, one.first.at)


def _read_at(viewer: Actor, case: Case) -> datetime | None:
    mine = HistoryRead.objects.visible_to(viewer).filter(case=case, created_by_id=viewer.id)
    last: datetime | None = mine.aggregate(last=Max("created_at"))["last"]
    return last


def _seconds(records: list[DecisionRecord]) -> dict[UUID, Countersignature]:
    """What was said last of each."""
    said: QuerySet[Countersignature] = Countersignature.objects.filter(decision__in=records)
    return {one.decision_id: one for one in said.select_related("created_by").order_by("created_at")}


def _by_two(record: DecisionRecord, second: Countersignature | None, grew: datetime | None) -> ByTwo:
    rests_on = record.decided_at if second is None else second.created_at
    if second is not None and not second.approves:
        return ByTwo(record, second, State.DECLINED)
    if grew is not None and grew > rests_on:
        return ByTwo(record, second, State.LAPSED)
    return ByTwo(record, second, State.WAITING if second is None else State.AGREED)


def _allows(record: DecisionRecord) -> str:
    return str(rules()[record.question].get("allows", {}).get(record.outcome, ""))


def _grown(viewer: Actor, case: Case, decisions: Collection[UUID]) -> dict[UUID | None, datetime]:
    """When it last grew by what each of the decisions brought about, and, under None, by anything else."""
    entries = Entry.objects.visible_to(viewer).filter(about_id__in=_about(viewer, case))
    # What is added to such an entry afterwards is news of its own.
    brought = When(source_id__in=list(decisions), amends__isnull=True, then=F("source_id"))
    grown = dict(entries.values_list(Choice(brought, default=None)).annotate(Max("created_at")).order_by())
    came = [one.recorded_at for one in _referrals(viewer, case)]
    joined = case.nominal_id and nominals.last_joined_at(viewer=viewer, nominal_id=case.nominal_id)
    besides = max(filter(None, (grown.get(None), joined, *came)), default=None)
    return grown | {None: besides} if besides else grown


def _grew_besides(grown: Mapping[UUID | None, datetime], decision_id: UUID) -> datetime | None:
    return max((at for by, at in grown.items() if by != decision_id), default=None)
