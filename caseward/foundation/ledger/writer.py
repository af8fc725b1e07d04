"""The only writer of ledger entries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from caseward.foundation.ledger.events import Event
from caseward.foundation.records import bulk
from caseward.kernel.ledger import entry_bytes, leaf_hash


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the events of one command share."""

    at: datetime
    actor_id: UUID
    command_id: UUID
    command: str
    purpose: str


def append(events: Sequence[Event], occasion: Occasion) -> None:
    """Write the events in the current transaction; nothing here can be undone but by rolling it back."""
    bulk.insert("ledger_entry", [_row(event, occasion) for event in events])


def _row(event: Event, occasion: Occasion) -> dict[str, Any]:
    entry_id, facts = uuid.uuid4(), event.facts()
    body = entry_bytes(
        {
            "id": str(entry_id),
            "at": occasion.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": str(occasion.actor_id),
            "command_id": str(occasion.command_id),
            "command": occasion.command,
            "operation": str(event.operation),
            "event": event.type,
            "facts": facts,
            "purpose": occasion.purpose,
        }
    )
    subjects = [getattr(event, name) for name in facts if isinstance(getattr(event, name), UUID)]
    return {
        "id": entry_id,
        "at": occasion.at,
        "actor_id": occasion.actor_id,
        "command_id": occasion.command_id,
        "command": occasion.command,
        "operation": str(event.operation),
        "event": event.type,
        "subject_ids": subjects,
        "purpose": occasion.purpose,
        "body": body,
        "leaf": leaf_hash(body),
    }
