"""Many rows in one statement, under the same row-level security and the same triggers as one."""

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
    fixed, drawn, known = _defaults(model)
    if not known.issuperset(columns):
        raise TypeError(f"{model.__name__} has no {columns.keys() - known}.")
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
    text = written(rows)
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(table=quote(table), columns=columns), [text])


def written(rows: Sequence[Row]) -> str:
    """Rows as the one JSON text that PostgreSQL reads them from."""
    return orjson.dumps(rows, default=_text, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()


def insert_records(records: Sequence[Model]) -> None:
    """Insert records in one statement, whatever tables they belong to; each run of one model is one of its parts.

    What stands behind a table when a row comes to it (a key elsewhere, a trigger) is asked when all are there.
    """
    runs = [(meta, list(run)) for meta, run in groupby(records, key=lambda one: one._meta)]  # noqa: SLF001  its public name
    if not runs:
        return
    *before, last = [_into(meta) for meta, _ in runs]
    parts = ", ".join(f"part{number} as ({text})" for number, text in enumerate(before))
    with connection.cursor() as cursor:
        cursor.execute(f"with {parts} {last}" if before else last, [written(_rows(*run)) for run in runs])
    kept_in = connection.alias
    for record in records:
        record._state.adding, record._state.db = False, kept_in  # noqa: SLF001  as `save` leaves it


def _rows(meta: "Options[Model]", records: Sequence[Model]) -> list[Row]:
    names = _columns(meta)
    return [{name: held[name] for name in names} for held in map(vars, records)]


@functools.cache
def _into(meta: "Options[Model]") -> str:
    quote = connection.ops.quote_name
    return INSERT.format(table=quote(meta.db_table), columns=", ".join(map(quote, _columns(meta))))


@functools.cache
def _columns(meta: "Options[Model]") -> tuple[str, ...]:
    """What is written of a record; the rest is made by the database."""
    return tuple(field.attname for field in meta.concrete_fields if not field.generated)


@functools.cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]], frozenset[str]]:
    """What the columns hold that nobody names, always the same or drawn for each record; and which there are."""
    fields: list[Field[Any, Any]] = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
    drawn = {
        field.attname: field.default for field in fields if field.has_default() and callable(field.default)
    }
    fixed = {field.attname: field.get_default() for field in fields if field.attname not in drawn}
    return fixed, drawn, frozenset({*fixed, *drawn})


def _text(value: object) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"A row holds no {type(value).__name__}.")
