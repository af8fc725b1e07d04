"""Reading who looked at what: for a purpose of the log's own, and itself recorded."""

from datetime import date
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.oversight import events, policies, queries
from caseward.oversight.models import DiaryPurpose
from caseward.oversight.vocabulary import DiaryOf


@command
def open_diary(ctx: Context, *, of: DiaryOf, about_id: UUID, purpose: str, words: str) -> str:
    """Say for what a diary is read; returns the code under which the ledger keeps it."""
    reader = queries.reader_of(viewer=ctx.actor, of=of, about_id=about_id)
    if reader is None:
        raise NotVisible
    ctx.authorise(policies.may_read_diary(ctx.actor, reader))
    ctx.require(policies.is_purpose_of_the_log(purpose, words, reader), on="purpose")
    said = DiaryPurpose(
        compartment_id=policies.home_of(ctx.actor),
        of=of,
        about_id=about_id,
        purpose=purpose,
        words=words.strip(),
    )
    ctx.add(said)
    ctx.record(events.DiaryOpened(purpose_id=said.pk, of=of.value, about_id=about_id, purpose=purpose))
    return f"diary.{purpose}.{said.pk.hex}"


@command
def view_diary(
    ctx: Context,
    *,
    of: DiaryOf,
    about_id: UUID,
    place: Place = START,
    day: date | None = None,
    why: str = "",
) -> Page[queries.Look]:
    """Read a page of a diary, newest first, of one day or with one sort of purpose."""
    reader = queries.reader_of(viewer=ctx.actor, of=of, about_id=about_id)
    if reader is None:
        raise NotVisible
    ctx.authorise(policies.may_read_diary(ctx.actor, reader))
    ctx.require(policies.has_purpose_of_the_log(ctx.purpose))
    page = queries.looks(viewer=ctx.actor, of=of, about_id=about_id, place=place, day=day, why=why)
    ctx.record(events.DiaryRead(of=of.value, about_id=about_id, shown=len(page.rows)))
    return page
