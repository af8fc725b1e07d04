"""Pairs of records that look alike wait until somebody has judged them."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import guard, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("nominals", "0009_look_ups_are_noted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SimilarPair",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("strength", models.PositiveIntegerField()),
                ("judged_at", models.DateTimeField(null=True)),
                ("seen_version", models.PositiveIntegerField(null=True)),
                ("other_seen_version", models.PositiveIntegerField(null=True)),
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
                (
                    "nominal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominals.nominal"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominals.nominal"
                    ),
                ),
                (
                    "other_compartment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("compartment"),
                        models.F("strength"),
                        models.F("id"),
                        condition=models.Q(("judged_at__isnull", True)),
                        name="nominals_similar_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("nominal", "other"), name="nominals_similarpair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("nominal__lt", models.F("other"))),
                        name="nominals_similarpair_lower_id_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other_seen_version__isnull", True), ("seen_version__isnull", True)),
                            models.Q(("other_seen_version__isnull", False), ("seen_version__isnull", False)),
                            _connector="OR",
                        ),
                        name="nominals_similarpair_seen_version_and_others_together",
                    ),
                ],
            },
        ),
        guard("nominals_similarpair"),
        sql_file(SQL / "similar.sql"),
    ]
