"""Whoever must be told is told: at least once, never before it is true, and with nothing between the lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from caseward.accounts.models import User
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.drafts import keeping as drafts
from caseward.foundation.jobs import jobs, notices, outbox, service, stuck
from caseward.foundation.jobs.defining import JobFailed
from caseward.foundation.jobs.models import OutboxMessage
from tests import cast, moments, roles
from tests import told as ledger
from tests.foundation.jobs import verbs
from tests.foundation.jobs.conftest import carry_out, own_compartment, priya, rows, waiting, work


def told(
    to: outbox.To, *, about_id: UUID | None = None, due_at: datetime | None = None, once: str = ""
) -> UUID:
    """Priya has somebody told of a record of her own unit."""
    about_id = about_id or uuid4()
    with cast.acting("priya", now=moments.real_now()) as ctx:
        compartment_id = own_compartment(ctx)
        verbs.tell(ctx, to=to, about_id=about_id, compartment_id=compartment_id, due_at=due_at, once=once)
    return about_id


def person(name: str) -> UUID:
    return cast.person(name).pk


def seen_by(name: str) -> list[notices.NoticeRow]:
    with cast.acting(name) as ctx:
        return list(notices.notices(viewer=ctx.actor).rows)


def messages() -> list[OutboxMessage]:
    with cast.acting("priya"), transaction.atomic():
        return list(OutboxMessage.objects.order_by("created_at"))


def letters(settings: Settings) -> list[str]:
    return [path.read_text() for path in sorted(Path(settings.EMAIL_FILE_PATH).glob("*"))]


@contextmanager
def worker_context(*, later: timedelta = timedelta()) -> Iterator[Context]:
    """What a job of the platform gets."""
    now = moments.real_now()
    with sessions.acting_as(service.WORKER.id, now=now):
        actor = actors.current_actor()
        assert actor is not None
        yield Context(actor=actor, now=now + later)


def with_address(name: str, address: str) -> None:
    """Give somebody an e-mail address; accounts have a command of their own for it."""
    with roles.owner():
        User.objects.filter(username=name).update(email=address)


@pytest.mark.commits
def test_a_colleague_finds_a_notice_once_the_worker_has_run(queue: None) -> None:
    about_id = told(outbox.staff(person("omar")))
    assert seen_by("omar") == []

    work()

    [notice] = seen_by("omar")
    assert (notice.kind, notice.about_id, notice.read_at) == ("sample.happened", about_id, None)
    assert seen_by("priya") == [], "a notice is its recipient's alone"


@pytest.mark.commits
def test_nothing_is_lost_when_no_worker_ran_and_the_job_is_gone(queue: None) -> None:
    told(outbox.staff(person("omar")))
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    with worker_context(later=timedelta(minutes=6)) as ctx:
        jobs.send_late(ctx)

    assert len(seen_by("omar")) == 1
    assert messages()[0].sent_at is not None


def test_a_command_that_breaks_off_tells_nobody(here: None) -> None:
    with pytest.raises(TypeError), cast.acting("priya") as ctx:
        verbs.tell_and_break(ctx, to=outbox.staff(person("omar")), compartment_id=own_compartment(ctx))
    carry_out()

    assert messages() == []
    assert seen_by("omar") == []


def test_a_message_is_not_sent_before_its_time_whoever_takes_up_its_job(here: None) -> None:
    told(outbox.staff(person("omar")), due_at=moments.real_now() + timedelta(days=3))
    [message] = messages()

    with worker_context() as ctx, pytest.raises(Invalid, match="for later"):
        outbox.send_message(ctx, message_id=message.pk)
    assert (seen_by("omar"), messages()[0].sent_at, messages()[0].attempts) == ([], None, 0)

    with worker_context(later=timedelta(days=3, minutes=1)) as ctx:
        outbox.send_message(ctx, message_id=message.pk)
    assert len(seen_by("omar")) == 1


def test_a_job_that_comes_too_early_is_tried_again(here: None) -> None:
    told(outbox.staff(person("omar")), due_at=moments.real_now() + timedelta(days=3))
    [message] = messages()

    with worker_context() as ctx, pytest.raises(JobFailed) as failed:
        jobs.send(ctx, message_id=message.pk)

    assert (failed.value.code, failed.value.hopeless) == ("outbox.too-early", False)


def test_a_message_waits_until_it_is_due(here: None) -> None:
    told(outbox.staff(person("omar")), due_at=moments.real_now() + timedelta(days=3))

    carry_out()

    assert seen_by("omar") == []
    assert waiting() == ["outbox.send"]


def test_what_is_told_once_is_told_once(here: None) -> None:
    about_id = told(outbox.staff(person("omar")), once="overdue-1")
    told(outbox.staff(person("omar")), about_id=about_id, once="overdue-1")
    told(outbox.staff(person("omar")), about_id=about_id, once="overdue-2")

    carry_out()

    assert len(seen_by("omar")) == 2


def test_without_a_code_the_same_may_be_told_again(here: None) -> None:
    about_id = told(outbox.staff(person("omar")))
    told(outbox.staff(person("omar")), about_id=about_id)

    carry_out()

    assert len(seen_by("omar")) == 2


def test_a_notice_vanishes_for_somebody_who_may_no_longer_know(here: None) -> None:
    told(outbox.staff(person("ewan")))  # of Eastmark, who never knew Northshire's records

    carry_out()

    assert seen_by("ewan") == []


def test_an_email_says_only_that_there_is_something_to_read(here: None, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://caseward.example"
    with_address("omar", "omar@northshire.example")
    about_id = told(outbox.staff_by_email(person("omar")))

    carry_out()

    [letter] = letters(settings)
    assert "Subject: You have something to read in Caseward" in letter
    assert "Sign in to read it: https://caseward.example" in letter
    assert "To: omar@northshire.example" in letter
    assert f"Message-ID: <{messages()[0].pk}@caseward.example>" in letter
    for secret in ("Omar Farouk", "sample.happened", str(about_id)):
        assert secret not in letter


def test_a_contact_is_found_by_the_organisations_own_book(here: None, settings: Settings) -> None:
    settings.OUTBOX_CONTACTS = "tests.foundation.jobs.verbs.address_of"
    told(outbox.contact(uuid4()))

    carry_out()

    assert "To: dana@school.example" in letters(settings)[0]


def test_send_message_that_fails_is_written_down_and_tried_again(here: None, settings: Settings) -> None:
    with_address("omar", "omar@northshire.example")
    settings.EMAIL_BACKEND = "tests.foundation.jobs.verbs.BrokenBackend"
    told(outbox.staff_by_email(person("omar")))

    carry_out()
    [message] = messages()
    assert (message.attempts, message.last_error, message.sent_at) == (1, "ConnectionRefusedError", None)
    assert waiting() == ["outbox.send"]

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    carry_out()
    [message] = messages()
    assert (message.attempts, message.last_error, message.sent_at is None) == (2, "", False)
    assert len(letters(settings)) == 1


@pytest.mark.commits
def test_somebody_without_an_address_leaves_a_job_to_look_at(queue: None) -> None:
    told(outbox.staff_by_email(person("omar")))

    work()

    assert messages()[0].last_error == "no-address"
    with cast.acting("sam") as ctx:
        assert [job.name for job in stuck.stuck_jobs(viewer=ctx.actor, now=ctx.now)] == ["outbox.send"]


def test_send_message_twice_delivers_once(here: None) -> None:
    told(outbox.staff(person("omar")))
    [message] = messages()
    with worker_context() as ctx:
        assert outbox.send_message(ctx, message_id=message.pk) == ""
        with pytest.raises(outbox.AlreadySent):
            outbox.send_message(ctx, message_id=message.pk)

    assert len(seen_by("omar")) == 1
    assert messages()[0].attempts == 1


def test_send_message_is_for_the_platform_alone(here: None) -> None:
    told(outbox.staff(person("omar")))
    [message] = messages()

    with priya() as ctx, pytest.raises(NotPermitted):
        outbox.send_message(ctx, message_id=message.pk)
    assert ledger.refusals()[-1][0] == "send_message"
    assert seen_by("omar") == []


def test_send_message_finds_nothing_to_send_where_there_is_no_message(here: None) -> None:
    with worker_context() as ctx, pytest.raises(outbox.AlreadySent):
        outbox.send_message(ctx, message_id=uuid4())

    assert ledger.facts("message.sent") == []


def test_send_message_says_by_a_code_what_went_wrong_and_records_it(here: None) -> None:
    told(outbox.staff_by_email(person("omar")))
    [message] = messages()

    with worker_context() as ctx:
        assert outbox.send_message(ctx, message_id=message.pk) == "no-address"
    [facts] = ledger.facts("message.not-sent")
    assert (facts["message_id"], facts["code"]) == (str(message.pk), "no-address")


def test_send_message_is_in_the_ledger_without_a_name(here: None) -> None:
    about_id = told(outbox.staff(person("omar")))
    carry_out()

    with cast.acting("ines"):
        [(actor_id, subjects)] = rows(
            "select actor_id, subject_ids from ledger_entry where event = 'message.sent'"
        )
    assert actor_id == service.WORKER.id
    assert subjects == [messages()[0].pk, about_id]


def test_without_a_session_nobody_reads_messages_or_notices(db: None) -> None:
    assert rows("select count(*) from jobs_outboxmessage union all select count(*) from jobs_notice") == [
        (0,),
        (0,),
    ]


@pytest.mark.parametrize(
    "call",
    [
        "sec.deliver_notice(gen_random_uuid(), now())",
        "sec.message_tried(gen_random_uuid(), now(), '')",
        "sec.forget_drafts(now())",
        "sec.forget_receipts(now())",
    ],
)
def test_the_platforms_functions_refuse_everybody_else(here: None, call: str) -> None:
    with priya(), pytest.raises(DatabaseError, match="Only the platform's own jobs"):
        rows(f"select {call}")


def test_nobody_else_can_claim_a_message_or_list_them(here: None) -> None:
    told(outbox.staff(person("omar")))
    [message] = messages()

    with priya():
        assert rows("select * from sec.claim_message(%s, now())", message.pk) == []
        assert rows("select * from sec.messages_due(now() + interval '1 day', 10)") == []


@pytest.mark.parametrize(
    "statement", ["update jobs_outboxmessage set sent_at = now()", "insert into jobs_notice default values"]
)
def test_the_runtime_role_can_neither_mark_as_sent_nor_forge_a_notice(here: None, statement: str) -> None:
    with priya(), pytest.raises(DatabaseError, match="permission denied"):
        rows(statement)


def test_read_notice_marks_it_once(here: None) -> None:
    told(outbox.staff(person("omar")))
    carry_out()
    with cast.acting("omar") as ctx:
        [notice] = notices.notices(viewer=ctx.actor).rows
        assert notices.unread(viewer=ctx.actor) == 1

        notices.read_notice(ctx, notice_id=notice.id)
        notices.read_notice(ctx, notice_id=notice.id)

        assert notices.unread(viewer=ctx.actor) == 0
        [notice] = notices.notices(viewer=ctx.actor).rows
        assert notice.read_at == ctx.now


def test_read_notice_of_somebody_else_finds_nothing(here: None) -> None:
    told(outbox.staff(person("omar")))
    carry_out()
    [notice] = seen_by("omar")

    with priya() as ctx, pytest.raises(LookupError):
        notices.read_notice(ctx, notice_id=notice.id)


def test_read_notice_that_never_was_finds_nothing(here: None) -> None:
    with priya() as ctx, pytest.raises(LookupError):
        notices.read_notice(ctx, notice_id=uuid4())


def test_read_notice_is_in_the_ledger(here: None) -> None:
    about_id = told(outbox.staff(person("omar")))
    carry_out()
    [notice] = seen_by("omar")
    with cast.acting("omar") as ctx:
        notices.read_notice(ctx, notice_id=notice.id)

        assert rows("select subject_ids from ledger_entry where event = 'notice.read'") == [
            ([notice.id, about_id],)
        ]


@pytest.mark.parametrize("kind", ["Rowan Example came in", "happened", "sample.", "Sample.happened"])
def test_a_kind_is_a_code(here: None, kind: str) -> None:
    with priya() as ctx, pytest.raises(TypeError, match="no kind of message"):
        verbs.tell_kind(ctx, kind=kind, compartment_id=own_compartment(ctx))


def test_old_drafts_and_receipts_are_forgotten(here: None) -> None:
    with priya() as ctx:
        for days in (1, 15):
            saved_at = moments.real_now() - timedelta(days=days)
            drafts.save(user_id=ctx.actor.id, path=f"/{days}", fields={}, now=saved_at)
    with worker_context() as ctx:
        jobs.forget(ctx)
    with priya():
        assert rows("select path from drafts_draft") == [("/1",)]
