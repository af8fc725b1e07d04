"""Commands and jobs as a domain app would write them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail.backends.base import BaseEmailBackend

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import CommandIncomplete
from caseward.foundation.jobs import outbox, queue
from caseward.foundation.jobs.defining import JobFailed, job
from caseward.foundation.ledger.events import Event, Operation
from caseward.kernel.decisions import Allowed
from tests.foundation.sample.models import Box


@dataclass(frozen=True, kw_only=True)
class Asked(Event):
    type = "sample.asked"
    operation = Operation.ALTERATION
    about_id: UUID


@command
def ask(ctx: Context, *, job: str, about_id: UUID, as_platform: bool = False) -> None:
    """Put a job down."""
    ctx.authorise(Allowed("a test"))
    queue.later(ctx, job=job, as_platform=as_platform, ids={"about_id": about_id})
    ctx.record(Asked(about_id=about_id))


@command
def ask_and_fail(ctx: Context, *, about_id: UUID) -> None:
    """Put a job down, then break off."""
    ctx.authorise(Allowed("a test"))
    queue.later(ctx, job="sample.note", ids={"about_id": about_id})
    raise CommandIncomplete("after the job was put down")


@command
def make_box(ctx: Context, *, compartment_id: UUID, label: str) -> UUID:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    box = ctx.add(Box(compartment_id=compartment_id, label=label))
    ctx.record(Asked(about_id=box.pk))
    return box.pk


@command
def tell(
    ctx: Context,
    *,
    to: outbox.To,
    about_id: UUID,
    compartment_id: UUID,
    due_at: datetime | None = None,
    once: str = "",
) -> None:
    """Have somebody told of something: by one command twice, where it is to be told once."""
    ctx.authorise(Allowed("a test"))
    for _ in range(2 if once else 1):
        outbox.tell(
            ctx,
            kind="sample.happened",
            to=to,
            about_id=about_id,
            compartment_id=compartment_id,
            due_at=due_at,
            once=once,
        )
    ctx.record(Asked(about_id=about_id))


@command
def tell_kind(ctx: Context, *, kind: str, compartment_id: UUID) -> None:
    """Tell something that is said in any words."""
    ctx.authorise(Allowed("a test"))
    outbox.tell(
        ctx, kind=kind, to=outbox.staff(ctx.actor.id), about_id=compartment_id, compartment_id=compartment_id
    )


@command
def tell_and_break(ctx: Context, *, to: outbox.To, compartment_id: UUID) -> None:
    """Have somebody told, then break off."""
    ctx.authorise(Allowed("a test"))
    outbox.tell(ctx, kind="sample.happened", to=to, about_id=compartment_id, compartment_id=compartment_id)
    raise TypeError


def address_of(_contact_id: UUID | None) -> str:
    """An address book with one address."""
    return "dana@school.example"


class BrokenBackend(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: object) -> int:  # noqa: ARG002  Django's own signature
        raise ConnectionRefusedError


@job("sample.note")
def note(ctx: Context, *, about_id: UUID) -> None:
    """Leave a mark that names who acted."""
    make_box(ctx, compartment_id=min(ctx.actor.where("case.write")), label=f"{ctx.actor.name} {about_id}")


@job("sample.ask-again")
def ask_again(ctx: Context, *, about_id: UUID) -> None:
    """A job whose command puts another one down, and breaks off."""
    ask_and_fail(ctx, about_id=about_id)


@job("sample.break")
def break_down(ctx: Context, *, about_id: UUID) -> None:
    """Fail with words that may not be repeated."""
    raise ValueError(f"Rowan Example {about_id}")


@job("sample.give-up")
def give_up(ctx: Context, *, about_id: UUID) -> None:
    """Fail for good."""
    raise JobFailed("sample-hopeless", hopeless=True)
