"""A job is put down with its command or not at all, holds no words, and is done as whoever asked for it."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.jobs import Job

from caseward.foundation.commands.errors import CommandIncomplete, NotPermitted
from caseward.foundation.jobs import arguments, defining, stuck
from caseward.foundation.jobs import queue as queueing
from tests import cast, moments
from tests.foundation.jobs import verbs
from tests.foundation.jobs.conftest import priya, rows, waiting, work


pytestmark = pytest.mark.commits


def test_a_job_is_done_as_whoever_asked_for_it(queue: None) -> None:
    about_id = uuid4()
    with priya() as ctx:
        verbs.ask(ctx, job="sample.note", about_id=about_id)
        assert waiting() == ["sample.note"]

        work()

        assert rows("select label from sample_box") == [(f"Priya Sharma {about_id}",)]
        assert waiting() == []


def test_a_command_that_fails_leaves_no_job(queue: None) -> None:
    with priya() as ctx, pytest.raises(CommandIncomplete):
        verbs.ask_and_fail(ctx, about_id=uuid4())

    assert waiting() == []


def test_a_job_whose_command_fails_leaves_no_job_either(queue: None) -> None:
    with priya() as ctx:
        verbs.ask(ctx, job="sample.ask-again", about_id=uuid4())
        work()

        assert waiting() == ["sample.ask-again"], "tried again later, and nothing beside it"
        assert rows("select label from sample_box") == [], "nor was the other job done in the meantime"


def test_a_job_needs_a_command(queue: None) -> None:
    with priya() as ctx, pytest.raises(CommandIncomplete):
        queueing.later(ctx, job="sample.note", ids={"about_id": uuid4()})


def test_a_job_that_nobody_defined_is_refused(queue: None) -> None:
    with priya() as ctx, pytest.raises(KeyError):
        verbs.ask(ctx, job="sample.unheard-of", about_id=uuid4())


@pytest.mark.parametrize("words", ["Rowan Example", "", "a\nb", "x" * 81, None, 1.5, ["a"], {"a": "b"}, b"x"])
def test_words_are_refused_as_arguments(words: object) -> None:
    with pytest.raises(TypeError, match="ids and codes only; said is neither"):
        arguments.written({"said": words})  # type: ignore[dict-item]


@pytest.mark.parametrize("args", ['{"said": "Rowan Example"}', '{"said": ["x"]}', '{"said": {"a": "b"}}'])
def test_the_database_refuses_words_too(db: None, args: str) -> None:
    with (
        pytest.raises(IntegrityError, match="args_are_ids_and_codes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args) values ('q', 'sample.note', %s)",
            [args],
        )


def test_ids_and_codes_come_back_as_they_were() -> None:
    told: dict[str, arguments.Argument] = {"id": uuid4(), "code": "case.closed", "count": 3}

    assert arguments.read(arguments.written(told)) == told


def test_a_failed_job_is_tried_again_later_and_says_nothing_in_the_log(
    queue: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), priya() as ctx:
        verbs.ask(ctx, job="sample.break", about_id=uuid4())
        work()

    [(attempts, scheduled_at)] = rows(
        "select attempts, scheduled_at from procrastinate_jobs where task_name = 'sample.break'"
    )
    assert attempts == 1
    assert scheduled_at > moments.real_now()
    assert "ValueError" in {vars(record).get("code") for record in caplog.records}
    assert "Rowan" not in caplog.text
    assert not any("Rowan" in str(vars(record)) for record in caplog.records)


def test_a_job_is_tried_ever_more_slowly_and_then_left_for_somebody() -> None:
    *tried_again, last = [
        defining.Patience().get_retry_decision(exception=ValueError(), job=put_down(attempts=attempts))
        for attempts in range(len(defining.WAITS) + 1)
    ]

    instants = [decision.retry_at for decision in tried_again if decision and decision.retry_at]
    assert last is None
    assert len(instants) == len(defining.WAITS)
    assert instants == sorted(instants)


def put_down(*, attempts: int) -> Job:
    return Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)


def test_a_job_that_failed_for_good_is_shown_to_administrators_only(queue: None) -> None:
    with priya() as ctx:
        verbs.ask(ctx, job="sample.give-up", about_id=uuid4())
        work()
        with pytest.raises(NotPermitted):
            stuck.stuck_jobs(viewer=ctx.actor, now=ctx.now)
    with cast.acting("sam") as ctx:
        [job] = stuck.stuck_jobs(viewer=ctx.actor, now=moments.real_now())

    assert (job.name, job.status, job.attempts) == ("sample.give-up", "failed", 1)


def test_a_job_that_nobody_begins_is_stuck_after_a_quarter_of_an_hour(queue: None) -> None:
    with priya() as ctx:
        verbs.ask(ctx, job="sample.note", about_id=uuid4())
    with cast.acting("sam") as ctx:
        now = moments.real_now()
        assert stuck.stuck_jobs(viewer=ctx.actor, now=now) == []
        [job] = stuck.stuck_jobs(viewer=ctx.actor, now=now + timedelta(minutes=16))

    assert (job.name, job.status) == ("sample.note", "todo")


def test_a_job_of_somebody_whose_account_is_closed_is_not_done(queue: None) -> None:
    with priya() as ctx:
        verbs.ask(ctx, job="sample.note", about_id=uuid4(), as_platform=True)
        work()
        assert rows("select count(*) from sample_box") == [(0,)], "the platform may know of nothing"


def test_what_a_dead_worker_had_begun_is_taken_up_again(queue: None) -> None:
    about_id = uuid4()
    with priya() as ctx:
        verbs.ask(ctx, job="sample.note", about_id=about_id)
        with connection.cursor() as cursor:
            cursor.execute("update procrastinate_jobs set status = 'doing' where task_name = 'sample.note'")
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args)"
                " values ('default', 'jobs.take-up-abandoned', '{\"timestamp\": 0}')"
            )
        work()
        work()

        assert rows("select label from sample_box") == [(f"Priya Sharma {about_id}",)]
