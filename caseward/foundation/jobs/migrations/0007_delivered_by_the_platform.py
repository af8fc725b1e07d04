"""A notice is put there by whoever delivers it, as the ledger tells."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("jobs", "0006_notices_by_key")]

    operations = [sql_file(SQL / "delivered_by_the_platform.sql")]
