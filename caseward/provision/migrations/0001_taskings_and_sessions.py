"""Taskings with their objectives, sessions and reports, known to those who may know what they are about."""

import uuid
from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_postings_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tasking",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("about_id", models.UUIDField()),
                (
                    "about_kind",
                    models.TextField(
                        choices=[("referral", "Referral"), ("case", "Case"), ("nominal", "Person")]
                    ),
                ),
                ("about_reference", models.TextField()),
                ("line_id", models.UUIDField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("amended_because", models.TextField(blank=True, default="")),
                ("organisation", models.TextField()),
                ("provider", models.TextField()),
                ("brief", models.TextField()),
                ("sessions_planned", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("acknowledged_on", models.DateField(null=True)),
                ("acknowledged_by", models.TextField(null=True)),
                (
                    "acknowledged_how",
                    models.TextField(
                        choices=[
                            ("EMAIL", "By e-mail"),
                            ("SIGNED", "Signed copy"),
                            ("IN_PERSON", "In person"),
                            ("PHONE", "By phone"),
                        ],
                        null=True,
                    ),
                ),
                ("superseded_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(null=True)),
                ("successor", models.TextField(blank=True, default="")),
                ("no_successor_because", models.TextField(blank=True, default="")),
                ("unheld_because", models.TextField(blank=True, default="")),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["about_id", "created_at"], name="provision_tasking_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_by__isnull", True),
                                ("acknowledged_how__isnull", True),
                                ("acknowledged_on__isnull", True),
                            ),
                            models.Q(
                                ("acknowledged_by__isnull", False),
                                ("acknowledged_how__isnull", False),
                                ("acknowledged_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="provision_tasking_acknowledged_on_and_others_together",
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
                        name="provision_tasking_ended_at_and_others_together",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("line_id",),
                        name="provision_tasking_one_edition_stands",
                    ),
                    models.UniqueConstraint(
                        fields=("line_id", "edition"), name="provision_tasking_edition_is_its_own"
                    ),
                    models.UniqueConstraint(
                        fields=("id", "compartment"), name="provision_tasking_id_and_compartment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation", ""),
                            ("provider", ""),
                            ("brief", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="provision_tasking_says_whom_it_asks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")), ("sessions_planned__gte", 1)
                        ),
                        name="provision_tasking_plans_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(
                                ("no_successor_because", ""), models.Q(("successor", ""), _negated=True)
                            ),
                            models.Q(
                                ("successor", ""), models.Q(("no_successor_because", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="provision_tasking_ended_says_who_goes_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "became",
                    models.TextField(
                        choices=[
                            ("HELD", "It was held"),
                            ("NOT_ATTENDED", "The person did not come"),
                            ("CANCELLED", "It was cancelled"),
                        ]
                    ),
                ),
                ("occurred_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "channel",
                    models.TextField(
                        choices=[
                            ("IN_PERSON", "In person"),
                            ("PHONE", "By phone"),
                            ("VIDEO", "By video"),
                            ("EMAIL", "By email or message"),
                            ("LETTER", "By letter"),
                            ("OTHER", "Another way"),
                        ]
                    ),
                ),
                ("place", models.TextField(blank=True, default="")),
                ("attendees", models.TextField(blank=True, default="")),
                (
                    "covered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("summary", models.TextField(blank=True, default="")),
                ("concern", models.TextField(blank=True, default="")),
                ("safeguarding", models.TextField(blank=True, default="")),
                ("next_on", models.DateField(null=True)),
                ("because", models.TextField(blank=True, default="")),
                ("action_id", models.UUIDField(null=True)),
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
                    "tasking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="provision.tasking",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "compartment"), name="provision_session_id_and_compartment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("became", "HELD"),
                                ("minutes__gte", 1),
                                models.Q(("attendees", ""), ("summary", ""), _connector="OR", _negated=True),
                            ),
                            models.Q(
                                models.Q(("became", "HELD"), _negated=True),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="provision_session_held_or_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concern", ""), ("action_id__isnull", False), _connector="OR"),
                        name="provision_session_concern_makes_an_action",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("serves_id", models.UUIDField()),
                ("serves", models.TextField()),
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
                    "tasking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="provision.tasking",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tasking", "place"), name="provision_objective_place_is_its_own"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), ("serves", ""), _connector="OR", _negated=True),
                        name="provision_objective_serves_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionReport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("received_on", models.DateField()),
                ("text", models.TextField()),
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="provision.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="provision_sessionreport_says_something",
                    )
                ],
            },
        ),
        protect("provision_tasking"),
        protect("provision_objective", append_only=True),
        protect("provision_session", append_only=True),
        protect("provision_sessionreport", append_only=True),
        sql_file(SQL / "belonging.sql"),
    ]
