"""Putting a job down, in the transaction of the command that wants it: committed together or not at all."""

from collections.abc import Mapping
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
    task = app.tasks[job]
    on_behalf_of = service.WORKER.id if as_platform else ctx.actor.id
    told = arguments.written({**ids, defining.ON_BEHALF_OF: on_behalf_of})
    put_down = jobs.Job(
        id=None,
        queue=task.queue,
        lock=None,
        queueing_lock=None,
        task_name=task.name,
        task_kwargs=dict(told),
        scheduled_at=at,
    )
    _manager.defer_job(put_down)
