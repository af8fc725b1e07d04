"""Parts of a case: for whom each is, and who reads them from outside the police; whom a duty officer is to call."""

import datetime
import uuid
from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_copies_follow"),
        ("compartments", "0009_one_case_alone"),
        ("cases", "0010_sealed_from_the_first_instant"),
        ("chronology", "0002_entries_only_grow"),
        ("decisions", "0002_decisions_only_grow"),
        ("storage", "0002_files_under_row_level_security"),
        ("nominals", "0012_pointers_to_other_units"),
        ("workforce", "0001_postings_vetting_and_training"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("about_id", models.UUIDField()),
                (
                    "audience",
                    models.TextField(
                        choices=[
                            ("POLICE", "Police only"),
                            ("PANEL", "Panel"),
                            ("PARTNER", "Panel and partners"),
                            ("SUBJECT", "The person as well"),
                        ]
                    ),
                ),
                ("defaults", models.JSONField()),
                ("because", models.TextField()),
                ("until", models.DateTimeField()),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
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
                        name="compartments_part_ended_at_and_others_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("created_by")), _negated=True),
                        name="compartments_part_is_given_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["PANEL", "PARTNER"])),
                        name="compartments_part_is_for_outsiders",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("created_at"), "+", models.Value(datetime.timedelta(days=366))
                                ),
                            )
                        ),
                        name="compartments_part_ends_within_a_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("about_id", models.UUIDField()),
                ("record_id", models.UUIDField()),
                (
                    "audience",
                    models.TextField(
                        choices=[
                            ("POLICE", "Police only"),
                            ("PANEL", "Panel"),
                            ("PARTNER", "Panel and partners"),
                            ("SUBJECT", "The person as well"),
                        ]
                    ),
                ),
                ("because", models.TextField()),
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
                "constraints": [
                    models.UniqueConstraint(fields=("record_id",), name="compartments_section_one")
                ],
            },
        ),
        protect("compartments_part"),
        protect("compartments_section"),
        sql_file(SQL / "parts.sql"),
        sql_file(SQL / "markers.sql"),
    ]
