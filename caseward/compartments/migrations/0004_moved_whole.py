"""A person moves to a compartment of his own whole, or not at all."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("compartments", "0003_cases_of_their_own"),
        ("access", "0005_moving"),
        ("cases", "0002_cases_under_row_level_security"),
        ("chronology", "0002_entries_only_grow"),
        ("nominals", "0008_people_are_linked_never_merged"),
        ("decisions", "0002_decisions_only_grow"),
    ]

    operations = [
        protect("compartments_keyrequest"),
        protect("compartments_owncompartment"),
        sql_file(SQL / "own_compartment.sql"),
    ]
