"""Pressed twice, replayed or retried: it happens once, and every sending gets the same answer."""

import json
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

from caseward.foundation.commands.context import Context
from caseward.foundation.commands.errors import CommandIncomplete, KeyMissing, KeyReused
from caseward.foundation.drafts.keeping import FORGET
from caseward.foundation.receipts.models import Receipt


# The insert waits for a first sending that is still under way, then finds its row. What was sent is a draft no longer.
CLAIM = f"""
    with forgotten as ({FORGET})
    insert into receipts_receipt (id, user_id, command, digest, at) values (%s, %s, %s, %s, %s)
    on conflict (id) do nothing
"""  # noqa: S608
KEEP = "update receipts_receipt set result = %s::jsonb where id = %s"


def replay(ctx: Context, name: str) -> tuple[bool, object]:
    """Whether this key was answered before, and with what; claims the key when it was not.

    KeyMissing for a form without one.
    """
    if ctx.key is None:
        if ctx.is_sent:
            raise KeyMissing
        return False, None
    with connection.cursor() as cursor:
        sent: list[Any] = [ctx.key, ctx.actor.id, name, _keyed(ctx.digest), ctx.now]
        cursor.execute(CLAIM, [ctx.actor.id, ctx.draft, *sent])
        if cursor.rowcount == 1:
            return False, None
    earlier = Receipt.objects.filter(
        pk=ctx.key, user_id=ctx.actor.id, command=name, digest=_keyed(ctx.digest)
    ).first()
    if earlier is None:
        raise KeyReused
    return True, _typed(earlier.result or {})


def keep(ctx: Context, name: str, result: object) -> None:
    """Remember the answer to the key, in the transaction that made it true."""
    if ctx.key is None:
        return
    if not isinstance(result, UUID | str | int | None):
        raise CommandIncomplete(f"{name} changes something and returns more than an id.")
    stored = {"id": str(result)} if isinstance(result, UUID) else {"value": result}
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [json.dumps(stored), ctx.key])


def _keyed(digest: str) -> str:
    """Without the key nobody can try out which words were sent."""
    return salted_hmac("caseward.receipts", digest, algorithm="sha256").hexdigest()


def _typed(stored: dict[str, str | int | None]) -> object:
    return UUID(str(stored["id"])) if "id" in stored else stored.get("value")
