"""Whether somebody who is referred has an open case in the unit already: his risk has one owner (failings F07)."""

from uuid import UUID

from django.db.models import Q

from caseward.cases.models import IS_OPEN, Case
from caseward.cases.vocabulary import PATHWAY
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.pathways import FactValue
from caseward.nominals.queries import records_of
from caseward.organisations.queries import unit_of_compartment
from caseward.organisations.vocabulary import Layer
from caseward.referrals.models import Referral


@query
def open_cases_here(*, viewer: Actor, referral: Referral) -> tuple[Case, ...]:
    """The open cases of the same person, over linked records, in the unit that has the referral; the oldest first."""
    place = cases_of_unit(viewer=viewer, compartment_id=referral.compartment_id)
    if referral.nominal_id is None or place is None:
        return ()
    people = records_of(viewer=viewer, nominal_id=referral.nominal_id)
    here = Compartment.objects.filter(Q(pk=place) | Q(within_id=place)).values("pk")
    found = Case.objects.visible_to(viewer).filter(
        IS_OPEN, pathway_key=PATHWAY, nominal_id__in=people, compartment_id__in=here
    )
    return tuple(found.select_related("owner").order_by("opened_at", "pk"))


@query
def cases_of_unit(*, viewer: Actor, compartment_id: UUID) -> UUID | None:
    """Where the unit that keeps a referral in this compartment keeps its cases."""
    unit = unit_of_compartment(viewer=viewer, compartment_id=compartment_id)
    return unit.compartments.get(Layer.CASES) if unit else None


def facts_of_joining(found: tuple[Case, ...]) -> dict[str, FactValue]:
    """What the gates of the gateway ask about them."""
    return {"open_cases_here": len(found), "open_case_to_join": bool(found)}
