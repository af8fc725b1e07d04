"""Organisations reveal nobody, and change only inside commands."""

from django.db import migrations

from caseward.foundation.records.protection import guard


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_forces_units_and_partners"),
        ("access", "0002_row_level_security"),
        ("ledger", "0002_append_only"),
    ]

    operations = [
        guard("organisations_force"),
        guard("organisations_unit"),
        guard("organisations_partner"),
        guard("organisations_partnercontact"),
    ]
