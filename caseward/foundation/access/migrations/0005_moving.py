"""Records move to another compartment with everything that belongs to them."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_who_may_know"),
        ("drafts", "0002_drafts_are_their_writers"),
        ("receipts", "0002_receipts_are_their_senders"),
    ]

    operations = [sql_file(SQL / "moving.sql")]
