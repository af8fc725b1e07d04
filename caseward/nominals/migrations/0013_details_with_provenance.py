"""Every detail of a person says where it comes from, how sure it is, and whether it was put right."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import protect, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("nominals", "0012_pointers_to_other_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Birth",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("source_id", models.UUIDField(null=True)),
                (
                    "origin",
                    models.TextField(
                        choices=[
                            ("REFERRAL", "Referral"),
                            ("ENTRY", "Entry in a chronology"),
                            ("DOCUMENT", "Document"),
                            ("SUBJECT", "The person"),
                            ("FAMILY", "Family"),
                            ("PARTNER", "Partner"),
                            ("POLICE_SYSTEM", "Police system"),
                            ("TAKEN_OVER", "Earlier system"),
                            ("OTHER", "Other"),
                        ],
                        default="TAKEN_OVER",
                    ),
                ),
                ("origin_name", models.TextField(blank=True, default="")),
                ("grade", models.TextField(blank=True, default="")),
                (
                    "nature",
                    models.TextField(choices=[("FACT", "Fact"), ("OPINION", "Opinion")], default="FACT"),
                ),
                ("since", models.TextField(blank=True, default="")),
                ("until", models.TextField(blank=True, default="")),
                ("corrected_at", models.DateTimeField(null=True)),
                ("corrected_because", models.TextField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("month", models.PositiveSmallIntegerField(null=True)),
                ("day", models.PositiveSmallIntegerField(null=True)),
                ("youngest_age", models.PositiveSmallIntegerField(null=True)),
                ("oldest_age", models.PositiveSmallIntegerField(null=True)),
                ("age_as_of", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="address",
            name="corrected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="address",
            name="corrected_because",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="address",
            name="corrected_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="corrects",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="nominals.address",
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="grade",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="address",
            name="nature",
            field=models.TextField(choices=[("FACT", "Fact"), ("OPINION", "Opinion")], default="FACT"),
        ),
        migrations.AddField(
            model_name="address",
            name="origin",
            field=models.TextField(
                choices=[
                    ("REFERRAL", "Referral"),
                    ("ENTRY", "Entry in a chronology"),
                    ("DOCUMENT", "Document"),
                    ("SUBJECT", "The person"),
                    ("FAMILY", "Family"),
                    ("PARTNER", "Partner"),
                    ("POLICE_SYSTEM", "Police system"),
                    ("TAKEN_OVER", "Earlier system"),
                    ("OTHER", "Other"),
                ],
                default="TAKEN_OVER",
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="origin_name",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="address",
            name="since",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="address",
            name="until",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="identifier",
            name="corrected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="identifier",
            name="corrected_because",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="identifier",
            name="corrected_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="corrects",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="nominals.identifier",
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="grade",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="identifier",
            name="nature",
            field=models.TextField(choices=[("FACT", "Fact"), ("OPINION", "Opinion")], default="FACT"),
        ),
        migrations.AddField(
            model_name="identifier",
            name="origin",
            field=models.TextField(
                choices=[
                    ("REFERRAL", "Referral"),
                    ("ENTRY", "Entry in a chronology"),
                    ("DOCUMENT", "Document"),
                    ("SUBJECT", "The person"),
                    ("FAMILY", "Family"),
                    ("PARTNER", "Partner"),
                    ("POLICE_SYSTEM", "Police system"),
                    ("TAKEN_OVER", "Earlier system"),
                    ("OTHER", "Other"),
                ],
                default="TAKEN_OVER",
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="origin_name",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="identifier",
            name="since",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="identifier",
            name="until",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="name",
            name="corrected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="name",
            name="corrected_because",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="name",
            name="corrected_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="name",
            name="corrects",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="nominals.name",
            ),
        ),
        migrations.AddField(
            model_name="name",
            name="grade",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="name",
            name="nature",
            field=models.TextField(choices=[("FACT", "Fact"), ("OPINION", "Opinion")], default="FACT"),
        ),
        migrations.AddField(
            model_name="name",
            name="origin",
            field=models.TextField(
                choices=[
                    ("REFERRAL", "Referral"),
                    ("ENTRY", "Entry in a chronology"),
                    ("DOCUMENT", "Document"),
                    ("SUBJECT", "The person"),
                    ("FAMILY", "Family"),
                    ("PARTNER", "Partner"),
                    ("POLICE_SYSTEM", "Police system"),
                    ("TAKEN_OVER", "Earlier system"),
                    ("OTHER", "Other"),
                ],
                default="TAKEN_OVER",
            ),
        ),
        migrations.AddField(
            model_name="name",
            name="origin_name",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="name",
            name="since",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="name",
            name="until",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("corrected_because__isnull", True),
                        ("corrected_by__isnull", True),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("corrected_because__isnull", False),
                        ("corrected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="nominals_address_corrected_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__regex", "^([123][ABCDE])?$")),
                name="nominals_address_grade_is_3x5x2",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                    ("until__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                ),
                name="nominals_address_dates_as_far_as_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("corrected_because__isnull", True),
                        ("corrected_by__isnull", True),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("corrected_because__isnull", False),
                        ("corrected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="nominals_identifier_corrected_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__regex", "^([123][ABCDE])?$")),
                name="nominals_identifier_grade_is_3x5x2",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                    ("until__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                ),
                name="nominals_identifier_dates_as_far_as_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("corrected_because__isnull", True),
                        ("corrected_by__isnull", True),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("corrected_because__isnull", False),
                        ("corrected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="nominals_name_corrected_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__regex", "^([123][ABCDE])?$")), name="nominals_name_grade_is_3x5x2"
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                    ("until__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                ),
                name="nominals_name_dates_as_far_as_known",
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="compartment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.compartment",
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="corrected_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="corrects",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="nominals.birth",
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="nominal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_facts",
                to="nominals.nominal",
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrected_at__isnull", True)),
                fields=("nominal",),
                name="nominals_birth_one_that_is_true",
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("corrected_because__isnull", True),
                        ("corrected_by__isnull", True),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("corrected_because__isnull", False),
                        ("corrected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="nominals_birth_corrected_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__regex", "^([123][ABCDE])?$")),
                name="nominals_birth_grade_is_3x5x2",
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                    ("until__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                ),
                name="nominals_birth_dates_as_far_as_known",
            ),
        ),
        protect("nominals_birth"),
        sql_file(SQL / "births.sql"),
    ]
