"""Copies of who may know, for records that are set apart, follow what they are copies of."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0007_one_case_apart")]

    operations = [sql_file(SQL / "apart.sql")]
