"""The operator may know how many messages wait, and nothing else of them."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_queue_and_outbox_under_guard")]

    operations = [sql_file(Path(__file__).parents[1] / "sql" / "backlog.sql")]
