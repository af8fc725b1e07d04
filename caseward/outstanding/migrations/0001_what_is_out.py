"""What is out on people, and each attempt to bring it to its end."""

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
        ("cases", "0015_what_is_not_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("sort", models.TextField()),
                ("since", models.DateField()),
                ("words", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_as", models.TextField(null=True)),
                ("ended_because", models.TextField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outstanding",
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
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("compartment"),
                        models.F("since"),
                        models.F("id"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="outstanding_item_by_unit",
                    ),
                    models.Index(
                        models.F("since"),
                        models.F("id"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="outstanding_item_longest_out",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_as__isnull", True),
                                ("ended_at__isnull", True),
                                ("ended_because__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("ended_as__isnull", False),
                                ("ended_at__isnull", False),
                                ("ended_because__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outstanding_item_ended_at_and_others_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sort", ""), ("words", ""), _connector="OR", _negated=True),
                        name="outstanding_item_says_what_it_is",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "compartment"), name="outstanding_item_id_and_compartment"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("occurred_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("place", models.TextField()),
                ("outcome", models.TextField()),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="outstanding.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by", ""), ("place", ""), ("outcome", ""), _connector="OR", _negated=True
                        ),
                        name="outstanding_attempt_says_it_whole",
                    ),
                ],
            },
        ),
        protect("outstanding_item"),
        protect("outstanding_attempt", append_only=True),
        sql_file(SQL / "belonging.sql"),
    ]
