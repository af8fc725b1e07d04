"""Administrators see the access that follows from postings, and nothing of what is said by name."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0005_moving")]

    operations = [sql_file(SQL / "postings_alone.sql")]
