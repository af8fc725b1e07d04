"""Reading a case and adding to it; notes only grow."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.core.files import File

from caseward.cases import events, policies, queries
from caseward.cases.commands.happening import happen
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.context import LONDON
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Place
from caseward.foundation.storage.files import OpenedFile, keep_file, open_file
from caseward.foundation.storage.models import StoredFile
from caseward.kernel.decisions import tied


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
def add_entry(ctx: Context, *, case_id: CaseId, entered: Entered) -> UUID:
    """Add a note, a contact or an event to the chronology of the case; it is corrected by adding, never changed."""
    case = _worked_on(ctx, case_id)
    if entered.contact is not None:
        happen(ctx, case=case, code="case.contact-recorded", at=_when(ctx, entered))
    return chronology.enter(ctx, about=matter_of(case), entered=entered).pk


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
