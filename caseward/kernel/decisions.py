"""Decisions: an answer to "may this be done?" that always carries its reason."""

from dataclasses import dataclass, replace

from caseward.kernel.ties import Tie, strongest


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, on which basis ("posted to Northshire Prevent"), and what ties the asker to the thing, if anything does."""

    basis: str
    tie: Tie | None = None

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """No: a stable code for the ledger, a sentence for the officer, and what would satisfy the rule."""

    code: str
    because: str
    remedy: str = ""

    def __bool__(self) -> bool:
        return False

    @property
    def sentence(self) -> str:
        """The refusal as an officer reads it: the reason, then what would satisfy it."""
        return f"{self.because} {self.remedy}".strip()


Decision = Allowed | Refused


def first_refusal(*decisions: Decision) -> Refused | None:
    """The first refusal among the decisions in the order given, or None if all allow.

    A refusal is false, so `first_refusal(...) or Allowed(...)` would allow everything: use `every`,
    or compare with None.
    """
    return next((decision for decision in decisions if isinstance(decision, Refused)), None)


def every(*decisions: Decision) -> Decision:
    """Allow only if every decision allows; basis joins basis, the strongest tie stays, the first refusal is met."""
    if not decisions:
        raise ValueError("A decision about nothing is not a decision.")
    refusal = first_refusal(*decisions)
    if refusal is not None:
        return refusal
    allowed = [decision for decision in decisions if isinstance(decision, Allowed)]
    return Allowed("; ".join(one.basis for one in allowed), strongest(*(one.tie for one in allowed)))


def tied(decision: Decision, *ties: Tie | None) -> Decision:
    """The same decision, with the strongest of its tie and these; a refusal stays as it is."""
    if isinstance(decision, Refused):
        return decision
    return replace(decision, tie=strongest(decision.tie, *ties))
