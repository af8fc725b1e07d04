"""A record that was read is written back field by field, or not at all."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError

from caseward.foundation.commands import Context, command
from caseward.foundation.records.models import FieldChange
from caseward.kernel.decisions import Allowed
from tests.foundation.conftest import NOW, Acting, World
from tests.foundation.sample.models import Box
from tests.foundation.sample.verbs import BoxLabelled, make_box
from tests.guards.test_page_costs import asked


@command
def change_box(ctx: Context, *, box: Box, values: dict[str, Any]) -> None:
    """Write to a box, whatever the actor may do with it: the database is asked, not a policy."""
    ctx.authorise(Allowed("the database decides"))
    ctx.change(box, **values)
    ctx.record(BoxLabelled(box_id=box.pk))


def test_only_the_fields_that_are_named_are_written(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        box = Box.objects.get(pk=make_box(ctx, compartment_id=world.red, label="as it was"))
        box.label = "never asked for"
        change_box(ctx, box=box, values={"closed_at": NOW})

        written = Box.objects.get(pk=box.pk)
    assert (written.label, written.closed_at, written.version) == ("as it was", NOW, 2)


@pytest.mark.parametrize("name", ["created_by", "created_by_id"])
def test_a_relation_is_written_by_its_name_or_by_its_column(acting: Acting, world: World, name: str) -> None:
    with acting("alice") as ctx:
        box = Box.objects.get(pk=make_box(ctx, compartment_id=world.red, label="x"))
        bob = world.people["bob"]
        change_box(ctx, box=box, values={name: type(box.created_by)(pk=bob) if name == "created_by" else bob})

        assert Box.objects.get(pk=box.pk).created_by_id == bob


def test_a_field_that_the_record_does_not_have_is_refused(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        box = Box.objects.get(pk=make_box(ctx, compartment_id=world.red, label="x"))
        box.colour = "red"  # type: ignore[attr-defined]
        with pytest.raises(KeyError, match="colour"):
            change_box(ctx, box=box, values={"colour": "blue"})


def test_a_record_that_is_not_there_is_not_changed_in_silence(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        box = Box.objects.get(pk=make_box(ctx, compartment_id=world.red, label="x"))
        box.id = uuid4()
        with pytest.raises(DatabaseError, match="was not there"):
            change_box(ctx, box=box, values={"label": "y"})


def test_a_record_of_a_compartment_that_the_actor_does_not_know_is_not_changed(
    acting: Acting, world: World
) -> None:
    with acting("alice") as ctx:
        box = Box.objects.get(pk=make_box(ctx, compartment_id=world.red, label="red"))
    with acting("bob") as ctx:
        with pytest.raises(DatabaseError, match="was not there"):
            change_box(ctx, box=box, values={"label": "blue"})
    with acting("alice") as ctx:
        assert Box.objects.get(pk=box.pk).label == "red"
        assert not FieldChange.objects.filter(record_id=box.pk).exists()


def test_a_record_that_was_added_can_be_changed_by_the_same_command(acting: Acting, world: World) -> None:
    @command
    def add_and_change(ctx: Context) -> None:
        ctx.authorise(Allowed("the database decides"))
        box = ctx.add(Box(compartment_id=world.red, label="first"))
        ctx.change(box, label="second")
        ctx.record(BoxLabelled(box_id=box.pk))

    with acting("alice") as ctx:
        add_and_change(ctx)
        assert list(Box.objects.values_list("label", "version")) == [("second", 2)]


@command
def change_boxes(ctx: Context, *, changes: list[tuple[Box, dict[str, Any]]]) -> None:
    """Write to many boxes, as `change_box` does to one."""
    ctx.authorise(Allowed("the database decides"))
    ctx.change_all(changes)
    ctx.record(BoxLabelled(box_id=changes[0][0].pk))


def boxes_of(ctx: Context, world: World, *labels: str) -> list[Box]:
    made = [make_box(ctx, compartment_id=world.red, label=label) for label in labels]
    return [Box.objects.get(pk=key) for key in made]


def test_many_are_changed_in_one_statement_each_with_its_own_values_and_history(
    acting: Acting, world: World
) -> None:
    with acting("alice") as ctx:
        one, other, third = boxes_of(ctx, world, "a", "b", "c")
        changes: list[tuple[Box, dict[str, Any]]] = [
            (one, {"label": "d"}), (other, {"label": "b"}), (third, {"closed_at": NOW})
        ]  # fmt: skip
        with asked() as found:
            change_boxes(ctx, changes=changes)

        assert [(box.label, box.closed_at, box.version) for box in Box.objects.order_by("label")] == [
            ("b", None, 2),
            ("c", NOW, 2),
            ("d", None, 2),
        ]
        kept = FieldChange.objects.values_list("record_id", "field", "before", "after")
        assert set(kept) == {
            (one.pk, "label", "a", "d"),
            (third.pk, "closed_at", None, "2026-11-20T10:30:00Z"),
        }
    assert len([sql for sql in found.statements if "update" in sql]) == 2


def test_of_many_that_are_not_all_there_none_is_changed(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        one, other = boxes_of(ctx, world, "a", "b")
        other.id = uuid4()
        with pytest.raises(DatabaseError, match="was not there"):
            change_boxes(ctx, changes=[(one, {"label": "y"}), (other, {"label": "z"})])

        assert {box.label for box in Box.objects.all()} == {"a", "b"}
