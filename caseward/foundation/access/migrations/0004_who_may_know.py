"""Who may know, said by name: functions that write what they say and nothing else."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_given_by_name")]

    operations = [sql_file(SQL / "who_may_know.sql")]
