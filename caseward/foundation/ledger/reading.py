"""The ledger for those who may read it; row-level security lets each person read his own entries at least."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model

from caseward.foundation.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry without its canonical bytes; `actor` is the name of whoever acted, "" when it is not known."""

    sequence: int
    at: datetime
    actor: str
    command: str
    operation: str
    event: str
    subject_ids: tuple[UUID, ...]
    purpose: str


def entries(rows: slice, *, operation: str = "", person: str = "") -> Sequence[EntryRow]:
    """Entries newest first, of one operation or of whoever signs in under a name."""
    found = Entry.objects.order_by("-sequence")
    found = found.filter(operation=operation) if operation else found
    found = found.filter(actor_id__in=_accounts(person)) if person else found
    page = list(found.defer("body", "leaf")[rows])
    names = dict(get_user_model().objects.filter(pk__in={e.actor_id for e in page}).values_list("pk", "name"))
    return [
        EntryRow(
            sequence=entry.sequence,
            at=entry.at,
            actor=names.get(entry.actor_id, ""),
            command=entry.command,
            operation=entry.operation,
            event=entry.event,
            subject_ids=tuple(entry.subject_ids),
            purpose=entry.purpose,
        )
        for entry in page
    ]


def _accounts(person: str) -> list[UUID]:
    return list(get_user_model().objects.filter(username=person.strip().lower()).values_list("pk", flat=True))
