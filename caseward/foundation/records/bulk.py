"""Many rows of one table in one statement, under the same row-level security and the same triggers as one."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model


# COPY is refused under row-level security, and parameters for thousands of values cost more than the rows.
# One JSON text is written and read at the speed of C, and the table itself says which type each value has.
INSERT = "insert into {table} ({columns}) select {columns} from json_populate_recordset(null::{table}, %s)"

Row = Mapping[str, Any]


def insert(table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; table and columns are names from code, never typed by a person."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, rows[0]))
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(table=quote(table), columns=columns),
            [json.dumps(rows, default=_text, ensure_ascii=False, separators=(",", ":"))],
        )


def insert_records(records: Sequence[Model]) -> None:
    """Insert records in the order given, those of one model that stand together in one statement."""
    for meta, run in groupby(records, key=lambda one: one._meta):  # noqa: SLF001  Django's public name for it
        names = [field.attname for field in meta.concrete_fields if not field.generated]
        insert(meta.db_table, [{name: getattr(one, name) for name in names} for one in run])


def _text(value: object) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"A row holds no {type(value).__name__}.")
