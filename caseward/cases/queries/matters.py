"""A case as the apps below know it: what is owed, decided or entered about."""

from caseward.cases.models import Case
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
    """The version of the pathway under which the case opened."""
    return catalogue().pathway(case.pathway_key, case.pathway_version)
