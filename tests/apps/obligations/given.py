"""Tiny commands that owe, pause and do, and things owed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from caseward.foundation.commands import Context, command
from caseward.foundation.ledger.events import Event, Operation
from caseward.kernel.decisions import Allowed
from caseward.obligations import commands
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import Matter, MatterKind
from tests import cast, roles


CASES, REFERRALS = "northshire-prevent-cases", "northshire-prevent-referrals"

ACKNOWLEDGE, GATEWAY, PANEL = "acknowledge-referral", "gateway-decision", "panel-interval"
CLARIFICATION = "CLARIFICATION"


@dataclass(frozen=True, kw_only=True)
class SomethingDone(Event):
    """The event of the app above, whose command fulfils what is owed, if anything is."""

    type = "sample.something-done"
    operation = Operation.ALTERATION
    about_id: UUID


@command
def start(ctx: Context, /, *, about: Matter, rule_key: str, **rest: Any) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    rest.setdefault("started_at", ctx.now)
    return commands.owe(ctx, about=about, rule_key=rule_key, **rest).pk


@command
def halt(ctx: Context, *, about_id: UUID, rule_key: str, because: str = CLARIFICATION) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    return commands.pause(ctx, about_id=about_id, rule_key=rule_key, because=because).pk


@command
def go_on(ctx: Context, *, about_id: UUID, rule_key: str) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    return commands.resume(ctx, about_id=about_id, rule_key=rule_key).pk


@command
def find_earlier(ctx: Context, *, about_id: UUID, rule_key: str, started_at: datetime) -> str | None:
    ctx.authorise(Allowed("the test says so"))
    return commands.redate(ctx, about_id=about_id, rule_key=rule_key, started_at=started_at)


@command
def do(ctx: Context, *, about_id: UUID, rule_key: str, how: str = "done") -> UUID | None:
    ctx.authorise(Allowed("the test says so"))
    ctx.record(SomethingDone(about_id=about_id))
    return commands.fulfil(ctx, about_id=about_id, rule_key=rule_key, how=how)


@command
def give(ctx: Context, *, about_id: UUID, from_id: UUID | None, to_id: UUID | None) -> int:
    ctx.authorise(Allowed("the test says so"))
    ctx.record(SomethingDone(about_id=about_id))
    return commands.hand_over(ctx, about_id=about_id, from_id=from_id, to_id=to_id)


@command
def drop(ctx: Context, *, about_id: UUID) -> int:
    ctx.authorise(Allowed("the test says so"))
    ctx.record(SomethingDone(about_id=about_id))
    return commands.withdraw_all(ctx, about_id=about_id, how="case-closed")


def matter(key: str = CASES, kind: MatterKind = MatterKind.CASE) -> Matter:
    return Matter(id=uuid4(), kind=kind, reference="C·7K3Q-9F4M", compartment_id=cast.compartment(key))


def owed(
    rule_key: str = GATEWAY,
    *,
    by: str = "priya",
    bearer: str = "priya",
    now: datetime = cast.NOW,
    about: Matter | None = None,
    **rest: Any,
) -> Matter:
    """Something that a member of the cast owes, by default about a case of Northshire Prevent."""
    with cast.acting(by, now=now) as ctx:
        about = about or matter()
        owed_by_id = cast.person(bearer).pk if bearer else None
        start(ctx, about=about, rule_key=rule_key, owed_by_id=owed_by_id, **rest)
    return about


def stored(about: Matter) -> Obligation:
    """The one obligation about a record, as it is stored."""
    with roles.owner():
        found: Obligation = Obligation.objects.get(about_id=about.id)
        return found
