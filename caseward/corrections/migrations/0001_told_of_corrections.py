"""Whoever relied on a wrong detail is told by one function of the database."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("cases", "0008_people_in_a_case"),
        ("decisions", "0001_decision_records"),
        ("jobs", "0002_queue_and_outbox_under_guard"),
        ("nominals", "0013_details_with_provenance"),
        ("obligations", "0007_whom_to_tell"),
    ]

    operations: list[Operation] = [sql_file(SQL / "tell_of_correction.sql")]
