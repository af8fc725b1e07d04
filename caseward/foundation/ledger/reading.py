"""The ledger for those who may read it; row-level security lets each person read his own entries at least."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model

from caseward.foundation.ledger.models import Entry
from caseward.foundation.paging import START, Key, Order, Page, Place


# Numbers with gaps would tell how much there is that a reader may not know of: they stand on no page and in no address.
NEWEST = Order((Key("sequence", int, told=False), Key("id")), descending=True)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry without its canonical bytes; `actor` is the name of whoever acted, "" when it is not known."""

    id: UUID
    at: datetime
    actor: str
    command: str
    operation: str
    event: str
    subject_ids: tuple[UUID, ...]
    purpose: str


def entries(place: Place = START, *, operation: str = "", person: str = "") -> Page[EntryRow]:
    """A page of entries newest first, of one operation or of whoever signs in under a name."""
    found = Entry.objects.defer("body", "leaf")
    found = found.filter(operation=operation) if operation else found
    found = found.filter(actor_id__in=_accounts(person)) if person else found
    page = NEWEST.page(found, place)
    actors = get_user_model().objects.filter(pk__in={entry.actor_id for entry in page.rows})
    names = dict(actors.values_list("pk", "name"))
    return page.showing(
        EntryRow(
            id=entry.id,
            at=entry.at,
            actor=names.get(entry.actor_id, ""),
            command=entry.command,
            operation=entry.operation,
            event=entry.event,
            subject_ids=tuple(entry.subject_ids),
            purpose=entry.purpose,
        )
        for entry in page.rows
    )


def _accounts(person: str) -> list[UUID]:
    return list(get_user_model().objects.filter(username=person.strip().lower()).values_list("pk", flat=True))
