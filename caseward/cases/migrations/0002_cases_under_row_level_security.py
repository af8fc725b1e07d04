"""Cases under need-to-know, and never without one accepted owner."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases_and_who_owns_them"), ("access", "0002_row_level_security")]

    operations = [
        protect("cases_case", is_indexed=False),
        protect("cases_ownership", is_indexed=False),
        protect("cases_offer", is_indexed=False),
        protect("cases_gap", is_indexed=False),
        protect("cases_action", is_indexed=False),
        protect("cases_risk", is_indexed=False),
        protect("cases_closing", is_indexed=False),
        protect("cases_finding", append_only=True, is_indexed=False),
        protect("cases_setaside", append_only=True, is_indexed=False),
        sql_file(SQL / "one_owner.sql"),
    ]
