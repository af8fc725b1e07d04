"""Look-ups under need-to-know, written by the platform alone."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("tripwires", "0001_look_ups_that_touched_somebody"),
        ("nominals", "0009_look_ups_are_noted"),
        ("referrals", "0001_referrals_from_arrival_to_decision"),
        ("cases", "0001_cases_and_who_owns_them"),
    ]

    operations = [protect("tripwires_trip"), sql_file(SQL / "trip_wires.sql")]
