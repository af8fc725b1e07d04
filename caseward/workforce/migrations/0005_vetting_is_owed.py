"""Vetting that is to be renewed is owed by those who post people."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("workforce", "0004_nothing_left_behind"), ("obligations", "0009_kinds_that_grow")]

    operations = [sql_file(SQL / "renewals.sql")]
