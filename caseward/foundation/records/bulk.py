"""Many rows of one table in one statement, under the same row-level security and the same triggers as one."""

import functools
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

import orjson
from django.db import connection
from django.db.models import Field, Model
from django.db.models.base import ModelState
from django.db.models.options import Options


# COPY is refused under row-level security, and parameters for thousands of values cost more than the rows.
# One JSON text is written and read at the speed of C, and the table itself says which type each value has.
INSERT = "insert into {table} ({columns}) select {columns} from json_populate_recordset(null::{table}, %s)"

Row = Mapping[str, Any]
M = TypeVar("M", bound=Model)


def filled(model: type[M], **columns: Any) -> M:  # noqa: ANN401  any column's value
    """A record of the model with these columns, by the names they have in the table, and its defaults for the others.

    The model's own constructor looks at each field of each record anew, which costs more than inserting the row.
    """
    fixed, drawn = _defaults(model)
    if not columns.keys() <= fixed.keys() | drawn.keys():
        raise TypeError(f"{model.__name__} has no {columns.keys() - fixed.keys() - drawn.keys()}.")
    record = model.__new__(model)
    values = {name: draw() for name, draw in drawn.items() if name not in columns}
    record.__dict__ = {"_state": ModelState(), **fixed, **values, **columns}
    return record


def insert(table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; table and columns are names from code, never typed by a person."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, rows[0]))
    text = orjson.dumps(rows, default=_text, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(table=quote(table), columns=columns), [text])


def insert_records(records: Sequence[Model]) -> None:
    """Insert records in the order given, those of one model that stand together in one statement."""
    for meta, run in groupby(records, key=lambda one: one._meta):  # noqa: SLF001  Django's public name for it
        names = _columns(meta)
        insert(meta.db_table, [{name: one.__dict__[name] for name in names} for one in run])
    kept_in = connection.alias
    for record in records:
        record._state.adding, record._state.db = False, kept_in  # noqa: SLF001  as `save` leaves it


@functools.cache
def _columns(meta: "Options[Model]") -> tuple[str, ...]:
    """What is written of a record; the rest is made by the database."""
    return tuple(field.attname for field in meta.concrete_fields if not field.generated)


@functools.cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What the columns hold that nobody names: always the same, or drawn for each record."""
    fields: list[Field[Any, Any]] = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
    drawn = {
        field.attname: field.default for field in fields if field.has_default() and callable(field.default)
    }
    return {field.attname: field.get_default() for field in fields if field.attname not in drawn}, drawn


def _text(value: object) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"A row holds no {type(value).__name__}.")
