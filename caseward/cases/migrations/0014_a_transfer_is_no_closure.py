"""Cases offered to other units, known on both sides; and the function that gives one away whole."""

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
        ("cases", "0011_support_plans"),
        ("cases", "0013_what_boards_ask"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("home_id", models.UUIDField()),
                ("sender", models.TextField()),
                ("receiver", models.TextField()),
                ("note", models.TextField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("ACCEPTED", "accepted"),
                            ("REFUSED", "refused"),
                            ("WITHDRAWN", "withdrawn"),
                        ],
                        null=True,
                    ),
                ),
                ("answer_words", models.TextField(blank=True, default="")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="cases.case"
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
                                ("answer__isnull", True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("answer__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cases_transfer_answered_at_and_answered_by_and_answer_together",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("case",),
                        name="cases_transfer_one_open",
                    ),
                ],
            },
        ),
        guard("cases_transfer"),
        sql_file(SQL / "transfers.sql"),
    ]
