"""One record written by a statement that was put together once in the life of the process.

Django's own `save` builds its statement anew, which takes several times as long as the database needs for the row.
What the statement says, and all that stands behind it in the database, is the same.
"""

import functools
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Field, Model

from caseward.foundation.records import bulk


UPDATE_ALL = """
    update {table} set {columns} from json_populate_recordset(null::{table}, %s) new where {table}.{key} = new.{key}
"""
UPDATE = "update {table} set {columns} where {key} = %s"


def update(record: Model, names: tuple[str, ...]) -> None:
    """Write these fields of a record that is there; DatabaseError when there is none that may be written."""
    text, fields = _statement(type(record), names)
    held = vars(record)
    values = [field.get_db_prep_save(held[field.attname], connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, record.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(record).__name__} was not there to be changed.")


def update_all(records: Sequence[Model], names: tuple[str, ...]) -> None:
    """Write the same fields, named as columns, of many records of one model; DatabaseError unless all may be."""
    meta, quote = records[0]._meta, connection.ops.quote_name  # noqa: SLF001  Django's public name for it
    key = str(meta.pk.column)
    rows = [{name: vars(record)[name] for name in (key, *names)} for record in records]
    columns = ", ".join(f"{quote(name)} = new.{quote(name)}" for name in names)
    text = UPDATE_ALL.format(table=quote(meta.db_table), columns=columns, key=quote(key))
    with connection.cursor() as cursor:
        cursor.execute(text, [bulk.written(rows)])
        if cursor.rowcount != len(records):
            raise DatabaseError(f"Some {meta.model.__name__} was not there to be changed.")


@functools.cache
def _statement(model: type[Model], names: tuple[str, ...]) -> "tuple[str, list[Field[Any, Any]]]":
    """The text and its fields, which are named as columns ("owner_id") or as relations ("owner")."""
    meta, quote = model._meta, connection.ops.quote_name  # noqa: SLF001  Django's public name for it
    known = {name: field for field in meta.concrete_fields for name in (field.name, field.attname)}
    fields = [known[name] for name in names]
    text = UPDATE.format(
        table=quote(meta.db_table),
        columns=", ".join(f"{quote(str(field.column))} = %s" for field in fields),
        key=quote(str(meta.pk.column)),
    )
    return text, fields
