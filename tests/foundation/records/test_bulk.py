"""Many rows at once: each as its model would have made it, and each value as it was given."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection
from django.db.models import Model

from caseward.foundation.commands import Context, command
from caseward.foundation.ledger.models import Entry
from caseward.foundation.records import bulk
from caseward.kernel.decisions import Allowed
from tests import roles
from tests.foundation.conftest import NOW, Acting, World
from tests.foundation.sample.models import Box, Slip
from tests.foundation.sample.verbs import BoxMade
from tests.guards import walking
from tests.guards.test_page_costs import asked


@command
def make_boxes(ctx: Context, *, compartment_ids: Sequence[UUID]) -> int:
    """Insert a box in each compartment, whatever the actor may do there: the database is asked, not a policy."""
    ctx.authorise(Allowed("the database decides"))
    boxes = [bulk.filled(Box, compartment_id=one, label="x") for one in compartment_ids]
    ctx.add_all(boxes)
    for box in boxes:
        ctx.record(BoxMade(box_id=box.pk))
    return len(boxes)


class Colour(StrEnum):
    RED = "red"


def columns(model: type[Model]) -> list[str]:
    """All but those that are generated and those that draw something new for each record."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return [field.attname for field in fields if field.default is not uuid4 or field.primary_key]


@pytest.mark.parametrize("model", walking.models(), ids=lambda model: model._meta.label)
def test_a_record_is_filled_as_its_own_constructor_fills_it(model: type[Model]) -> None:
    key = uuid4()
    filled, made = bulk.filled(model, **{pk_of(model): key}), model(**{pk_of(model): key})

    assert {name: getattr(filled, name) for name in columns(model)} == {
        name: getattr(made, name) for name in columns(model)
    }
    assert filled == made
    assert filled._state.adding


def pk_of(model: type[Model]) -> str:
    assert model._meta.pk is not None
    return model._meta.pk.attname


def test_what_the_model_draws_for_each_is_drawn_for_each() -> None:
    assert bulk.filled(Box).pk != bulk.filled(Box).pk


def test_a_column_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        bulk.filled(Box, colour="red")


def test_what_is_put_in_the_way_of_a_relation_is_refused() -> None:
    with pytest.raises(TypeError, match="box"):
        bulk.filled(Slip, box=Box())


def test_rows_arrive_as_they_were_given(db: None) -> None:
    given = {
        "one": uuid4(), "text": "O'Dowd “the Elder” \\ 99% \n\t%s {}", "at": datetime(2026, 3, 29, 1, 30, 0, 7, UTC),
        "day": date(1066, 10, 14), "clock": time(23, 59, 59, 999999), "raw": bytes(range(256)),
        "many": [uuid4(), uuid4()], "yes": True, "number": 2**62, "nothing": None, "kind": Colour.RED,
    }  # fmt: skip
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "create temporary table rows_given (one uuid, text text, at timestamptz, day date, clock time, raw bytea, "
            "many uuid[], yes boolean, number bigint, nothing text, kind text)"
        )
        bulk.insert("rows_given", [given, given])
        cursor.execute("select * from rows_given")
        assert cursor.fetchall() == [tuple(given.values())] * 2


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j, World])
def test_a_value_that_no_column_can_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        bulk.insert("rows_given", [{"one": value}])


def test_many_rows_are_inserted_in_one_statement_and_told_of_one_by_one(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        make_boxes(ctx, compartment_ids=[world.red] * 3)
        assert {box.created_by_id for box in Box.objects.all()} == {world.people["alice"]}
        assert {box.created_at for box in Box.objects.all()} == {NOW}
        assert Entry.objects.filter(event="sample.box-made").count() == 3


@command
def make_full_box(ctx: Context, *, compartment_ids: Sequence[UUID]) -> None:
    """A box and what lies in it, in each of two compartments: what lies in it comes first."""
    ctx.authorise(Allowed("the database decides"))
    boxes = [bulk.filled(Box, compartment_id=one, label="x") for one in compartment_ids]
    slips = [bulk.filled(Slip, compartment_id=box.compartment_id, box_id=box.pk, text="y") for box in boxes]
    ctx.add_all([*slips, *boxes])
    for box in boxes:
        ctx.record(BoxMade(box_id=box.pk))


def test_records_of_several_tables_are_inserted_in_one_statement(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        with asked() as found:
            make_full_box(ctx, compartment_ids=[world.red] * 2)

        assert [slip.box.label for slip in Slip.objects.all()] == ["x", "x"]
    assert len([sql for sql in found.statements if "sample_" in sql]) == 1


def test_of_several_tables_none_is_written_where_one_row_may_not_be(acting: Acting, world: World) -> None:
    with acting("alice") as ctx:
        with pytest.raises(ProgrammingError, match="row-level security"):
            make_full_box(ctx, compartment_ids=[world.red, world.blue])

        assert not Box.objects.exists()
        assert not Slip.objects.exists()


def test_one_row_in_a_compartment_that_the_actor_does_not_know_refuses_them_all(
    acting: Acting, world: World
) -> None:
    with acting("alice") as ctx:
        with pytest.raises(ProgrammingError, match="row-level security"):
            make_boxes(ctx, compartment_ids=[world.red, world.blue, world.red])
        assert not Box.objects.exists()


def test_no_table_has_the_same_index_twice(db: None) -> None:
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("caseward.")]
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select indrelid::regclass::text, indkey::text, indclass::text, indoption::text, "
            "coalesce(indpred::text, ''), coalesce(indexprs::text, ''), relam "
            "from pg_index join pg_class on oid = indexrelid where indrelid::regclass::text = any(%s)",
            [tables],
        )
        found = cursor.fetchall()

    twice = sorted({row[0] for row in found if found.count(row) > 1})
    assert twice == []
