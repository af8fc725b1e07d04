"""What a field said before: kept beside the record, under the same need-to-know, and gone with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from caseward.foundation.records import bulk
from caseward.foundation.records.models import FieldChange


PLAIN = (str, int, bool, list, dict, type(None))
encoder = DjangoJSONEncoder()


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record, before and after."""

    table: str
    record_id: UUID
    compartment_id: UUID
    field: str
    before: object
    after: object


def changes(record: Model, values: dict[str, Any]) -> list[Change]:
    """The fields whose new value differs from what the record says now; none for a record without a history."""
    if not getattr(record, "keeps_history", True):  # said by those alone that keep none
        return []
    pairs = ((name, getattr(record, name), value) for name, value in values.items())
    return [
        Change(
            table=record._meta.db_table,  # noqa: SLF001  Django's public name for it
            record_id=record.pk,
            compartment_id=record.compartment_id,  # type: ignore[attr-defined]  # every Record has one
            field=name,
            before=_plain(before),
            after=_plain(after),
        )
        for name, before, after in pairs
        if before != after
    ]


def write(found: Sequence[Change], *, command_id: UUID, at: datetime, by: UUID) -> None:
    """Keep the changes of one command."""
    bulk.insert_records(
        [
            bulk.filled(
                FieldChange,
                compartment_id=change.compartment_id,
                command_id=command_id,
                table=change.table,
                record_id=change.record_id,
                field=change.field,
                before=change.before,
                after=change.after,
                created_at=at,
                created_by_id=by,
            )
            for change in found
        ]
    )


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return str(value.pk)
    return value if isinstance(value, PLAIN) else encoder.default(value)
