"""The cache that all workers share, and what the runtime role may do with the tables of Django and allauth."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_sessions_rest_and_names_close"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [sql_file(SQL / "libraries.sql")]
