"""What is provided in a case, and what its objectives can serve."""

from uuid import UUID

from caseward.cases.models import Factor, Risk
from caseward.cases.queries.plans import titles
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.provision.queries import Line, lines


LINE = 120  # characters of a risk where an objective chooses it


@query
def provision(*, viewer: Actor, case_id: UUID) -> tuple[Line, ...]:
    """Every tasking of the case with its sessions."""
    return lines(viewer=viewer, about_id=case_id)


@query
def needs(*, viewer: Actor, case_id: UUID) -> dict[UUID, str]:
    """The risks that stand in the case and its factors, each in a line: what an objective can serve."""
    risks = Risk.objects.visible_to(viewer).filter(case_id=case_id, settled_at__isnull=True)
    known = {one.pk: " ".join(one.text.split())[:LINE] for one in risks.order_by("created_at", "pk")}
    words = titles()
    factors = Factor.objects.visible_to(viewer).filter(case_id=case_id).order_by("created_at", "pk")
    return known | {one.pk: words.get(one.key, one.key) for one in factors}
