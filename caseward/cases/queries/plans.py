"""The support plan of a case: factors, and which action answers which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext

from caseward.cases.models import Cover, Factor, SupportPlan
from caseward.cases.vocabulary import Presence
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether a factor has an action or a reasoned none (failings F13)."""

    actions: int
    no_action: str

    @property
    def is_covered(self) -> bool:
        """By either."""
        return bool(self.actions or self.no_action)


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor with the ids of the actions that answer it."""

    id: UUID
    version: int
    key: str
    title: str
    presence: str
    evidence: str
    no_action: str
    actions: frozenset[UUID]

    @property
    def is_covered(self) -> bool:
        """By an action or by a reasoned none."""
        return bool(self.actions or self.no_action)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan as it stands."""

    aims: str
    agreed_with: str
    review_on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The plan with its factors; `editions` counts how often it was written."""

    plan: PlanRow | None
    editions: int
    factors: tuple[FactorRow, ...]

    def factor(self, factor_id: UUID) -> FactorRow:
        """One of the factors; NotVisible for any other."""
        found = next((one for one in self.factors if one.id == factor_id), None)
        if found is None:
            raise NotVisible
        return found


def titles() -> dict[str, str]:
    """The published factors in words."""
    published: dict[str, str] = catalogue().table("factors", "vulnerability")["factor"]
    return {key: gettext(words) for key, words in published.items()}


def factors_beside() -> ArraySubquery:
    """The factors of a case as one column of it, each with how many actions answer it."""
    rows = Factor.objects.filter(case_id=OuterRef("pk")).annotate(n=Count("covers")).order_by("created_at")
    return ArraySubquery(rows.values(row=JSONObject(actions="n", no_action="no_action_because")))


def answered(found: Iterable[Mapping[str, Any]]) -> tuple[Answered, ...]:
    """The factors as `factors_beside` or `factors_of` reads them."""
    return tuple(Answered(**one) for one in found)


@query
def factors_of(*, viewer: Actor, case_id: UUID) -> tuple[Answered, ...]:
    """The factors of a case, each with how many actions answer it."""
    return answered(_counted(viewer.compartments, case_id))


@query
def has_plan(*, viewer: Actor, case_id: UUID) -> bool:
    """Whether a support plan was written."""
    return SupportPlan.objects.visible_to(viewer).filter(case_id=case_id).exists()


@query
def plan_sheet(*, viewer: Actor, case_id: UUID) -> PlanSheet:
    """The support plan with its factors and what answers each."""
    known, words = viewer.compartments, titles()
    plans = _plans(known, case_id)
    covers: dict[UUID, set[UUID]] = {}
    for one in Cover.objects.visible_to(viewer).filter(factor__case_id=case_id):
        covers.setdefault(one.factor_id, set()).add(one.action_id)
    return PlanSheet(
        plan=_plan(plans[0]) if plans else None,
        editions=len(plans),
        factors=tuple(
            FactorRow(
                id=one.pk,
                version=one.version,
                key=one.key,
                title=words.get(one.key, one.key),
                presence=str(Presence(one.presence).label),
                evidence=one.evidence,
                no_action=one.no_action_because,
                actions=frozenset(covers.get(one.pk, ())),
            )
            for one in Factor.objects.visible_to(viewer).filter(case_id=case_id).order_by("created_at", "pk")
        ),
    )


def _plan(one: SupportPlan) -> PlanRow:
    return PlanRow(one.aims, one.agreed_with, one.review_on, one.created_by.name, one.created_at)


@kept
def _plans(known: frozenset[UUID], case_id: UUID) -> "QuerySet[SupportPlan]":
    found = SupportPlan.objects.known_in(known).filter(case_id=case_id)
    return found.select_related("created_by").order_by("-created_at")


@kept
def _counted(known: frozenset[UUID], case_id: UUID) -> "QuerySet[Factor, dict[str, Any]]":
    found = Factor.objects.known_in(known).filter(case_id=case_id)
    rows = found.annotate(actions=Count("covers")).values("actions", no_action=F("no_action_because"))
    return cast("QuerySet[Factor, dict[str, Any]]", rows)
