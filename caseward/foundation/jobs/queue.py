"""Putting a job down, in the transaction of the command that wants it: committed together or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from procrastinate import jobs, manager
from procrastinate.contrib.django import app, django_connector

from caseward.foundation.commands import Context, step
from caseward.foundation.jobs import arguments, defining, service


# Django's own connection, also inside a worker, whose other connection would commit by itself.
_manager = manager.JobManager(django_connector.DjangoConnector())


@step
def later(
    ctx: Context,
    *,
    job: str,
    ids: Mapping[str, arguments.Argument],
    at: datetime | None = None,
    as_platform: bool = False,
) -> None:
    """Have a job done after this command is committed (or at an instant), on behalf of whoever acts now.

    As the platform, it may know of nothing but what the ids name. KeyError for a job that nobody defined, TypeError
    for arguments other than ids and codes.
    """
    all_later(ctx, job=job, ids=[ids], at=at, as_platform=as_platform)


@step
def all_later(
    ctx: Context,
    *,
    job: str,
    ids: Sequence[Mapping[str, arguments.Argument]],
    at: datetime | None = None,
    as_platform: bool = False,
) -> None:
    """Have a job done for each of many, put down in one statement; as `later` has it."""
    task = app.tasks[job]
    on_behalf_of = service.WORKER.id if as_platform else ctx.actor.id
    put_down = [
        jobs.Job(
            id=None,
            queue=task.queue,
            lock=None,
            queueing_lock=None,
            task_name=task.name,
            task_kwargs=dict(arguments.written({**each, defining.ON_BEHALF_OF: on_behalf_of})),
            scheduled_at=at,
        )
        for each in ids
    ]
    if put_down:
        _manager.batch_defer_jobs(put_down)
