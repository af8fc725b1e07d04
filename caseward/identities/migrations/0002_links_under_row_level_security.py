"""Links under need-to-know; the locked pairs are handed out only while two custodians agree."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("identities", "0001_two_custodians_hold_a_link"),
        ("access", "0002_row_level_security"),
        ("nominals", "0002_nominals_under_row_level_security"),
        ("organisations", "0001_forces_units_and_partners"),
        ("workforce", "0002_nobody_writes_his_own"),
    ]

    operations = [
        protect("identities_identitylink"),
        protect("identities_sealedpair"),
        protect("identities_opening"),
        protect("identities_ending"),
        sql_file(SQL / "identities.sql"),
        sql_file(SQL / "custodians_alone.sql"),
    ]
