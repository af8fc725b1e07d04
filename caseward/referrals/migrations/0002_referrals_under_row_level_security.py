"""Referrals under need-to-know; as-given words that nobody may change; a letterbox that its poster cannot read."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import guard, protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_referrals_from_arrival_to_decision"),
        ("access", "0002_row_level_security"),
    ]

    operations = [
        protect("referrals_referral", is_indexed=False),
        protect("referrals_answer", is_indexed=False),
        protect("referrals_clarification", is_indexed=False),
        protect("referrals_safecontact"),
        protect("referrals_asgiven", append_only=True, is_indexed=False),
        protect("referrals_matchanswer", append_only=True, is_indexed=False),
        protect("referrals_deconfliction", append_only=True, is_indexed=False),
        guard("referrals_submission"),
        sql_file(SQL / "as_given_stays.sql"),
    ]
