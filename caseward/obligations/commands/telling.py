"""Telling those who owe something and, rung by rung, those who answer for them; overdue itself needs no job."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.foundation.commands import Context, command
from caseward.foundation.jobs import outbox, queue
from caseward.kernel import clocks
from caseward.obligations import events, policies, queries
from caseward.obligations.models import Obligation


AT_ONCE = 200  # obligations in one transaction
WAITING = "select * from sec.obligations_to_tell(%s, %s)"
TELL = "select sec.tell_of_obligation(%s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One obligation of which somebody is to be told."""

    id: UUID
    about_id: UUID
    about_kind: str
    due: clocks.Due
    told_at: datetime

    def roles(self, now: datetime) -> list[str]:
        """Whom its ladder names between what was told and now; the empty role is whoever owes it."""
        return sorted({one.role for one in clocks.tellings(self.due) if self.told_at < one.at <= now})

    def kind(self, now: datetime) -> str:
        """The kind of message: "case.overdue" or "case.due-soon"."""
        is_late = self.due.at is not None and self.due.at <= now
        return f"{self.about_kind}.{'overdue' if is_late else 'due-soon'}"


@command
def tell_what_is_due(ctx: Context) -> int:
    """Tell of everything whose warning, due time or next rung has come, each once; returns of how many.

    Nothing is late because of it and nothing in time without it: whoever looks sees the same whether it ran or not.
    """
    ctx.authorise(policies.may_tell(ctx.actor))
    waiting = list(_waiting(ctx.now))
    written: list[UUID] = []
    for one in waiting:
        roles = one.roles(ctx.now)
        written += _tell(one, roles, ctx.now)
        for role in roles:
            ctx.record(
                events.ObligationTold(obligation_id=one.id, about_id=one.about_id, role=role or "bearer")
            )
    each = [{"message_id": message_id} for message_id in written]
    queue.all_later(ctx, job=outbox.SEND, as_platform=True, ids=each)
    return len(waiting)


def _waiting(now: datetime) -> Iterator[_Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [now, AT_ONCE])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        yield _read(row)


def _read(row: dict[str, Any]) -> _Waiting:
    clock = {name: row[name] for name in ("rule_key", "rule_version", "started_at")}
    return _Waiting(
        id=row["id"],
        about_id=row["about_id"],
        about_kind=row["about_kind"],
        due=queries.derived(Obligation(**clock, pauses=queries.pauses_in(row["pauses"]))),
        told_at=row["told_at"] or row["started_at"],
    )


def _tell(one: _Waiting, roles: list[str], now: datetime) -> list[UUID]:
    following = queries.tells_next(one.due, after=now)
    with connection.cursor() as cursor:
        cursor.execute(TELL, [one.id, roles, one.kind(now), now, following])
        [(sent,)] = cursor.fetchall()
    return list(sent)
