"""Records of silent compartments stand in the index of searches under salts of their own."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0006_fewer_are_compared_of_more")]

    operations: list[Operation] = [
        migrations.SeparateDatabaseAndState(
            database_operations=[sql_file(SQL / "sealed.sql")],
            state_operations=[migrations.RemoveIndex(model_name="nominal", name="nominals_nominal_by_key")],
        )
    ]
