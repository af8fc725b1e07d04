"""What is provided in a case, and what its objectives can serve."""

from uuid import UUID

from caseward.cases.models import Risk
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
    """The risks that stand in the case, each as it is known in a line: what an objective of a tasking serves."""
    risks = Risk.objects.visible_to(viewer).filter(case_id=case_id, settled_at__isnull=True)
    return {one.pk: " ".join(one.text.split())[:LINE] for one in risks.order_by("created_at", "pk")}
