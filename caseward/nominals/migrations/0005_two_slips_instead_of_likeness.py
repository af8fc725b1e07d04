"""A name that nobody bears is looked for with two slips; the index by likeness of spelling, which was dear, goes."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0004_found_by_narrow_keys")]

    operations: list[Operation] = [
        migrations.RemoveIndex(model_name="name", name="nominals_name_by_spelling"),
        sql_file(SQL / "slips.sql"),
    ]
