"""Setting a gate aside: a decision of its own, with a reason, a rank and where the gate says so a second person."""

from dataclasses import dataclass

from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.pathways.definition import Gate
from caseward.kernel.wording import gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One officer's decision to set one gate aside.

    `by` and `second_person` are whatever identifies two people; `capabilities` are those `by` holds in the
    compartment of the case.
    """

    gate: str
    because: str
    by: object
    capabilities: frozenset[str]
    second_person: object | None = None


def may_override(gate: Gate, *, override: Override) -> Decision:
    """Whether this override sets this gate aside (house rule: an override is a reasoned decision)."""
    if not gate.overridable_by:
        return _refused(gate, "never", gettext_noop("Nobody may set this aside: {gate}."), gate.sentence)
    if gate.overridable_by not in override.capabilities:
        return _refused(
            gate,
            "not-yours",
            gettext_noop("It is not for you to set this aside: {gate}."),
            gettext_noop("Ask your supervisor."),
        )
    if not override.because.strip():
        return _refused(
            gate,
            "no-reason",
            gettext_noop("This is not set aside without a reason: {gate}."),
            gettext_noop("Say why it does not matter here."),
        )
    if gate.second_person and override.second_person in (None, override.by):
        return _refused(
            gate,
            "no-second-person",
            gettext_noop("This is not set aside by one person alone: {gate}."),
            gettext_noop("Ask another officer to agree to it by name."),
        )
    return Allowed(gettext_noop("set aside with a reason: {gate}").format(gate=gate.title))


def _refused(gate: Gate, code: str, because: str, remedy: str) -> Refused:
    return Refused(f"override.{code}", because.format(gate=gate.title), remedy)
