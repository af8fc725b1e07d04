"""A contact says who made it and what is done about a risk that is not known; a visit what was seen."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("chronology", "0002_entries_only_grow"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("observations", models.TextField()),
                ("items_seen", models.TextField()),
                ("demeanour", models.TextField()),
                ("exact_words", models.TextField()),
                ("present", models.TextField()),
                (
                    "children_seen",
                    models.TextField(
                        choices=[
                            ("SEEN", "Yes, each of them"),
                            ("NOT_SEEN", "No, not all of them"),
                            ("NONE", "No child lives there"),
                        ]
                    ),
                ),
                ("crew", models.TextField()),
                ("short_because", models.TextField(blank=True, default="")),
                ("video_reference", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="initiated_by",
            field=models.TextField(
                blank=True,
                choices=[
                    ("US", "We did"),
                    ("THEM", "They did"),
                    ("PARTNER", "Somebody else, for them or for us"),
                ],
                default="",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="risk_doing",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.TextField(
                choices=[
                    ("EVENT", "Event"),
                    ("MISSING", "Missing episode"),
                    ("HEALTH", "Health"),
                    ("HOUSING", "Housing"),
                    ("RELEASE", "Release from custody"),
                    ("MOVE", "Move to another place"),
                    ("CONTACT", "Contact"),
                    ("NOTE", "Note"),
                    ("INTELLIGENCE", "Intelligence"),
                    ("DECISION", "Decision"),
                    ("SYSTEM", "Record"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="outcome",
            field=models.TextField(blank=True, default=""),
        ),
        # What was entered before nobody can put right: entries only grow.
        AddConstraintNotValid(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("risk", "UNKNOWN"), _negated=True),
                    models.Q(("risk_doing", ""), _negated=True),
                    _connector="OR",
                ),
                name="chronology_entry_risk_not_known_says_what_is_done",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="compartment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.compartment",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="visit", to="chronology.entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("observations", ""),
                    ("items_seen", ""),
                    ("demeanour", ""),
                    ("exact_words", ""),
                    ("present", ""),
                    ("children_seen", ""),
                    ("crew", ""),
                    _connector="OR",
                    _negated=True,
                ),
                name="chronology_visit_says_what_was_seen",
            ),
        ),
        protect("chronology_visit", append_only=True),
        sql_file(SQL / "visits.sql"),
    ]
