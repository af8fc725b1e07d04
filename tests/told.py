"""What the ledger was told since the world was built, as its owner sees it."""

import json
from typing import Any

from caseward.accounts.vocabulary import SETUP_ID
from caseward.foundation.ledger.models import Entry
from tests import roles


def entries(event: str) -> list[Entry]:
    """The entries of one event, oldest first."""
    with roles.owner():
        return list(Entry.objects.filter(event=event).exclude(actor_id=SETUP_ID).order_by("sequence"))


def facts(event: str) -> list[dict[str, Any]]:
    """What each entry of the event says, oldest first."""
    return [json.loads(bytes(entry.body))["facts"] for entry in entries(event)]


def refusals() -> list[tuple[str, str]]:
    """Which commands were refused, and by which code."""
    return [(each["command"], each["code"]) for each in facts("command.refused")]
