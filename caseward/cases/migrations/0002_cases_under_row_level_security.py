"""Cases under need-to-know, and never without one accepted owner."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases_and_who_owns_them"), ("access", "0002_row_level_security")]

    operations = [
        protect("cases_case"),
        protect("cases_ownership"),
        protect("cases_offer"),
        protect("cases_gap"),
        protect("cases_action"),
        protect("cases_risk"),
        protect("cases_closing"),
        protect("cases_finding", append_only=True),
        protect("cases_setaside", append_only=True),
        sql_file(SQL / "one_owner.sql"),
    ]
