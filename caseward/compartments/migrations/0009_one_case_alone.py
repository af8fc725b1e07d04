"""Shutting out, and opening in an emergency, reach one case alone."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("compartments", "0008_what_is_decided_of_a_conflict"),
        ("access", "0008_copies_follow"),
        ("cases", "0009_cases_that_begin_otherwise"),
    ]

    operations = [sql_file(SQL / "apart.sql")]
