"""May the case move, may it close: one answer each, with every reason against it."""

from collections.abc import Iterable, Sequence

from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.pathways.definition import NotInPathway, Pathway, Stage
from caseward.kernel.pathways.facts import Facts
from caseward.kernel.pathways.overrides import Override, may_override
from caseward.kernel.pathways.unmet import UnmetGate, unmet, unmet_to_close
from caseward.kernel.wording import gettext_noop, listed


def may_move(
    pathway: Pathway, *, facts: Facts, from_stage: str, to_stage: str, overrides: Sequence[Override] = ()
) -> Decision:
    """Whether a case may go from one stage to another, every gate met or properly set aside.

    An end is reached by closing, never by moving. The refusal holds the sentence of every unmet gate.
    Raises NotInPathway for a stage or an overridden gate that this version does not have.
    """
    here, there = pathway.stage(from_stage), pathway.stage(to_stage)
    if there.is_final:
        return _closes_instead(pathway, there)
    if to_stage not in here.leads_to:
        return _no_way(pathway, here, there)
    return _settle(pathway, unmet(pathway, stage=from_stage, facts=facts, to=to_stage), overrides)


def may_close(
    pathway: Pathway, *, facts: Facts, stage: str, outcome: str, overrides: Sequence[Override] = ()
) -> Decision:
    """Whether a case may end here with this outcome, every closure gate met or properly set aside.

    Raises NotInPathway for a stage, an outcome or an overridden gate that this version does not have.
    Source: brief section 7 (closure gate on gaps, actions and risks; two people).
    """
    here, ending = pathway.stage(stage), pathway.outcome(outcome)
    if stage not in ending.from_stages or ending.ends_in not in here.leads_to:
        return _no_such_end(pathway, here, ending.title)
    return _settle(pathway, unmet_to_close(pathway, stage=stage, outcome=outcome, facts=facts), overrides)


def _settle(pathway: Pathway, missing: Iterable[UnmetGate], overrides: Sequence[Override]) -> Decision:
    by_gate = {override.gate: override for override in overrides}
    _refuse_unknown(pathway, by_gate)
    missing = tuple(missing)
    still = tuple(one for one in missing if one.gate.key not in by_gate)
    if still:
        return Refused("pathway.unmet", " ".join(one.sentence for one in still))
    if not missing:
        return Allowed(gettext_noop("every gate is met"))
    return every(*(may_override(one.gate, override=by_gate[one.gate.key]) for one in missing))


def _refuse_unknown(pathway: Pathway, overridden: Iterable[str]) -> None:
    known = {gate.key for gate in pathway.gates} | {"decision"}
    for key in overridden:
        if key not in known:
            raise NotInPathway(f"{pathway.key}, version {pathway.version}, has no gate “{key}” to set aside.")


def _closes_instead(pathway: Pathway, there: Stage) -> Refused:
    return Refused(
        "pathway.closes",
        gettext_noop("“{stage}” is an end: a {subject} does not move there.").format(
            stage=there.title, subject=pathway.subject
        ),
        gettext_noop("Close it with an outcome instead."),
    )


def _no_way(pathway: Pathway, here: Stage, there: Stage) -> Refused:
    onward = [pathway.stage(key) for key in here.leads_to]
    ways = listed([f"“{stage.title}”" for stage in onward if not stage.is_final], joined_by="or")
    return Refused(
        "pathway.no-way",
        gettext_noop("A {subject} does not go from “{here}” to “{there}”.").format(
            subject=pathway.subject, here=here.title, there=there.title
        ),
        gettext_noop("From “{here}” it goes to {ways}.").format(here=here.title, ways=ways) if ways else "",
    )


def _no_such_end(pathway: Pathway, here: Stage, outcome: str) -> Refused:
    ends = listed([f"“{ending.title}”" for ending in pathway.outcomes_from(here.key)], joined_by="or")
    return Refused(
        "pathway.no-such-end",
        gettext_noop("A {subject} at “{here}” does not end as “{outcome}”.").format(
            subject=pathway.subject, here=here.title, outcome=outcome
        ),
        gettext_noop("From “{here}” it can end as {ends}.").format(here=here.title, ends=ends)
        if ends
        else "",
    )
