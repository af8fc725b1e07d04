"""Saving, finding and discarding a draft under its writer's identity."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from caseward.foundation.database import reading
from caseward.foundation.drafts.models import Draft


FORGET = "delete from drafts_draft where user_id = %s and path = %s"
# A saving that was under way while the form was sent comes too late: what the key stands for has happened.
FORGET_SENT = f"{FORGET} and exists (select from receipts_receipt where id = %s)"
LARGEST = 200_000  # characters of typed words in one form


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The fields of a form as last typed: name to one or more values."""

    fields: dict[str, list[str]]
    saved_at: datetime


def save(
    *, user_id: UUID, path: str, fields: dict[str, list[str]], now: datetime, key: UUID | None = None
) -> bool:
    """Keep the typed fields until the form is sent; False when they are more than a form can hold.

    `key` is the idempotency key of the form: once it has its receipt, no draft of it is kept.
    """
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return False
    with reading.apart():
        Draft.objects.update_or_create(
            user_id=user_id, path=path, defaults={"fields": fields, "saved_at": now}
        )
    # Asked when the draft stands for all to see: asked before, a sending that ends in between would be missed.
    with reading.apart(), connection.cursor() as cursor:
        cursor.execute(FORGET_SENT, [user_id, path, key])
    return True


def load(*, user_id: UUID, path: str) -> KeptDraft | None:
    """The draft of a form, if its writer left one."""
    with reading.asking():
        found = Draft.objects.filter(user_id=user_id, path=path).first()
    return None if found is None else KeptDraft(fields=found.fields, saved_at=found.saved_at)


def discard(*, user_id: UUID, path: str) -> None:
    """Forget the draft of a form that was sent or given up."""
    with reading.apart(), connection.cursor() as cursor:
        cursor.execute(FORGET, [user_id, path])
