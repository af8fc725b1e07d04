"""Working out again what is owed, when a rule or a calendar was published anew."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.kernel import clocks
from caseward.kernel.clocks.moments import ONE_DAY, london_day
from caseward.obligations import events, policies, queries
from caseward.obligations.models import Obligation


AT_ONCE = 1_000  # obligations in one transaction
OWED = "select * from sec.obligations_still_owed(%s, %s)"
CHANGE = """
    select sec.obligation_recomputed(%s::uuid[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
"""


@dataclass(frozen=True, slots=True)
class _Again:
    """One obligation as it is stored, and as it is by the rules of today."""

    id: UUID
    about_id: UUID
    was_version: str
    was_due: datetime | None
    due: clocks.Due
    tells_at: datetime | None

    @property
    def version(self) -> str:
        """The version of the rule that it falls under."""
        return self.due.rule.version

    @property
    def moves(self) -> bool:
        """Whether anything of it changes."""
        return (self.was_version, self.was_due) != (self.version, self.due.at)

    def event(self) -> events.ObligationRecomputed:
        """Old and new, for the ledger."""
        return events.ObligationRecomputed(
            obligation_id=self.id,
            about_id=self.about_id,
            rule_version=self.version,
            was_due_on=_last_day(self.was_due),
            due_on=self.due.on,
        )


@command
def recompute_what_is_owed(ctx: Context, *, beyond: UUID | None = None) -> UUID | None:
    """Work out a batch again under the rules in force on the day each clock began; returns where the next batch begins.

    What moves keeps its start and its pauses; old and new due day are in the ledger. None when there is no more.
    Raises CalendarRanOut.
    """
    ctx.authorise(policies.may_tell(ctx.actor))
    rows = _rows(beyond)
    again = {one.id: one for one in map(_again, rows) if one.moves}
    for changed in _stored(list(again.values())):
        ctx.record(again[changed].event())
    ctx.record(events.ObligationsLookedAt(looked_at=len(rows)))
    return rows[-1]["id"] if len(rows) == AT_ONCE else None


def _rows(beyond: UUID | None) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(OWED, [beyond, AT_ONCE])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _again(row: dict[str, Any]) -> _Again:
    rule = catalogue().clock(row["rule_key"], on=london_day(row["started_at"]))
    names = ("rule_key", "started_at", "paused_at", "paused_because")
    pauses = queries.pauses_in(row["pauses"])
    obligation = Obligation(rule_version=rule.version, pauses=pauses, **{name: row[name] for name in names})
    due = queries.derived(obligation)
    return _Again(
        id=row["id"],
        about_id=row["about_id"],
        was_version=row["rule_version"],
        was_due=row["due_at"],
        due=due,
        tells_at=queries.tells_next(due, after=row["told_at"] or row["started_at"]),
    )


def _stored(again: list[_Again]) -> list[UUID]:
    if not again:
        return []
    columns: list[Any] = [
        [one.id for one in again],
        [one.version for one in again],
        [one.was_due for one in again],
        [one.due.at for one in again],
        [one.tells_at for one in again],
    ]
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, columns)
        [(changed,)] = cursor.fetchall()
    return list(changed)


def _last_day(due_at: datetime | None) -> date | None:
    """The last day in time of a stored due time, which is the first instant that is late."""
    return None if due_at is None else london_day(due_at - ONE_DAY / 86_400)
