"""What rank a decision on a case demands, and what its viewer holds."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from caseward.cases.models import Case
from caseward.cases.policies.ranks import NO_RANK, Ranked
from caseward.cases.queries.history import rules_on
from caseward.cases.queries.matters import pathway_of
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.ranks import Ranks
from caseward.workforce.queries import rank_held, who_of_rank


@query
def ranked(*, viewer: Actor, case: Case, rank: str, capability: str, on: date) -> Ranked:
    """Whether the viewer holds a rank; where not, who else does and can do this there. Where none is named, all do."""
    if not rank:
        return NO_RANK
    order = catalogue().ranks_on(on)
    if order.reaches(rank_held(viewer=viewer, on=on), rank):
        return Ranked(order.title(rank))
    others = who_of_rank(
        viewer=viewer, compartment_id=case.compartment_id, capability=capability, rank=rank, on=on
    )
    return Ranked(order.title(rank), is_reached=False, others=others)


@query
def ranked_to_move(*, viewer: Actor, case: Case, on: date) -> Ranked:
    """The same for the decision of the stage at which the case stands."""
    here = pathway_of(case).stage(case.stage)
    return ranked(viewer=viewer, case=case, rank=here.decided_by_rank, capability=here.decided_by, on=on)


@query
def ranked_to_find(*, viewer: Actor, case: Case, facts: Iterable[str], on: date) -> Ranked:
    """The same for saying that a fact is so, about which a gate asks that names a rank."""
    wanted = set(facts)
    gates = (gate for gate in pathway_of(case).gates if gate.decided_by_rank)
    rank = next((gate.decided_by_rank for gate in gates if wanted & set(gate.asks_about)), "")
    return ranked(viewer=viewer, case=case, rank=rank, capability="case.write", on=on)


@query
def ranked_for(*, viewer: Actor, case: Case, rule: Mapping[str, Any] | None, part: str, on: date) -> Ranked:
    """The same for a decision on the whole history, as its first or its second ("decided_by", "seconded_by")."""
    asked = rule or {}
    rank, capability = asked.get(f"{part}_rank", ""), asked.get(part, "")
    return ranked(viewer=viewer, case=case, rank=rank, capability=capability, on=on)


@query
def ranked_by_two(*, viewer: Actor, case: Case, on: date) -> dict[str, tuple[Ranked, Ranked]]:
    """Of each decision on the whole history whether the viewer has the rank of its first and of its second."""
    rules = rules_on(case.pathway_key)
    held, order = rank_held(viewer=viewer, on=on) if rules else "", catalogue().ranks_on(on)
    return {
        key: (_as_held(order, held, rule, "decided_by_rank"), _as_held(order, held, rule, "seconded_by_rank"))
        for key, rule in rules.items()
    }


def _as_held(order: Ranks, held: str, rule: Mapping[str, Any], part: str) -> Ranked:
    rank = rule.get(part, "")
    return Ranked(order.title(rank), is_reached=order.reaches(held, rank)) if rank else NO_RANK
