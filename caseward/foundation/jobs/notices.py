"""The notices of one member of staff."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from caseward.foundation.access.actors import PUBLIC
from caseward.foundation.commands import Context, command, query
from caseward.foundation.database.kept import kept
from caseward.foundation.jobs import events
from caseward.foundation.jobs.models import NEWEST, Notice
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


MANY = 100  # nobody reads further; beyond it a page says "100 or more"

# For the question that every page begins with; row-level security leaves out what the reader may no longer know.
UNREAD = f"""
    select count(*) from (
        select from jobs_notice where user_id = (select sec.uid()) and read_at is null limit {MANY}
    ) unread
"""  # noqa: S608  a number of our own


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What happened to which record, and whether its reader has seen that."""

    id: UUID
    kind: str
    about_id: UUID
    at: datetime
    read_at: datetime | None


@query
def notices(*, viewer: Actor, place: Place = START) -> Page[NoticeRow]:
    """The viewer's notices, newest first; those of records they may no longer know are not among them."""
    page = NEWEST.page_of(lambda there: _told(viewer.compartments, viewer.id, there), place)
    return page.showing(
        NoticeRow(each.pk, each.kind, each.about_id, each.created_at, each.read_at) for each in page.rows
    )


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


@command
def read_notices(ctx: Context, *, up_to: datetime) -> int:
    """Mark as read what the reader had before them, and nothing that came later. Returns how many."""
    ctx.authorise(may_read_own(ctx.actor))
    found = Notice.objects.visible_to(ctx.actor).filter(
        user_id=ctx.actor.id, read_at__isnull=True, created_at__lte=up_to
    )
    # No more than are counted: a press never takes longer than the longest page.
    unread_ones = list(found.select_for_update(of=("self",)).order_by("id")[:MANY])
    ctx.require(_is_any(unread_ones))
    for notice in unread_ones:
        ctx.change(notice, read_at=ctx.now)
    ctx.record(events.NoticesRead(count=len(unread_ones)))
    return len(unread_ones)


def may_read(actor: Actor, notice: Notice) -> Decision:
    """A notice is its recipient's alone."""
    if notice.user_id == actor.id:
        return Allowed("it is addressed to you", Tie.RECIPIENT)
    return _not_yours()


def may_read_own(actor: Actor) -> Decision:
    """Whoever is signed in reads what is addressed to them."""
    return Allowed("they are addressed to you", Tie.RECIPIENT) if actor != PUBLIC else _not_yours()


def _is_any(found: list[Notice]) -> Decision:
    if found:
        return Allowed("there is something to read")
    return Refused(
        "notice.all-read",
        gettext_noop("You have read all your notices."),
        gettext_noop("There is nothing to mark."),
    )


def _not_yours() -> Refused:
    return Refused("notice.not-yours", gettext_noop("This notice is addressed to somebody else."))


@kept
def _told(known: frozenset[UUID], me: UUID, there: There) -> QuerySet[Notice]:
    return NEWEST.rows(Notice.objects.known_in(known).filter(user_id=me), there)
