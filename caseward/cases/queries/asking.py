"""What addresses of a case ask about by their published codes; any other code is as absent as a case nobody knows."""

from collections.abc import Mapping
from typing import Any

from caseward.cases.queries.history import rules_on
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.pathways import Established, Pathway


def fact_title(fact: str) -> str:
    """What a fact says when it is so; NotVisible for one that no officer records."""
    known = catalogue().facts_about("case").get(fact)
    if known is None or known.established is not Established.RECORDED:
        raise NotVisible
    return known.means


def gate_title(pathway: Pathway, gate: str) -> str:
    """A gate by its title; NotVisible for one that nobody may set aside."""
    known = {each.key: each for each in pathway.gates}.get(gate)
    if known is None or not known.overridable_by:
        raise NotVisible
    return known.title


def decision_asked(pathway_key: str, decision: str) -> Mapping[str, Any]:
    """How a decision on the whole history is asked; NotVisible for what is not decided on this pathway."""
    rule: Mapping[str, Any] | None = rules_on(pathway_key).get(decision)
    if rule is None:
        raise NotVisible
    return rule
