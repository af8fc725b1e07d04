"""Cases that are sealed from their first instant."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_cases_that_begin_otherwise"),
        ("organisations", "0003_organisations_that_cases_are_about"),
        ("access", "0006_postings_alone"),
        ("compartments", "0007_one_index_of_its_compartment"),
    ]

    operations = [sql_file(SQL / "kept_apart.sql")]
