"""What is owed can be worked out again when rules are published anew; the platform owes by one function."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("obligations", "0007_whom_to_tell")]

    operations = [sql_file(SQL / "recomputing.sql"), sql_file(SQL / "owing.sql")]
