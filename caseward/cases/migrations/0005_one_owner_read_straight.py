"""One owner at an instant: checked with less work, as strictly."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_newest_of_many_units")]

    operations = [sql_file(SQL / "one_owner_read_straight.sql")]
