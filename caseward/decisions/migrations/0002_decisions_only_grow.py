"""Decisions are known to those who may know what they are about, and only grow: whole when signed, seconded by another."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_decision_records"), ("access", "0002_row_level_security")]

    operations = [
        protect("decisions_decisionrecord", append_only=True, is_indexed=False),
        protect("decisions_decisionoption", append_only=True, is_indexed=False),
        protect("decisions_decisionreliance", append_only=True, is_indexed=False),
        protect("decisions_decisionaddendum", append_only=True, is_indexed=False),
        protect("decisions_countersignature", append_only=True, is_indexed=False),
        sql_file(SQL / "whole_and_second.sql"),
    ]
