"""People under need-to-know, and the one function that may look for them by likeness."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("nominals", "0001_people_as_each_unit_knows_them"),
        ("access", "0002_row_level_security"),
    ]

    operations = [
        protect("nominals_nominal", is_indexed=False),
        protect("nominals_name", is_indexed=False),
        protect("nominals_address", is_indexed=False),
        protect("nominals_identifier", is_indexed=False),
        protect("nominals_notsame", append_only=True),
        sql_file(SQL / "candidates.sql"),
    ]
