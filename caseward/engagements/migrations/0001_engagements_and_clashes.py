"""Engagements and their clashes under need-to-know; the platform alone compares those of several units."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0008_copies_follow"),
        ("cases", "0014_a_transfer_is_no_closure"),
        ("jobs", "0006_notices_by_key"),
        ("nominals", "0015_people_around_a_person"),
        ("obligations", "0009_kinds_that_grow"),
        ("organisations", "0003_organisations_that_cases_are_about"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("reference", models.TextField(unique=True)),
                ("organisation", models.TextField(blank=True, default="")),
                ("organisation_key", models.TextField(blank=True, default="")),
                ("place", models.TextField(blank=True, default="")),
                ("place_key", models.TextField(blank=True, default="")),
                (
                    "sort",
                    models.TextField(
                        choices=[
                            ("VISIT", "Visit"),
                            ("MEETING", "Meeting"),
                            ("BRIEFING", "Briefing"),
                            ("EXERCISE", "Exercise"),
                        ]
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
                ("purpose", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "became",
                    models.TextField(
                        choices=[("HELD", "Held"), ("NOT_HELD", "Not held"), ("WITHDRAWN", "Withdrawn")],
                        null=True,
                    ),
                ),
                ("words", models.TextField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="cases.case",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clash",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("pair", models.UUIDField()),
                (
                    "by",
                    models.TextField(
                        choices=[
                            ("PERSON", "the same person"),
                            ("ADDRESS", "the same address"),
                            ("ORGANISATION", "the same organisation"),
                        ]
                    ),
                ),
                ("unit", models.TextField()),
                ("contact", models.TextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_how",
                    models.TextField(
                        choices=[
                            ("WENT_AHEAD", "Both go ahead, each alone"),
                            ("JOINT", "They go together"),
                            ("MOVED", "This one is moved to another time or place"),
                            ("WITHDRAWN", "This one is withdrawn"),
                        ],
                        null=True,
                    ),
                ),
                ("settled_because", models.TextField(null=True)),
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
                    "settled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clashes",
                        to="engagements.engagement",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                models.F("compartment"),
                models.F("planned_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True)),
                name="engagements_by_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                models.F("compartment"),
                models.F("planned_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True), _negated=True),
                name="engagements_past_by_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                models.F("planned_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True)),
                name="engagements_planned",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                models.F("planned_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True), _negated=True),
                name="engagements_past",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                condition=models.Q(("organisation_key", ""), _negated=True),
                fields=["organisation_key", "planned_at"],
                name="engagements_of_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                condition=models.Q(("place_key", ""), _negated=True),
                fields=["place_key", "planned_at"],
                name="engagements_at_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("became__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("words__isnull", True),
                    ),
                    models.Q(
                        ("became__isnull", False),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("words__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="engagements_engagement_ended_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", ""), _negated=True),
                    models.Q(("case__isnull", True), ("organisation", ""), ("place", ""), _negated=True),
                ),
                name="engagements_engagement_says_with_whom_and_what_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                fields=("id", "compartment"), name="engagements_engagement_id_and_compartment"
            ),
        ),
        migrations.AddIndex(
            model_name="clash",
            index=models.Index(fields=["pair"], name="engagements_clash_pair"),
        ),
        migrations.AddConstraint(
            model_name="clash",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", True),
                        ("settled_because__isnull", True),
                        ("settled_by__isnull", True),
                        ("settled_how__isnull", True),
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_because__isnull", False),
                        ("settled_by__isnull", False),
                        ("settled_how__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="engagements_clash_settled_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="clash",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("engagement", "pair"),
                name="engagements_clash_once_for_a_pair",
            ),
        ),
        protect("engagements_engagement", is_indexed=False),
        protect("engagements_clash"),
        sql_file(SQL / "clashes.sql"),
    ]
