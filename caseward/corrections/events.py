"""What happens to corrections: told, and read by those who own a case; never what was wrong."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class CorrectionTold(Event):
    """Everybody who had relied on a wrong detail was told; to how many that was is kept."""

    type = "correction.told"
    operation = Operation.DISCLOSURE
    detail_id: UUID
    told: int


@dataclass(frozen=True, kw_only=True)
class CorrectionRead(Event):
    """Whoever works on a case looked at what was corrected in it."""

    type = "correction.read"
    operation = Operation.ALTERATION
    case_id: UUID
