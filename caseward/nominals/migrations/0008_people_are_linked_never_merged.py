"""Two records are linked or told apart in one word, known to those who may know both."""

import uuid
from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import guard, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("nominals", "0004_people_are_looked_up"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "says",
                    models.TextField(
                        choices=[
                            ("SAME", "Same person"),
                            ("NOT_SAME", "Not the same person"),
                            ("CANNOT_TELL", "Cannot tell"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("PROPOSED", "waits for a second person"),
                            ("STANDS", "stands"),
                            ("END_ASKED", "stands; a second person is asked to end it"),
                            ("REFUSED", "refused"),
                            ("ENDED", "ended"),
                            ("NOTED", "noted"),
                        ]
                    ),
                ),
                (
                    "risks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("needs_two", models.BooleanField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
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
                        condition=models.Q(("state__in", ("PROPOSED", "STANDS", "END_ASKED"))),
                        fields=("nominal", "other"),
                        name="nominals_personlink_one_open_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nominal__lt", models.F("other"))),
                        name="nominals_personlink_lower_id_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_two", False),
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nominals_personlink_two_people_where_needed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by__isnull", True), ("state__in", ["PROPOSED", "END_ASKED"])),
                            models.Q(
                                ("answered_by__isnull", False), ("state__in", ["REFUSED", "ENDED", "NOTED"])
                            ),
                            models.Q(("answered_by__isnull", False), ("says", "SAME"), ("state", "STANDS")),
                            models.Q(
                                ("answered_by__isnull", True), ("says", "NOT_SAME"), ("state", "STANDS")
                            ),
                            _connector="OR",
                        ),
                        name="nominals_personlink_waits_unanswered_ends_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("PROPOSED", "proposed that they are one person"),
                            ("LINKED", "linked them as one person"),
                            ("CONFIRMED", "confirmed it as the second person"),
                            ("REFUSED", "refused it"),
                            ("END_ASKED", "asked to end it"),
                            ("KEPT", "kept it as the second person"),
                            ("ENDED", "ended it"),
                            ("TOLD_APART", "said that they are two people"),
                            ("WITHDRAWN", "withdrew it as the second person"),
                            ("CANNOT_TELL", "could not tell"),
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
                (
                    "other_compartment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="nominals.personlink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="nominals_linkstep_has_a_reason",
                    ),
                ],
            },
        ),
        sql_file(SQL / "told_apart.sql"),
        migrations.DeleteModel(name="NotSame"),
        guard("nominals_personlink"),
        guard("nominals_linkstep"),
        sql_file(SQL / "pairs.sql"),
    ]
