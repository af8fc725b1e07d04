"""The durable outbox: whom to tell is written with what happened; the telling follows, at least once."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from caseward.foundation.commands import Context, command, step
from caseward.foundation.jobs import events, queue, sending, service
from caseward.foundation.jobs.models import Channel, OutboxMessage
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


SEND = "outbox.send"
EARLY = "outbox.too-early"
KIND = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*")
TOLD_ONCE = "jobs_outboxmessage_told_once"


class AlreadySent(Exception):
    """Somebody else has sent this message in the meantime: there is nothing to do."""


@dataclass(frozen=True, slots=True)
class To:
    """Who is told, and how; made by one of the three below."""

    channel: Channel
    user_id: UUID | None = None
    contact_id: UUID | None = None


def staff(user_id: UUID) -> To:
    """A member of staff, by a notice that is there when they sign in."""
    return To(Channel.NOTICE, user_id=user_id)


def staff_by_email(user_id: UUID) -> To:
    """A member of staff, by an e-mail that says only that there is something to read."""
    return To(Channel.EMAIL, user_id=user_id)


def contact(contact_id: UUID) -> To:
    """A contact of a partner organisation, by the same e-mail."""
    return To(Channel.EMAIL, contact_id=contact_id)


@step
def tell(
    ctx: Context,
    *,
    kind: str,
    to: To,
    about_id: UUID,
    compartment_id: UUID,
    due_at: datetime | None = None,
    once: str = "",
) -> None:
    """Have somebody told of a record, now or when it is due, if this command is committed.

    `kind` ("referral.returned") says what happened; its sentence is made when it is shown. `once` is a code: of
    several messages about a record to one person with the same code, only the first is sent.
    """
    if not KIND.fullmatch(kind):
        raise TypeError(f"{kind!r} is no kind of message: say noun.what-happened.")
    message = OutboxMessage(
        compartment_id=compartment_id,
        kind=kind,
        channel=to.channel,
        user_id=to.user_id,
        contact_id=to.contact_id,
        about_id=about_id,
        due_at=due_at or ctx.now,
        once=once,
    )
    if _written(ctx, message):
        queue.later(ctx, job=SEND, at=due_at, as_platform=True, ids={"message_id": message.pk})


@command
def send_message(ctx: Context, *, message_id: UUID) -> str:
    """Send one message that is due; returns the code of what went wrong, or nothing. AlreadySent when there is none.

    Refused before its time, whoever took up the job and whatever his clock says.
    """
    ctx.authorise(may_send(ctx.actor))
    found, is_due = _claimed(message_id, at=ctx.now)
    if found is None:
        raise AlreadySent
    ctx.require(_in_its_time(is_due=is_due))
    try:
        sending.send(found, now=ctx.now)
    except sending.Undelivered as problem:
        return _failed(ctx, found, problem.code)
    _tried(found.id, ctx.now, "")
    ctx.record(events.MessageSent(message_id=found.id, about_id=found.about_id, channel=found.channel))
    return ""


def may_send(actor: Actor) -> Decision:
    """Only the platform sends, and only what a recorded command put into the outbox."""
    if actor.id == service.WORKER.id:
        return Allowed("a recorded command put it into the outbox")
    return Refused("outbox.not-the-platform", "Messages are sent by Caseward itself.")


def due(*, before: datetime, at_most: int) -> list[UUID]:
    """Messages that were due before the instant and that no job has tried to send."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from sec.messages_due(%s, %s)", [before, at_most])
        return [row[0] for row in cursor.fetchall()]


def _written(ctx: Context, message: OutboxMessage) -> bool:
    """Whether the message is new; a savepoint lets the command go on where it is not."""
    try:
        with transaction.atomic():
            ctx.add(message)
    except IntegrityError as problem:
        if problem.__cause__.diag.constraint_name != TOLD_ONCE:  # type: ignore[union-attr]  # psycopg's own error
            raise
        return False
    return True


def _claimed(message_id: UUID, *, at: datetime) -> tuple[sending.Claimed | None, bool]:
    """The message, if nobody has sent it, and whether its time has come."""
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.claim_message(%s, %s)", [message_id, at])
        row = cursor.fetchone()
    return (sending.Claimed(*row[:-1]), bool(row[-1])) if row else (None, False)


def _in_its_time(*, is_due: bool) -> Decision:
    if is_due:
        return Allowed("its time has come")
    return Refused(
        EARLY, gettext_noop("This message is for later."), gettext_noop("It is sent when it is due.")
    )


def _failed(ctx: Context, found: sending.Claimed, code: str) -> str:
    _tried(found.id, ctx.now, code)
    ctx.record(events.MessageNotSent(message_id=found.id, channel=found.channel, code=code))
    return code


def _tried(message_id: UUID, at: datetime, error: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select sec.message_tried(%s, %s, %s)", [message_id, at, error])
