"""What was asked for waits, as numbers, to be compared with who is kept in silence."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0008_people_are_linked_never_merged")]

    operations: list[Operation] = [sql_file(SQL / "noted.sql")]
