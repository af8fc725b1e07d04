"""Opening a case in an emergency: for oneself, for an hour, to read."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [
        ("compartments", "0005_opened_in_an_emergency"),
        ("referrals", "0002_referrals_under_row_level_security"),
    ]

    operations = [protect("compartments_emergency")]
