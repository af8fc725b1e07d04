"""Organisations that the work of a unit is about, under need-to-know."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("organisations", "0002_organisations_under_the_write_guard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("name", models.TextField()),
                (
                    "sector",
                    models.TextField(
                        choices=[
                            ("EDUCATION", "Education"),
                            ("HEALTH", "Health"),
                            ("LOCAL_AUTHORITY", "Local authority"),
                            ("HOUSING", "Housing"),
                            ("PROBATION", "Probation and prisons"),
                            ("CHARITY", "Charity or community"),
                            ("OTHER", "Other"),
                        ]
                    ),
                ),
                ("place", models.TextField(blank=True, default="")),
                (
                    "compartment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        protect("organisations_organisation"),
    ]
