"""The foundation's own jobs: sending, sealing, forgetting."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid
from caseward.foundation.jobs import outbox
from caseward.foundation.jobs.defining import JobFailed, job, periodic
from caseward.foundation.ledger import sealing


LATE = timedelta(minutes=5)
AT_ONCE = 200
DRAFTS_LIVE, RECEIPTS_LIVE = timedelta(days=14), timedelta(days=7)


@job(outbox.SEND)
def send(ctx: Context, *, message_id: UUID) -> None:
    """Send one message; a failure is tried again later."""
    try:
        code = outbox.send_message(ctx, message_id=message_id)
    except outbox.AlreadySent:
        return
    except Invalid as refused:  # before its time: another machine's clock runs behind
        raise JobFailed(refused.refusal.code) from None
    if code:
        raise JobFailed(code, hopeless=code == "no-address")


@periodic("outbox.send-late", cron="*/5 * * * *")
def send_late(ctx: Context) -> None:
    """Send what is due and what no job has tried: nothing that was promised hangs on one job alone."""
    for message_id in outbox.due(before=ctx.now - LATE, at_most=AT_ONCE):
        try:
            outbox.send_message(ctx, message_id=message_id)
        except outbox.AlreadySent:
            continue


@periodic("ledger.seal", cron="* * * * *")
def seal_ledger(ctx: Context) -> None:
    """Seal the ledger's finished entries and witness the checkpoint outside the database."""
    sealing.seal(now=ctx.now)


@periodic("foundation.forget", cron="20 3 * * *")
def forget(ctx: Context) -> None:
    """Clear drafts nobody came back to, receipts nobody will ask for, and sessions long over."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.forget_drafts(%s)", [ctx.now - DRAFTS_LIVE])
        cursor.execute("select sec.forget_receipts(%s)", [ctx.now - RECEIPTS_LIVE])
        cursor.execute("select sec.forget_old_sessions()")


@app.periodic(cron="*/2 * * * *")
@app.task(name="jobs.take-up-abandoned", queueing_lock="jobs.take-up-abandoned", pass_context=True)
async def take_up_abandoned(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  procrastinate's own signature
    """Put back what a worker that died had begun."""
    for stalled in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(stalled)
