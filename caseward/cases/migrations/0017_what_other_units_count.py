"""How often other units had to do with a person is counted, where they say whom to ask."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_who_read_the_history"), ("nominals", "0012_pointers_to_other_units")]

    operations = [sql_file(SQL / "known_elsewhere.sql")]
