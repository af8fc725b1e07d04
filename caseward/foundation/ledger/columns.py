"""The columns of an entry, which pages show, against its bytes, which are hashed: the two must say the same.

Whoever owns the database can change a column and leave the bytes alone. An export therefore tells an entry as its
columns do; where they say what the bytes say, the two are equal to the last byte; else the hash no longer fits.
"""

import json
import re
from datetime import UTC

from caseward.foundation.ledger.models import Entry
from caseward.kernel.ledger import entry_bytes, leaf_hash


UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def as_told(entry: Entry, *, leaf: bytes) -> bytes:
    """The bytes as they are stored where their hash does not fit the leaf, else as the columns tell them."""
    body = bytes(entry.body)
    return _as_shown(entry, body) if leaf_hash(body) == leaf else body


def _as_shown(entry: Entry, body: bytes) -> bytes:
    """The bytes with what the columns say in their place; what is no entry at all stays as it is."""
    try:
        told = json.loads(body)
        ids = {fact for fact in told["facts"].values() if isinstance(fact, str) and UUID.fullmatch(fact)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return body
    told |= {
        "id": str(entry.id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(entry.actor_id),
        "command_id": str(entry.command_id),
        "command": entry.command,
        "operation": entry.operation,
        "event": entry.event,
        "purpose": entry.purpose,
    }
    subjects = {str(subject) for subject in entry.subject_ids}
    return entry_bytes(told if subjects == ids else told | {"subjects": sorted(subjects)})
