"""A message is claimed with the answer to whether it is due."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_backlog_for_the_operator")]

    operations = [sql_file(Path(__file__).parents[1] / "sql" / "due.sql")]
