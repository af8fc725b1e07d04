"""Another unit knows this person: whom to ask, where its compartment says so."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("nominals", "0010_similar_people")]

    operations: list[Operation] = [sql_file(SQL / "pointers.sql")]
