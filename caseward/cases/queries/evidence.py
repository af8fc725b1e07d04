"""What has to be shown before anybody is watched less, as published: gates besides those of the pathway, and age."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.pathways import Condition, Gate, Pathway, Stage
from caseward.kernel.pathways.facts import FactValue
from caseward.obligations.models import Obligation


ASKED = ("before_entering", "before_leaving")

# A fact, whether it was found to be so, and when.
Found = tuple[str, bool, datetime]


@query
def lowers(*, viewer: Actor, case_id: UUID, pathway_key: str, code: str) -> bool:
    """Whether a score is lower than the one that stands: the last of its clocks to begin says which that is."""
    ladder = rules()["lowering"].get(pathway_key)
    if ladder is None or code not in ladder["scores"]:
        return False
    known = Obligation.objects.visible_to(viewer).filter(about_id=case_id, rule_key__in=ladder["clocks"])
    last = known.order_by("-started_at", "-created_at").values_list("rule_key", flat=True).first()
    return last is not None and ladder["scores"].index(code) < ladder["clocks"].index(last)


def fact_that_allows(pathway_key: str) -> str:
    """The fact that a lower score rests on; "" where scores are not lowered."""
    return str(rules()["lowering"].get(pathway_key, {}).get("fact", ""))


def gate_about(fact: str) -> Gate:
    """The published gate that asks for the fact."""
    return next(gate for gate in _gates(rules()["gate"]) if fact in gate.asks_about)


def strengthened(pathway: Pathway) -> Pathway:
    """The pathway with what is asked for besides, whichever edition of it a case began under."""
    published = rules()
    found = _known.get((pathway.key, pathway.version))
    if found is None or found[0] is not pathway or found[1] is not published:
        found = _known[pathway.key, pathway.version] = (pathway, published, _with_demands(pathway))
    return found[2]


# What each was put together from, and what came of it: the same until something else is published.
_known: dict[tuple[str, str], tuple[Pathway, Mapping[str, Any], Pathway]] = {}


def _with_demands(pathway: Pathway) -> Pathway:
    demands = rules()["demands"].get(pathway.key)
    if demands is None:
        return pathway
    asked = {key for stages in demands.values() for keys in stages.values() for key in keys}
    said = {gate.key: gate for gate in _gates(rules()["gate"]) if gate.key in asked}
    return replace(
        pathway,
        gates=(*(gate for gate in pathway.gates if gate.key not in said), *said.values()),
        stages=tuple(_asking(stage, demands) for stage in pathway.stages),
    )


def fresh(found: Iterable[Found], *, today: date) -> dict[str, FactValue]:
    """The newest finding on each fact, less those that count no longer."""
    newest = {fact: (is_so, at) for fact, is_so, at in found}
    return {fact: is_so for fact, (is_so, at) in newest.items() if _counts(fact, at, newest, today)}


def rules() -> Mapping[str, Any]:
    """What is published of evidence."""
    return catalogue().table("closing", "evidence")


def _counts(fact: str, at: datetime, newest: Mapping[str, tuple[bool, datetime]], today: date) -> bool:
    rule = rules()["fresh"].get(fact)
    if rule is None:
        return True
    is_old = london_day(at) < today - timedelta(days=rule["days"])
    return not is_old and all(newest[one][1] <= at for one in rule["since"] if one in newest)


def _asking(stage: Stage, demands: Mapping[str, Mapping[str, list[str]]]) -> Stage:
    entering, leaving = (demands.get(name, {}).get(stage.key, []) for name in ASKED)
    return replace(
        stage,
        before_entering=tuple(dict.fromkeys((*stage.before_entering, *entering))),
        before_leaving=tuple(dict.fromkeys((*stage.before_leaving, *leaving))),
    )


def _gates(tables: Mapping[str, Any]) -> Iterable[Gate]:
    for key, one in tables.items():
        conditions = tuple(Condition(fact) for fact in one["true"])
        yield Gate(key=key, title=one["title"], conditions=conditions, sentence=one["sentence"])
