"""People are found by narrow keys, kept as numbers; those of everybody on record are made from what is known of him."""

import json
from pathlib import Path
from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person, blocking_keys, key_numbers


SQL = Path(__file__).resolve().parents[1] / "sql"
AT_ONCE = 1_000
KEEP = """
    update nominals_nominal n set keys = made.keys
    from json_to_recordset(%s) as made(id uuid, keys integer[]) where n.id = made.id
"""


def make_keys(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401  Django's own hook
    """Give every record its keys, a thousand at a time; what was deferred speaks before tables change again."""
    nominals = apps.get_model("nominals", "Nominal").objects.order_by("pk")
    facts = nominals.prefetch_related("name_facts", "address_facts", "identifier_facts")
    last = None
    while batch := list((facts.filter(pk__gt=last) if last else facts)[:AT_ONCE]):
        made = [{"id": str(one.pk), "keys": list(key_numbers(blocking_keys(_person(one))))} for one in batch]
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(KEEP, [json.dumps(made)])
        last = batch[-1].pk
    schema_editor.execute("set constraints all immediate")


def _person(nominal: Any) -> Person:  # noqa: ANN401  the record as it was at this step
    day = (nominal.born_year, nominal.born_month, nominal.born_day)
    return Person(
        aliases=tuple(Name(name.forenames, name.surname) for name in nominal.name_facts.all()),
        born=PartialDate(*day) if nominal.born_year is not None else None,
        addresses=tuple(Address(one.text, one.postcode) for one in nominal.address_facts.all()),
        identifiers=tuple(Identifier(Kind(one.kind), one.value) for one in nominal.identifier_facts.all()),
    )


class Migration(migrations.Migration):
    dependencies = [("nominals", "0002_nominals_under_row_level_security")]

    operations: list[Operation] = [
        migrations.RemoveIndex(model_name="nominal", name="nominals_nominal_by_key"),
        migrations.RemoveField(model_name="nominal", name="keys"),
        migrations.AddField(
            model_name="nominal",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, size=None
            ),
        ),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="nominal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["keys"], name="nominals_nominal_by_key", fastupdate=False
            ),
        ),
        sql_file(SQL / "look_ups.sql"),
    ]
