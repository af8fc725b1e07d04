"""Which gates are unmet, each with its sentence: what the officer is shown before trying, and told after."""

from dataclasses import dataclass

from caseward.kernel.pathways.definition import Gate, Pathway, Stage
from caseward.kernel.pathways.facts import Condition, Facts
from caseward.kernel.wording import gettext_noop


DECISION_FACT = "decision_recorded"


@dataclass(frozen=True, slots=True)
class UnmetGate:
    """A gate that keeps a case where it is; `unknown` names the facts nobody has established."""

    gate: Gate
    unknown: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What an officer reads: what is missing and what would satisfy it."""
        return self.gate.sentence


def unmet(pathway: Pathway, *, stage: str, facts: Facts, to: str | None = None) -> tuple[UnmetGate, ...]:
    """The gates unmet before leaving the stage, and with `to` also those before entering the next.

    Each gate appears once, in the order of the definition; the stage's own decision comes last.
    Raises NotInPathway for a stage this version does not have.
    """
    here = pathway.stage(stage)
    entering = pathway.stage(to).before_entering if to else ()
    return _unmet(pathway, (*here.before_leaving, *entering), here, facts)


def unmet_to_close(pathway: Pathway, *, stage: str, outcome: str, facts: Facts) -> tuple[UnmetGate, ...]:
    """The gates unmet before the case may end in this way: the stage's, the closure's, the outcome's own.

    Source: brief section 7, failings 3 and 23 (closed prematurely). Raises NotInPathway.
    """
    here, ending = pathway.stage(stage), pathway.outcome(outcome)
    entering = pathway.stage(ending.ends_in).before_entering
    keys = (*here.before_leaving, *entering, *pathway.closure_gates, *ending.gates)
    return _unmet(pathway, keys, here, facts)


def decision_gate(stage: Stage) -> tuple[Gate, ...]:
    """The gate every stage with a question has: nobody may set it aside."""
    if not stage.decision:
        return ()
    return (
        Gate(
            key="decision",
            title=gettext_noop("The decision is recorded"),
            conditions=(Condition(DECISION_FACT),),
            sentence=gettext_noop("Record the decision first, with its reasons: {question}").format(
                question=stage.decision
            ),
        ),
    )


def _unmet(pathway: Pathway, keys: tuple[str, ...], here: Stage, facts: Facts) -> tuple[UnmetGate, ...]:
    gates = (*(pathway.gate(key) for key in dict.fromkeys(keys)), *decision_gate(here))
    return tuple(UnmetGate(gate, _unknown(gate, facts)) for gate in gates if not gate.is_met(facts))


def _unknown(gate: Gate, facts: Facts) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(gate.asks_about) if facts.get(name) is None)
