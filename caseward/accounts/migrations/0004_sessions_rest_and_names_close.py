"""Sessions end when idle; names that somebody guesses passwords for close for a while."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_accounts_gain_invitations"), ("access", "0002_row_level_security")]

    operations = [sql_file(SQL / "sessions.sql"), sql_file(SQL / "attempts.sql")]
