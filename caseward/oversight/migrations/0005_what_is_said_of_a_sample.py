"""What is said of a sample: why, by its officer; whether that was so, by a second person."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_who_may_know"),
        ("oversight", "0004_looks_that_met_a_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attestation",
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
                            ("justified", "Justified"),
                            ("not-justified", "Not justified"),
                            ("cannot-tell", "Cannot tell: referred"),
                        ]
                    ),
                ),
                ("words", models.TextField()),
                ("referred_to", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="sample",
            name="oversight_sample_attested_at_and_others_together",
        ),
        migrations.RemoveConstraint(
            model_name="sample",
            name="oversight_sample_attested_by_another",
        ),
        migrations.RemoveConstraint(
            model_name="sample",
            name="oversight_sample_referred_to_somebody",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="attested_as",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="attested_at",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="attested_by",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="explained_at",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="explanation",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="referred_to",
        ),
        migrations.RemoveField(
            model_name="sample",
            name="words",
        ),
        migrations.AddField(
            model_name="attestation",
            name="compartment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.compartment",
            ),
        ),
        migrations.AddField(
            model_name="attestation",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attestation",
            name="officer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attestation",
            name="sample",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="attestation", to="oversight.sample"
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="compartment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.compartment",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="sample",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="explanation", to="oversight.sample"
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("created_by", models.F("officer")), _negated=True),
                name="oversight_attestation_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("says", "cannot-tell"), _negated=True),
                    models.Q(("referred_to", ""), _negated=True),
                    _connector="OR",
                ),
                name="oversight_attestation_referred_to_somebody",
            ),
        ),
        protect("oversight_explanation"),
        protect("oversight_attestation"),
        sql_file(SQL / "samples.sql"),
    ]
