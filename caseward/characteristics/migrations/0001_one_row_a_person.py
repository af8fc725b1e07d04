"""One row a person, which only functions of the database read."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0005_moving"),
        ("nominals", "0010_similar_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Characteristics",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("age", models.TextField(default="not-asked")),
                ("disability", models.TextField(default="not-asked")),
                ("gender_reassignment", models.TextField(default="not-asked")),
                ("marriage", models.TextField(default="not-asked")),
                ("pregnancy", models.TextField(default="not-asked")),
                ("race", models.TextField(default="not-asked")),
                ("religion", models.TextField(default="not-asked")),
                ("sex", models.TextField(default="not-asked")),
                ("orientation", models.TextField(default="not-asked")),
                (
                    "changed_by",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominals.nominal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        protect("characteristics_characteristics"),
        sql_file(Path(__file__).parents[1] / "sql" / "characteristics.sql"),
    ]
