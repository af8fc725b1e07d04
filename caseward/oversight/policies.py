"""Who may read the ledger."""

from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie


def may_read_ledger(actor: Actor) -> Decision:
    """Inspectors and auditors, who read what was done and never what it says."""
    if actor.holds_anywhere("ledger.read"):
        return Allowed("inspects the ledger", Tie.OVERSIGHT)
    return Refused(
        "ledger.not-yours",
        "The ledger is read by inspectors and auditors.",
        "Ask them if you need to know who opened a record of yours.",
    )
