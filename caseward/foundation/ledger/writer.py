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
    shared_told, shared_columns = _told(occasion), _columns(occasion)
    bulk.insert("ledger_entry", [shared_columns | _row(event, shared_told) for event in events])


def _told(occasion: Occasion) -> dict[str, object]:
    """The part of the canonical bytes that all events of the command share."""
    return {
        "at": occasion.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(occasion.actor_id),
        "command_id": str(occasion.command_id),
        "command": occasion.command,
        "purpose": occasion.purpose,
    }


def _columns(occasion: Occasion) -> dict[str, Any]:
    """The same, as the columns keep it."""
    return {
        "at": occasion.at,
        "actor_id": occasion.actor_id,
        "command_id": occasion.command_id,
        "command": occasion.command,
        "purpose": occasion.purpose,
    }


def _row(event: Event, shared: dict[str, object]) -> dict[str, Any]:
    entry_id, facts = str(uuid.uuid4()), event.facts()
    operation = str(event.operation)
    body = entry_bytes(shared | {"id": entry_id, "operation": operation, "event": event.type, "facts": facts})
    return {
        "id": entry_id,
        "operation": operation,
        "event": event.type,
        "subject_ids": [one for name in facts if isinstance(one := getattr(event, name), UUID)],
        "body": body,
        "leaf": leaf_hash(body),
    }
