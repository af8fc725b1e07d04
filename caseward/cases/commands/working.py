"""Reading a case and adding to it; notes only grow."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.core.files import File

from caseward.cases import events, policies, queries
from caseward.cases.commands.happening import happen_all
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import (
    Contact,
    ContactOutcome,
    Entered,
    Initiated,
    Kind,
    Risk,
    Source,
)
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.context import LONDON
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Place
from caseward.foundation.storage.files import OpenedFile, keep_file, open_file
from caseward.foundation.storage.models import StoredFile
from caseward.kernel.decisions import tied
from caseward.nominals import commands as nominals
from caseward.nominals.vocabulary import Attempt


# What happens in somebody's life and has clocks of its own; what else is entered may still be news to whoever watches.
IN_A_LIFE_OF = {Kind.RELEASE: "case.released", Kind.MOVE: "case.moved-home"}
SAYS_NOTHING_NEW = frozenset({Kind.NOTE, Kind.DECISION, Kind.SYSTEM})


@command
def view_case(ctx: Context, *, case_id: CaseId, place: Place = START) -> queries.CaseFile:
    """Read a case, whole, its chronology a page at a time; that it was read is recorded."""
    file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now, place=place)
    if file is None:
        raise NotVisible
    ctx.authorise(tied(policies.may_read(ctx.actor, file.case), file.tie_of(ctx.actor.id)))
    ctx.record(events.CaseViewed(case_id=file.case.pk))
    return file


@command
def view_case_as_it_stood(
    ctx: Context, *, case_id: CaseId, day: date, place: Place = START
) -> queries.AsItStood:
    """Read a case as it stood at the end of a day; that it was read, and of which day, is recorded."""
    stood = queries.as_it_stood(viewer=ctx.actor, case_id=case_id, day=day, now=ctx.now, place=place)
    if stood is None:
        raise NotVisible
    ctx.authorise(policies.may_read(ctx.actor, stood.case))
    ctx.record(events.CaseSeenAsItStood(case_id=stood.case.pk, day=day))
    return stood


@command
def add_entry(ctx: Context, *, case_id: CaseId, entered: Entered) -> UUID:
    """Add a note, a contact or an event to the chronology of the case; it is corrected by adding, never changed."""
    case = _worked_on(ctx, case_id)
    if entered.contact is not None:
        nominals.require_safe(
            ctx, nominal_id=case.nominal_id, attempt=_attempt(entered), on="number", owner_id=case.owner_id
        )
    happen_all(ctx, case=case, what=_brings_about(ctx, entered))
    entry = chronology.enter(ctx, about=matter_of(case), entered=entered)
    if entered.contact is not None:
        nominals.review_if_often(ctx, nominal_id=case.nominal_id)
    return entry.pk


@command
def attach_file(ctx: Context, *, case_id: CaseId, upload: "File[bytes]") -> UUID:
    """Keep a file with the case."""
    case = _worked_on(ctx, case_id)
    return keep_file(ctx, compartment_id=case.compartment_id, about_id=case.pk, upload=upload, on="upload").pk


@command
def view_file(ctx: Context, *, case_id: CaseId, file_id: UUID) -> OpenedFile:
    """Open a file of the case, to be saved; that it was opened is recorded."""
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_read(ctx.actor, case))
    file = ctx.get(StoredFile.objects.visible_to(ctx.actor).filter(about_id=case.pk), file_id)
    ctx.record(events.CaseViewed(case_id=case.pk))
    return open_file(ctx, file=file)


def _brings_about(ctx: Context, entered: Entered) -> Iterator[tuple[str, datetime]]:
    """What an entry means for the clocks of its case, and since when."""
    when = _when(ctx, entered)
    if entered.kind in IN_A_LIFE_OF:
        yield IN_A_LIFE_OF[entered.kind], when
    if entered.contact is not None:
        yield from _of_contact(ctx, entered.contact, when)
    if entered.kind not in SAYS_NOTHING_NEW:
        yield "case.new-information", ctx.now


def _of_contact(ctx: Context, contact: Contact, when: datetime) -> Iterator[tuple[str, datetime]]:
    yield "case.contact-recorded", when
    if contact.visit is not None:
        yield "case.visited", when
        yield "case.visit-written-up", ctx.now
    if contact.risk is not Risk.LOW:
        yield "case.contact-at-risk", when


def _attempt(entered: Entered) -> Attempt:
    """What went out; whoever came to us, or only told us something, was reached by nobody."""
    contact = entered.contact
    if contact is None or contact.initiated_by != Initiated.US or contact.outcome == ContactOutcome.RECEIVED:
        return Attempt(to="")
    return Attempt(
        to=entered.source_name,
        channel=contact.channel,
        number=contact.number,
        to_subject=entered.source is Source.SUBJECT,
    )


def _when(ctx: Context, entered: Entered) -> datetime:
    """When a contact was, as far as a clock can be told."""
    if entered.occurred is None:
        return ctx.now
    at = datetime.combine(entered.occurred.earliest, entered.occurred_time or time(12), LONDON)
    return min(at.astimezone(UTC), ctx.now)


def _worked_on(ctx: Context, case_id: CaseId) -> Case:
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_open(case))
    return case
