"""What somebody would leave behind, asked before an account or a posting ends; and whose vetting or training ends."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("workforce", "0003_absences_and_cover")]

    operations = [sql_file(SQL / "left_behind.sql"), sql_file(SQL / "lapsing.sql")]
