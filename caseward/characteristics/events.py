"""What happens to characteristics; which they are is nobody's to read in a ledger."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class CharacteristicsViewed(Event):
    """Somebody read what one person has said."""

    type = "characteristics.viewed"
    operation = Operation.CONSULTATION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class CharacteristicsKept(Event):
    """What a person has said was kept."""

    type = "characteristics.kept"
    operation = Operation.COLLECTION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class CharacteristicsCounted(Event):
    """Somebody read how many people of their units said what."""

    type = "characteristics.counted"
    operation = Operation.CONSULTATION
