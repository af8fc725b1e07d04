"""What is next due about a referral, kept beside it by the database; after its column, whose change it would hold up."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0005_pages_by_key"),
        ("obligations", "0004_pages_by_key"),
    ]

    operations = [sql_file(SQL / "due_next.sql")]
