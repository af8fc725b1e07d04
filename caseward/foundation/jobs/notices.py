"""The notices of one member of staff."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.foundation.commands import Context, command, query
from caseward.foundation.jobs import events
from caseward.foundation.jobs.models import Notice
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie


MOST = 50
MANY = 100


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What happened to which record, and whether its reader has seen that."""

    id: UUID
    kind: str
    about_id: UUID
    at: datetime
    read_at: datetime | None


@query
def notices(*, viewer: Actor, most: int = MOST) -> list[NoticeRow]:
    """The viewer's notices, newest first; those of records they may no longer know are not among them."""
    found = Notice.objects.visible_to(viewer).filter(user_id=viewer.id).order_by("-created_at", "pk")[:most]
    return [NoticeRow(each.pk, each.kind, each.about_id, each.created_at, each.read_at) for each in found]


@query
def unread(*, viewer: Actor) -> int:
    """How many notices the viewer has not read; counted to a hundred and no further."""
    found = Notice.objects.visible_to(viewer).filter(user_id=viewer.id, read_at__isnull=True)
    return len(found.values_list("pk", flat=True)[:MANY])


@command
def read_notice(ctx: Context, *, notice_id: UUID) -> UUID:
    """Mark a notice as read; reading it again changes nothing."""
    notice = ctx.lock(Notice.objects.visible_to(ctx.actor), notice_id)
    ctx.authorise(may_read(ctx.actor, notice))
    if notice.read_at is None:
        ctx.change(notice, read_at=ctx.now)
    ctx.record(events.NoticeRead(notice_id=notice.pk, about_id=notice.about_id))
    return notice.pk


def may_read(actor: Actor, notice: Notice) -> Decision:
    """A notice is its recipient's alone."""
    if notice.user_id == actor.id:
        return Allowed("it is addressed to you", Tie.RECIPIENT)
    return Refused("notice.not-yours", "This notice is addressed to somebody else.")
