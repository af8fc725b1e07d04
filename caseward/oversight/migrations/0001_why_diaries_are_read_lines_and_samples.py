"""Why diaries are read, lines of the lists, samples, and what the lists go by."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclaredAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("postcode", models.TextField()),
                ("declared_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decoy",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("record_id", models.UUIDField(unique=True)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiaryPurpose",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("of", models.TextField(choices=[("record", "a record"), ("officer", "an officer")])),
                ("about_id", models.UUIDField()),
                ("purpose", models.TextField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FamousName",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("forename", models.TextField()),
                ("surname", models.TextField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Anomaly",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "rule",
                    models.TextField(
                        choices=[
                            ("off-duty", "Off duty"),
                            ("no-task", "No task"),
                            ("famous-name", "Famous name"),
                            ("own-name", "Own surname"),
                            ("own-address", "Own address"),
                            ("many-looks", "Many people within an hour"),
                            ("decoy", "Decoy record"),
                        ]
                    ),
                ),
                ("sequence", models.BigIntegerField()),
                ("record_id", models.UUIDField(null=True)),
                ("looked_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_how",
                    models.TextField(
                        choices=[("explained", "Explained"), ("referred", "Referred")], null=True
                    ),
                ),
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
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
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
                    models.Index(
                        models.F("compartment"),
                        models.F("looked_at"),
                        models.F("id"),
                        name="oversight_anomaly_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("settled_how__isnull", True),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("settled_how__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="oversight_anomaly_settled_at_and_others_together",
                    ),
                    models.UniqueConstraint(
                        fields=("sequence", "rule"), name="oversight_anomaly_once_a_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled_by", models.F("officer")), _negated=True),
                        name="oversight_anomaly_settled_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("week", models.DateField()),
                ("sequence", models.BigIntegerField(unique=True)),
                ("record_id", models.UUIDField(null=True)),
                ("looked_at", models.DateTimeField()),
                ("event", models.TextField()),
                ("purpose", models.TextField()),
                ("explain_by", models.DateTimeField()),
                ("attest_by", models.DateTimeField()),
                ("explained_at", models.DateTimeField(null=True)),
                ("explanation", models.TextField(blank=True, default="")),
                ("attested_at", models.DateTimeField(null=True)),
                (
                    "attested_as",
                    models.TextField(
                        choices=[
                            ("justified", "Justified"),
                            ("not-justified", "Not justified"),
                            ("cannot-tell", "Cannot tell: referred"),
                        ],
                        null=True,
                    ),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("referred_to", models.TextField(blank=True, default="")),
                (
                    "attested_by",
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
                (
                    "officer",
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
                    models.Index(fields=["officer", "-looked_at"], name="oversight_sample_by_officer"),
                    models.Index(fields=["compartment", "-week"], name="oversight_sample_by_week"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attested_as__isnull", True),
                                ("attested_at__isnull", True),
                                ("attested_by__isnull", True),
                            ),
                            models.Q(
                                ("attested_as__isnull", False),
                                ("attested_at__isnull", False),
                                ("attested_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="oversight_sample_attested_at_and_others_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attested_by", models.F("officer")), _negated=True),
                        name="oversight_sample_attested_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attested_as", "cannot-tell"), _negated=True),
                            models.Q(("referred_to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="oversight_sample_referred_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("week", models.DateField()),
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
                    models.UniqueConstraint(fields=("compartment", "week"), name="oversight_signedweek_once")
                ],
            },
        ),
    ]
