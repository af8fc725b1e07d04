"""The one function that may look for people by likeness; those of silent compartments stand under salts of their own."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0002_nominals_under_row_level_security")]

    operations: list[Operation] = [sql_file(SQL / "look_ups.sql")]
