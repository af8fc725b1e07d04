"""How the person of a case is safely reached."""

from uuid import UUID

from caseward.cases.models import Case
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.nominals import queries as nominals


@query
def safety_in(*, viewer: Actor, case_id: UUID) -> tuple[nominals.Safety, ...]:
    """What is known of how to reach the person of a case."""
    found = Case.objects.visible_to(viewer).filter(pk=case_id).values_list("nominal_id", flat=True).first()
    return nominals.safeties_of(viewer=viewer, nominal_id=found)
