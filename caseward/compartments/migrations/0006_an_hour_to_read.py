"""Opening a case in an emergency: for oneself, for an hour, to read."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("compartments", "0005_opened_in_an_emergency"),
        ("referrals", "0002_referrals_under_row_level_security"),
    ]

    operations = [protect("compartments_emergency"), sql_file(SQL / "break_glass.sql")]
