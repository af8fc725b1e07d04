"""What people are to each other, known to those who may know both."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import guard, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_copies_follow"),
        ("nominals", "0014_how_people_are_reached"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("source_id", models.UUIDField(null=True)),
                (
                    "origin",
                    models.TextField(
                        choices=[
                            ("REFERRAL", "Referral"),
                            ("ENTRY", "Entry in a chronology"),
                            ("DOCUMENT", "Document"),
                            ("SUBJECT", "The person"),
                            ("FAMILY", "Family"),
                            ("PARTNER", "Partner"),
                            ("POLICE_SYSTEM", "Police system"),
                            ("TAKEN_OVER", "Earlier system"),
                            ("OTHER", "Other"),
                        ],
                        default="TAKEN_OVER",
                    ),
                ),
                ("origin_name", models.TextField(blank=True, default="")),
                ("grade", models.TextField(blank=True, default="")),
                (
                    "nature",
                    models.TextField(choices=[("FACT", "Fact"), ("OPINION", "Opinion")], default="FACT"),
                ),
                ("since", models.TextField(blank=True, default="")),
                ("until", models.TextField(blank=True, default="")),
                ("corrected_at", models.DateTimeField(null=True)),
                ("corrected_because", models.TextField(null=True)),
                ("kind", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(null=True)),
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
                    "corrected_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominals.relation",
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
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_at__isnull", True), ("ended_at__isnull", True)),
                        fields=("nominal", "other", "kind"),
                        name="nominals_relation_one_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nominal__lt", models.F("other"))),
                        name="nominals_relation_lower_id_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="nominals_relation_has_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_because__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_because__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nominals_relation_ended_at_and_others_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrected_at__isnull", True),
                                ("corrected_because__isnull", True),
                                ("corrected_by__isnull", True),
                            ),
                            models.Q(
                                ("corrected_at__isnull", False),
                                ("corrected_because__isnull", False),
                                ("corrected_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nominals_relation_corrected_at_and_others_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__regex", "^([123][ABCDE])?$")),
                        name="nominals_relation_grade_is_3x5x2",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                            ("until__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                        ),
                        name="nominals_relation_dates_as_far_as_known",
                    ),
                ],
            },
        ),
        guard("nominals_relation"),
        sql_file(SQL / "relations.sql"),
    ]
