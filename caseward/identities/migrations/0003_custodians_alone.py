"""Only a posting makes a custodian, and only custodians learn how many links there are."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("identities", "0002_links_under_row_level_security"),
        ("workforce", "0002_nobody_writes_his_own"),
    ]

    operations = [sql_file(SQL / "custodians_alone.sql")]
