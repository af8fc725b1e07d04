"""Access by name that nobody used for long, for those who say who may know."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0005_what_is_said_of_a_sample"),
        ("compartments", "0010_parts_of_a_case"),
    ]

    operations = [sql_file(SQL / "unused_grants.sql")]
