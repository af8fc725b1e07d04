"""Commands of every shape: good ones, and each way of being wrong."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.commands import Context, command, query, step
from caseward.foundation.ledger.events import Event, Operation
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from tests.foundation.sample.models import Box, Slip


@dataclass(frozen=True, kw_only=True)
class BoxMade(Event):
    type = "sample.box-made"
    operation = Operation.COLLECTION
    box_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoxLabelled(Event):
    type = "sample.box-labelled"
    operation = Operation.ALTERATION
    box_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoxLookedAt(Event):
    type = "sample.box-looked-at"
    operation = Operation.CONSULTATION
    box_id: UUID


def may_write(actor: Actor, compartment_id: UUID) -> Decision:
    return actor.holds("case.write", compartment_id)


@command
def make_box(ctx: Context, *, compartment_id: UUID, label: str) -> UUID:
    ctx.authorise(may_write(ctx.actor, compartment_id))
    box = ctx.add(Box(compartment_id=compartment_id, label=label))
    ctx.record(BoxMade(box_id=box.pk))
    return box.pk


@command
def label_box(ctx: Context, *, box_id: UUID, version: int | None = None, label: str) -> UUID:
    box = ctx.lock(Box.objects.visible_to(ctx.actor), box_id, version=version)
    ctx.authorise(may_write(ctx.actor, box.compartment_id))
    ctx.require(
        Allowed("has words")
        if label
        else Refused("box.no-label", "The label is empty.", "Say what is in it."),
        on="label",
    )
    ctx.change(box, label=label)
    ctx.record(BoxLabelled(box_id=box.pk))
    return box.pk


@step
def put_slip(ctx: Context, *, box: Box, text: str) -> Slip:
    return ctx.add(Slip(compartment_id=box.compartment_id, box=box, text=text))


@command
def fill_box(ctx: Context, *, box_id: UUID, text: str) -> UUID:
    box = ctx.lock(Box.objects.visible_to(ctx.actor), box_id)
    ctx.authorise(may_write(ctx.actor, box.compartment_id))
    slip = put_slip(ctx, box=box, text=text)
    ctx.record(BoxLabelled(box_id=box.pk))
    return slip.pk


@command
def look_at_box(ctx: Context, *, box_id: UUID) -> str:
    box = ctx.get(Box.objects.visible_to(ctx.actor), box_id)
    ctx.authorise(ctx.actor.knows(box.compartment_id))
    ctx.record(BoxLookedAt(box_id=box.pk))
    return box.label


@command
def look_for_no_reason(ctx: Context, *, box_id: UUID) -> None:
    ctx.authorise(Allowed("anybody may"))
    ctx.record(BoxLookedAt(box_id=box_id))


@command
def forget_to_authorise(ctx: Context, *, box_id: UUID) -> None:
    ctx.record(BoxLabelled(box_id=box_id))


@command
def write_before_authorising(ctx: Context, *, compartment_id: UUID) -> None:
    ctx.add(Box(compartment_id=compartment_id, label="too early"))


@command
def forget_to_record(ctx: Context, *, compartment_id: UUID) -> None:
    ctx.authorise(may_write(ctx.actor, compartment_id))
    ctx.add(Box(compartment_id=compartment_id, label="unrecorded"))


@command
def nest(ctx: Context, *, compartment_id: UUID) -> UUID:
    return make_box(ctx, compartment_id=compartment_id, label="nested")


@query
def labels(*, viewer: Actor) -> list[str]:
    return [box.label for box in Box.objects.visible_to(viewer).order_by("label")]


@query
def lazy_labels(*, viewer: Actor) -> object:
    return Box.objects.visible_to(viewer)
