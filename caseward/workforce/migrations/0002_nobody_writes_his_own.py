"""Postings, vetting and training under the write guard and policies of their own."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import guard, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0001_postings_vetting_and_training"),
        ("access", "0002_row_level_security"),
        ("ledger", "0002_append_only"),
    ]

    operations = [
        guard("workforce_posting"),
        guard("workforce_clearance"),
        guard("workforce_training"),
        guard("workforce_heldrank"),
        sql_file(SQL / "workforce.sql"),
    ]
