"""What happens to the ledger itself."""

from dataclasses import dataclass

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class LedgerRead(Event):
    """Somebody read the ledger: its own logs have purposes, too (DPA 2018 s.62)."""

    type = "ledger.read"
    operation = Operation.CONSULTATION
    shown: int
