"""Fewer records are compared field by field, chosen by their spelling among more."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0005_two_slips_instead_of_likeness")]

    operations: list[Operation] = [sql_file(SQL / "wider.sql")]
