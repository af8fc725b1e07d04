"""Risks that are not known are found without reading those that are; and a refused transfer ends its clock."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("cases", "0014_a_transfer_is_no_closure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="risk",
            index=models.Index(
                models.F("compartment"),
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("level", "NOT_KNOWN"), ("settled_at__isnull", True)),
                name="cases_risk_not_known",
            ),
        ),
        sql_file(SQL / "transfer_clock.sql"),
    ]
