"""Which gates rose with a refusal: those whose sentences it says, and those on the way to a place too far ahead."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from uuid import UUID

from caseward.cases.queries.facts import facts_of as facts_of_case
from caseward.cases.queries.joining import facts_of_joining, open_cases_here
from caseward.cases.queries.matters import pathway_of
from caseward.foundation.catalogue import catalogue
from caseward.kernel.decisions import Refused
from caseward.kernel.pathways import Facts, Gate, Pathway, unmet
from caseward.kernel.replays import Event, Player
from caseward.referrals import queries as referrals
from caseward.referrals.models import Referral
from caseward.replay.doing import case_id, rows, whole, word
from caseward.replay.report import GateRisen, Rule
from caseward.replay.stage import NotPossible, Stage
from caseward.replay.verbs import speaking


FAR = {"pathway.no-way", "pathway.no-such-end", "case.no-way"}
# Said of a referral alone; and said of a referral while one is undecided, else of the case.
OF_INTAKE = frozenset({"link", "reject", "ask", "reply"})
OF_EITHER = frozenset({"screen", "find", "deconflict", "decide", "review"})


def risen(stage: Stage, event: Event, refusal: Refused) -> Iterator[GateRisen]:
    """Every gate that the refusal speaks of, or that stands between here and where the event wanted to go."""
    try:
        about = _about(stage, event)
    except NotPossible:  # everybody who could have said is gone
        return
    if about is None:
        return
    pathway, here, facts = about
    said = [gate for gate in pathway.gates if gate.sentence in refusal.because]
    if refusal.code in FAR:
        said += _on_the_way(pathway, here, _wanted(pathway, event), facts)
    rule = Rule(pathway.key, pathway.version, pathway.title, list(pathway.source))
    for gate in {one.key: one for one in said}.values():
        yield GateRisen(gate.key, gate.title, gate.sentence, rule, "stood in the way", event.number, event.at)


def _about(stage: Stage, event: Event) -> tuple[Pathway, str, Facts] | None:
    """The pathway of the case or of the referral, where it stands, and what is known."""
    history = stage.history(event)
    if history.cases and not _is_of_referral(stage, event):
        return _of_case(stage, case_id(stage, event))
    return _of_referral(stage, history.referrals[-1]) if history.referrals else None


def _is_of_referral(stage: Stage, event: Event) -> bool:
    if event.verb in OF_EITHER:
        return speaking.is_of_referral(stage, event)
    return event.verb in OF_INTAKE


def _of_case(stage: Stage, case_id: UUID) -> tuple[Pathway, str, Facts]:
    case = whole(stage, case_id)
    with stage.acting(stage.readers_of(case_id)[0]) as ctx:
        return pathway_of(case), case.stage, facts_of_case(viewer=ctx.actor, case=case, today=ctx.today)


def _of_referral(stage: Stage, referral_id: UUID) -> tuple[Pathway, str, Facts]:
    with stage.acting(stage.player(Player.INTAKE, stage.homes[referral_id])) as ctx:
        referral = rows(Referral.objects.filter(pk=referral_id))[0]
        pathway = catalogue().pathway("prevent-intake", referral.pathway_version)
        facts = referrals.facts_of(viewer=ctx.actor, referral=referral, today=ctx.today)
        joined = facts_of_joining(open_cases_here(viewer=ctx.actor, referral=referral))
        return pathway, referral.stage, facts.with_these(joined)


def _wanted(pathway: Pathway, event: Event) -> frozenset[str]:
    """Where the event wanted to go: a stage, or any stage from which its outcome can be had."""
    if named := word(event, "to") or word(event, "stage"):
        return frozenset([named])
    outcome = word(event, "outcome") or "adopt"
    return frozenset(next((one.from_stages for one in pathway.outcomes if one.key == outcome), ()))


def _on_the_way(pathway: Pathway, here: str, wanted: frozenset[str], facts: Facts) -> list[Gate]:
    way = _way(pathway, here, wanted)
    steps = pairwise(way)
    return [one.gate for one_way in steps for one in unmet(pathway, stage=one_way[0], to=one_way[1], facts=facts)
            if one.gate in pathway.gates]  # fmt: skip


def _way(pathway: Pathway, here: str, wanted: Iterable[str]) -> list[str]:
    """The shortest way by stages; [] where there is none."""
    ways, seen_so_far = deque([[here]]), {here}
    while ways:
        way = ways.popleft()
        if way[-1] in wanted:
            return way
        for onward in pathway.stage(way[-1]).leads_to:
            if onward not in seen_so_far:
                seen_so_far.add(onward)
                ways.append([*way, onward])
    return []
