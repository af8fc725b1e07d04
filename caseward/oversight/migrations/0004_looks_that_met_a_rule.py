"""Looks that met a rule, drawn by a function from which no name comes out."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0003_silent_to_inspectors_too"),
        ("jobs", "0003_backlog_for_the_operator"),
        ("nominals", "0004_people_are_looked_up"),
        ("referrals", "0003_channel_of_a_former_system"),
        ("organisations", "0002_organisations_under_the_write_guard"),
    ]

    operations = [sql_file(SQL / "lines.sql")]
