"""Threats with their people, source, grades and steps; incidents, and the decision on a pattern of them."""

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
        ("nominals", "0014_how_people_are_reached"),
        ("jobs", "0002_queue_and_outbox_under_guard"),
        ("obligations", "0007_whom_to_tell"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Threat",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("words", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("received_by", models.TextField()),
                (
                    "received_how",
                    models.TextField(
                        choices=[
                            ("CALL", "By telephone"),
                            ("MESSAGE", "By text, message or post online"),
                            ("IN_PERSON", "Told to an officer"),
                            ("PAPER", "On paper"),
                            ("INTELLIGENCE", "Through intelligence"),
                            ("PARTNER", "From a partner"),
                        ]
                    ),
                ),
                ("maker_description", models.TextField(blank=True, default="")),
                ("method", models.TextField(blank=True, default="")),
                ("place", models.TextField(blank=True, default="")),
                ("when", models.TextField(blank=True, default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_because", models.TextField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threats", to="cases.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_because__isnull", True),
                                ("closed_by__isnull", True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_because__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="threats_threat_closed_at_and_others_together",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "compartment"), name="threats_threat_id_and_compartment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("words", ""), ("received_by", ""), _connector="OR", _negated=True
                        ),
                        name="threats_threat_in_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonOfThreat",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("part", models.TextField(choices=[("VICTIM", "Meant by it"), ("MAKER", "Made it")])),
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominals.nominal",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.personincase",
                    ),
                ),
                (
                    "threat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="threats.threat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nominal__isnull", True), ("person__isnull", False)),
                            models.Q(("nominal__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="threats_personofthreat_by_record_or_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("grade", models.TextField()),
                ("aspects", models.JSONField()),
                ("because", models.TextField()),
                ("definition_version", models.TextField()),
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
                    "threat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="threats.threat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade", ""), ("because", ""), _connector="OR", _negated=True),
                        name="threats_grade_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatSource",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
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
                    "threat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source",
                        to="threats.threat",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ThreatStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "done",
                    models.TextField(
                        choices=[
                            ("owner-told", "Decision owner told"),
                            ("maker-contacted", "Action on the maker"),
                            ("no-action", "No action on the maker"),
                            ("warned", "Warning delivered"),
                            ("not-warned", "No warning"),
                            ("added", "Added to the record"),
                        ]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("who", models.TextField(blank=True, default="")),
                ("rank", models.TextField(blank=True, default="")),
                ("edition", models.TextField(blank=True, default="")),
                ("words", models.TextField()),
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
                    "threat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="threats.threat"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="threats_threatstep_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done", "owner-told"), _negated=True),
                            models.Q(("rank", ""), ("who", ""), _connector="OR", _negated=True),
                            _connector="OR",
                        ),
                        name="threats_threatstep_owner_has_a_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done", "warned"), _negated=True),
                            models.Q(("edition", ""), ("who", ""), _connector="OR", _negated=True),
                            _connector="OR",
                        ),
                        name="threats_threatstep_warning_has_an_edition",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("words", models.TextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incidents", to="cases.case"
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
                    "nominal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="nominals.nominal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), ("kind", ""), _connector="OR", _negated=True),
                        name="threats_incident_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LifeDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("is_real", models.BooleanField()),
                ("chosen", models.TextField()),
                ("rejected", models.TextField()),
                ("because", models.TextField()),
                ("rank", models.TextField(blank=True, default="", db_default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life_decisions",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", ""), ("rejected", ""), ("because", ""), _connector="OR", _negated=True
                        ),
                        name="threats_lifedecision_says_why",
                    )
                ],
            },
        ),
        protect("threats_threat"),
        protect("threats_personofthreat", append_only=True),
        protect("threats_threatsource", append_only=True),
        protect("threats_grade", append_only=True),
        protect("threats_threatstep", append_only=True),
        protect("threats_incident", append_only=True),
        protect("threats_lifedecision", append_only=True),
        sql_file(SQL / "belonging.sql"),
        sql_file(SQL / "count_incidents.sql"),
    ]
