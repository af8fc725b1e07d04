"""Most requests only ask how their session stands; once a minute it is noted that somebody was there."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_tables_of_libraries")]

    operations = [sql_file(SQL / "standing.sql")]
