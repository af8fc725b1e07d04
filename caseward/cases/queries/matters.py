"""A case as the apps below know it: what is owed, decided or entered about."""

from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.evidence import strengthened
from caseward.foundation.catalogue import catalogue
from caseward.kernel import references
from caseward.kernel.pathways import Pathway
from caseward.obligations.vocabulary import Matter, MatterKind


def matter_of(case: Case) -> Matter:
    """The case as the subject of an obligation, a decision or an entry."""
    return Matter(
        id=case.pk,
        kind=MatterKind.CASE,
        reference=references.shown(case.reference),
        compartment_id=case.compartment_id,
    )


def pathway_of(case: Case) -> Pathway:
    """The version of the pathway under which the case opened, with what is asked of every case besides."""
    return strengthened(catalogue().pathway(case.pathway_key, case.pathway_version))


def about_ids_of(case: Case) -> tuple[UUID, ...]:
    """The case and the referral it came from, if one: what is entered about either belongs to its page."""
    return (case.pk,) if case.referral_id is None else (case.pk, case.referral_id)
