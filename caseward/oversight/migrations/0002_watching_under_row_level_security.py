"""What watching keeps, under need-to-know; inspectors read every unit's samples; diaries through functions of their own."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import own_rows, protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_why_diaries_are_read_lines_and_samples"),
        ("access", "0002_row_level_security"),
        ("cases", "0007_what_a_search_is_for"),
        ("ledger", "0004_entries_by_operation"),
    ]

    operations = [
        protect("oversight_diarypurpose"),
        protect("oversight_anomaly"),
        protect("oversight_famousname"),
        protect("oversight_decoy"),
        protect("oversight_sample"),
        protect("oversight_signedweek"),
        own_rows("oversight_declaredaddress"),
        sql_file(SQL / "diaries.sql"),
    ]
