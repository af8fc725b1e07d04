"""Correcting a detail, telling everybody who relied on it, and looking at what was corrected in a case."""

from uuid import UUID

from django.db import connection

from caseward.cases import events as case_events
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.corrections import events, policies, queries
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.jobs import outbox, queue
from caseward.nominals import commands as nominals
from caseward.nominals import events as nominal_events
from caseward.nominals import policies as nominal_policies
from caseward.nominals import queries as nominal_queries
from caseward.nominals.vocabulary import NominalId, Provenance, Value
from caseward.obligations import commands as obligations
from caseward.obligations import queries as owed_queries


TELL = "corrections.tell"
TOLD = "select obligations, cases, messages from sec.tell_of_correction(%s, %s, %s, %s, %s)"


@command
def correct_detail(
    ctx: Context, *, detail_id: UUID, version: int, value: Value, provenance: Provenance, because: str
) -> NominalId:
    """Put a detail right; the wrong one stays to be read, and everybody who relied on it is told (failings F36).

    They are told by the platform afterwards, so that whoever corrects does not learn who had read the record.
    """
    said = nominals.put_right(
        ctx, detail_id=detail_id, version=version, value=value, provenance=provenance, because=because
    )
    queue.later(ctx, job=TELL, as_platform=True, ids={"detail_id": said.wrong.pk})
    return NominalId(said.nominal.pk)


@command
def tell_of_correction(ctx: Context, *, detail_id: UUID) -> int:
    """Tell everybody who relied on a detail that was found wrong, and have the owners of open cases look at it.

    Returns how many were told. Those are: who read the person or a case or referral of his since the detail was
    recorded, owns one of them, decided in one of them since, or was given access by name; the corrector knows.
    """
    ctx.authorise(policies.may_tell(ctx.actor))
    run = owed_queries.run_from(ctx.now, rule_key=queries.RULE)
    with connection.cursor() as cursor:
        cursor.execute(TOLD, [detail_id, ctx.now, run.version, run.due_at, run.tells_at])
        [(owed, cases, messages)] = cursor.fetchall()
    for obligation_id, case_id in zip(owed, cases, strict=True):
        ctx.record(run.owed(obligation_id, case_id))
    ctx.record(events.CorrectionTold(detail_id=detail_id, told=len(messages)))
    for message_id in messages:
        queue.later(ctx, job=outbox.SEND, as_platform=True, ids={"message_id": message_id})
    return len(messages)


@command
def view_to_correct(
    ctx: Context, *, detail_id: UUID
) -> tuple[nominal_queries.NominalHeading, nominal_queries.Detail]:
    """Read a detail that is to be corrected, and whose it is; that the person was read is recorded."""
    one = nominal_queries.detail(viewer=ctx.actor, detail_id=detail_id)
    ctx.authorise(nominal_policies.may_write(ctx.actor, one.compartment_id))
    person = nominal_queries.headings(viewer=ctx.actor, nominal_ids=[one.nominal_id])[one.nominal_id]
    ctx.record(nominal_events.NominalViewed(nominal_id=one.nominal_id))
    return person, one


@command
def view_corrections(ctx: Context, *, case_id: CaseId) -> queries.Corrections:
    """Read what was corrected of the people in a case; that it was read is recorded."""
    found = queries.corrections_in(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    if found is None:
        raise NotVisible
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(case_policies.may_read(ctx.actor, case))
    ctx.record(case_events.CaseViewed(case_id=case_id))
    return found


@command
def read_corrections(ctx: Context, *, case_id: CaseId) -> CaseId:
    """Say that what was corrected was looked at, and what follows from it was done or written down."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(case_policies.may_work_on(ctx.actor, case))
    ended = obligations.fulfil(ctx, about_id=case.pk, rule_key=queries.RULE, how="read")
    ctx.require(policies.is_to_be_read(is_owed=ended is not None))
    ctx.record(events.CorrectionRead(case_id=case.pk))
    return case_id
