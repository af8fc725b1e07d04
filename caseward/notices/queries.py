"""The references of what somebody was told about, as far as they may know them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from caseward.cases.models import Case
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.nominals.models import Nominal
from caseward.referrals.models import Referral


@query
def references_of(*, viewer: Actor, about_ids: Collection[UUID]) -> dict[UUID, str]:
    """The reference of each record that the viewer may know; what has none is not among them."""
    if not about_ids:
        return {}
    found = _stored(viewer.compartments, list(about_ids))
    return {record_id: references.shown(stored) for record_id, stored in found}


@kept
def _stored(known: frozenset[UUID], about_ids: list[UUID]) -> QuerySet[Case, tuple[UUID, str]]:
    """Every kind of record that has a reference, in one question."""
    cases = Case.objects.known_in(known).filter(pk__in=about_ids).values_list("pk", "reference")
    referrals = Referral.objects.known_in(known).filter(pk__in=about_ids).values_list("pk", "reference")
    nominals = Nominal.objects.known_in(known).filter(pk__in=about_ids).values_list("pk", "reference")
    return cases.union(referrals, nominals, all=True)
