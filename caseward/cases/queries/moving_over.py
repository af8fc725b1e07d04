"""How many open cases stand where under one version of a pathway: counts for whoever publishes, and nobody's name."""

from dataclasses import dataclass

from django.db.models import Count

from caseward.cases.models import Case


@dataclass(frozen=True, slots=True)
class Standing:
    """So many open cases at one stage."""

    stage: str
    cases: int


def standing_under(*, pathway: str, version: str) -> list[Standing]:
    """Open cases by stage; as the owner of the database all of them, as anybody else those in sight: none."""
    found = Case.objects.filter(pathway_key=pathway, pathway_version=version, closed_at__isnull=True)
    rows = found.values_list("stage").annotate(cases=Count("pk")).order_by("stage")
    return [Standing(stage, cases) for stage, cases in rows]
