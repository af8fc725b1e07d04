"""The ledger grows for every role, and only grows; sealing and checkpoints go through two functions."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries_leaves_and_checkpoints"), ("access", "0002_row_level_security")]

    operations = [sql_file(SQL / "ledger.sql")]
