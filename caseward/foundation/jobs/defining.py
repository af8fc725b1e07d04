"""Jobs by name: what is done, on whose behalf, how often, and how patiently after a failure."""

import functools
import logging
import traceback
from collections.abc import Callable
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.jobs import arguments, service


log = logging.getLogger("caseward.jobs")

Body = Callable[..., None]

ON_BEHALF_OF = "on_behalf_of"
PURPOSE = "job"
# Seconds to wait after the first failure, the second and so on: most faults pass in a minute, outages in a day.
WAITS = (10, 60, 300, 1800, 7200, 21600, 43200)


class JobFailed(Exception):
    """The job could not be done; its code says why. A hopeless one is not tried again."""

    def __init__(self, code: str, *, hopeless: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.hopeless = hopeless


class Patience(BaseRetryStrategy):
    """Try again, ever more slowly, then leave the job for somebody to look at (`stuck_jobs`)."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """The next attempt, or None for the end."""
        hopeless = isinstance(exception, JobFailed) and exception.hopeless
        if hopeless or job.attempts >= len(WAITS):
            return None
        return RetryDecision(retry_in={"seconds": WAITS[job.attempts]})


def job(name: str) -> Callable[[Body], Body]:
    """Define a job that `queue.later` puts down by its name: `body(ctx, **ids)`, acting as whoever asked for it."""

    def register(body: Body) -> Body:
        @functools.wraps(body)
        def run(**stored: Any) -> None:  # noqa: ANN401  what the queue stores
            told = arguments.read(stored)
            _carry_out(name, body, UUID(str(told.pop(ON_BEHALF_OF))), told)

        app.task(name=name, retry=Patience())(run)
        return body

    return register


def periodic(name: str, *, cron: str) -> Callable[[Body], Body]:
    """Define a job that runs by the clock, as the platform itself: `body(ctx)`; never two of one name at once."""

    def register(body: Body) -> Body:
        @functools.wraps(body)
        def run(timestamp: int) -> None:  # noqa: ARG001  procrastinate says for when; the body asks what is due now
            _carry_out(name, body, service.WORKER.id, {})

        app.periodic(cron=cron)(app.task(name=name, lock=name, queueing_lock=name)(run))
        return body

    return register


def _carry_out(name: str, body: Body, on_behalf_of: UUID, told: dict[str, arguments.Argument]) -> None:
    """Run the body; what goes wrong reaches the log as a place in the code, never with the words of an error."""
    try:
        _act(body, on_behalf_of, told)
    except JobFailed as failure:
        log.warning("job failed", extra={"job": name, "code": failure.code})
        raise
    except Exception as problem:  # noqa: BLE001  whatever it is, its words stay out of the log
        where = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(problem.__traceback__)
        ]
        log.error("job broke", extra={"job": name, "code": type(problem).__name__, "where": where})  # noqa: TRY400
        raise JobFailed(type(problem).__name__) from None


def _act(body: Body, on_behalf_of: UUID, told: dict[str, arguments.Argument]) -> None:
    now = clock.now()
    with sessions.acting_as(on_behalf_of, now=now):
        actor = actors.current_actor()
        if actor is None:
            raise JobFailed("nobody-there", hopeless=True)
        body(Context(actor=actor, now=now, purpose=PURPOSE), **told)
