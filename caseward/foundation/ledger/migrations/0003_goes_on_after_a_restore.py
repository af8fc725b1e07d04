"""A ledger that was restored from a dump goes on being sealed, although its database counts transactions anew."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    operations = [sql_file(SQL / "restored.sql")]
