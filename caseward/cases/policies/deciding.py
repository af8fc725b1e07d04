"""Who decides on the whole history, who seconds it, and what each must have read (failings F63)."""

from collections.abc import Mapping
from typing import Any

from caseward.cases.models import Case
from caseward.cases.policies.ranks import Ranked, is_of_rank
from caseward.decisions.models import DecisionRecord
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused, every


NO_SUCH_DECISION = Refused(
    "case.no-such-decision", "This is not decided on a case of this pathway.", "Choose what is to be decided."
)


def may_decide_on_history(
    actor: Actor, case: Case, rule: Mapping[str, Any] | None, ranked: Ranked
) -> Decision:
    """Whoever has the rank and the office that the definition asks for; the refusal names them."""
    if rule is None:
        return NO_SUCH_DECISION
    return every(
        actor.knows(case.compartment_id),
        is_of_rank(ranked),
        has_rank(actor, case, rule["decided_by"], rule["decided_by_title"]),
    )


def may_second(
    actor: Actor, case: Case, record: DecisionRecord, rule: Mapping[str, Any] | None, ranked: Ranked
) -> Decision:
    """Somebody else of that rank: neither the owner nor whoever decided first."""
    if rule is None:
        return NO_SUCH_DECISION
    if actor.id in {case.owner_id, record.decided_by_id}:
        return Refused(
            "case.second-decider",
            "A second person decides, and you own the case or decided first.",
            f"Ask {rule['seconded_by_title']}.",
        )
    return every(
        actor.knows(case.compartment_id),
        is_of_rank(ranked),
        has_rank(actor, case, rule["seconded_by"], rule["seconded_by_title"]),
    )


def has_read(*, is_read: bool) -> Decision:
    """Nobody decides on a part of what is known."""
    if is_read:
        return Allowed("has read the whole history")
    return Refused(
        "case.history-not-read",
        "You have not read the whole history since something was last added to it.",
        "Open the whole history of the case, read it through, and say there that you have.",
    )


def is_what_was_shown(shown: str, grew: str) -> Decision:
    """What came while somebody read is to be read as well."""
    if shown == grew:
        return Allowed("nothing came meanwhile")
    return Refused(
        "case.history-grew",
        "Something was added while you read.",
        "Open the history again, and read what came.",
    )


def is_an_outcome_of(rule: Mapping[str, Any] | None, outcome: str) -> Decision:
    """One of those that the definition names."""
    if rule is not None and outcome in rule["outcome"]:
        return Allowed("an outcome of the decision")
    return Refused("case.no-such-answer", "That is no answer to this question.", "Choose what is decided.")


def waits_for_a_second(state: str) -> Decision:
    """A decision is seconded once, and only as long as nothing was added to what it rests on."""
    if state == "WAITING":
        return Allowed("waits for a second")
    if state == "LAPSED":
        return Refused(
            "case.history-grew-since",
            "Something was added to the history since this was decided.",
            "Read it, and have it decided anew.",
        )
    return Refused("case.seconded-already", "A second person has answered this already.")


def stands_decided(*, stands: bool) -> Decision:
    """Some things happen only while a decision of two people stands."""
    if stands:
        return Allowed("a decision of two stands")
    return Refused(
        "case.not-decided-by-two",
        "No decision that allows this stands: it needs one on the whole history, agreed by a second person, with"
        " nothing added to the history since.",
        "Have it decided on the page of decisions, and record this afterwards.",
    )


def has_rank(actor: Actor, case: Case, capability: str, title: str) -> Decision:
    """Whether somebody holds the office that decides; a refusal names whose it is, as the definition has it."""
    answer = actor.holds(capability, case.compartment_id)
    if isinstance(answer, Refused) and title and answer.code == "access.not-held":
        return Refused(answer.code, answer.because, f"Who decides it: {title}.")
    return answer
