"""Of whom a silent compartment keeps, an inspector who does not know it reads no entry."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("oversight", "0002_watching_under_row_level_security")]

    operations: list[Operation] = [sql_file(SQL / "silent_to_inspectors_too.sql")]
