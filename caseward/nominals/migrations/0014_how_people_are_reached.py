"""Safe and unsafe ways to reach a person, and who must never be told."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_copies_follow"),
        ("nominals", "0013_details_with_provenance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactSafety",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("IN_PERSON", "In person"),
                                ("PHONE", "By phone"),
                                ("VIDEO", "By video"),
                                ("EMAIL", "By email or message"),
                                ("LETTER", "By letter"),
                                ("OTHER", "Another way"),
                            ]
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("hours", models.TextField(blank=True, default="")),
                ("introduce", models.TextField(blank=True, default="")),
                (
                    "unsafe",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                (
                    "never_tell",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("said_by", models.TextField(blank=True, default="")),
                ("grade", models.TextField(blank=True, default="")),
                ("source_id", models.UUIDField(null=True)),
                ("changed_at", models.DateTimeField()),
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
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_safety",
                        to="nominals.nominal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="nominals_contactsafety_own",
                        fields=["nominal"],
                        condition=models.Q(source_id__isnull=True),
                    ),
                    models.UniqueConstraint(name="nominals_contactsafety_of_source", fields=["source_id"]),
                ],
                "indexes": [models.Index(name="nominals_contactsafety_of", fields=["nominal"])],
            },
        ),
        protect("nominals_contactsafety"),
    ]
