"""Two entries of one event, side by side, and which of them is relied on."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_copies_follow"),
        ("chronology", "0004_number_of_a_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SameEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("because", models.TextField()),
                ("relied_at", models.DateTimeField(null=True)),
                ("relied_because", models.TextField(null=True)),
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
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chronology.entry"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chronology.entry"
                    ),
                ),
                (
                    "relied_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relied_on",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="chronology.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("one", "other"),
                        name="chronology_sameevent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="chronology_sameevent_lower_id_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="chronology_sameevent_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relied_on__isnull", True),
                            ("relied_on", models.F("one")),
                            ("relied_on", models.F("other")),
                            _connector="OR",
                        ),
                        name="chronology_sameevent_relies_on_one_of_the_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("relied_at__isnull", True),
                                ("relied_because__isnull", True),
                                ("relied_by__isnull", True),
                                ("relied_on__isnull", True),
                            ),
                            models.Q(
                                ("relied_at__isnull", False),
                                ("relied_because__isnull", False),
                                ("relied_by__isnull", False),
                                ("relied_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="chronology_sameevent_relied_at_and_others_together",
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
                        name="chronology_sameevent_ended_at_and_others_together",
                    ),
                ],
            },
        ),
        protect("chronology_sameevent"),
        sql_file(SQL / "same_event.sql"),
    ]
