"""What a search is for, under need-to-know, with words that can go at any time."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("cases", "0006_pages_by_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchPurpose",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("case", "A case of mine"),
                            ("task", "A task of mine"),
                            ("reason", "Another reason"),
                        ]
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("about_id", models.UUIDField(null=True)),
                ("words", models.TextField(blank=True, default="")),
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
                                ("about_id__isnull", True),
                                ("why", "reason"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("why", "reason"), _negated=True),
                                ("about_id__isnull", False),
                                ("reason", ""),
                                ("words", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cases_searchpurpose_of_a_record_or_in_words",
                    )
                ],
            },
        ),
        protect("cases_searchpurpose"),
    ]
