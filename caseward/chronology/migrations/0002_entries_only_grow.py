"""Entries are known to those who may know what they are about, and are put right by adding to them."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_entries"), ("access", "0002_row_level_security")]

    operations = [
        protect("chronology_entry", append_only=True, is_indexed=False),
        sql_file(SQL / "amendments.sql"),
    ]
