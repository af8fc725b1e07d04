"""Enquiries under need-to-know, and a public page that puts one in and reads none."""

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
        ("cases", "0014_a_transfer_is_no_closure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("reference", models.TextField(unique=True)),
                (
                    "channel",
                    models.TextField(
                        choices=[("TELEPHONE", "By telephone"), ("PUBLIC", "Public enquiry page")]
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "asker",
                    models.TextField(
                        choices=[
                            ("SCHOOL", "A school or college"),
                            ("PARENT", "A parent or carer"),
                            ("PARTNER", "Another professional"),
                            ("OTHER", "Somebody else"),
                        ]
                    ),
                ),
                (
                    "age_band",
                    models.TextField(
                        choices=[
                            ("UNDER_13", "Under 13"),
                            ("13_15", "13 to 15"),
                            ("16_17", "16 or 17"),
                            ("18_25", "18 to 25"),
                            ("OVER_25", "Over 25"),
                            ("NOT_KNOWN", "Not known"),
                        ]
                    ),
                ),
                ("concern", models.TextField()),
                ("wants", models.TextField(blank=True, default="")),
                ("taken_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "basis",
                    models.TextField(
                        choices=[
                            ("CONSENT", "The person has agreed"),
                            ("PARENT", "A parent or carer has agreed for a child"),
                            ("SAFETY", "Somebody is at risk of serious harm"),
                            ("LAW_ENFORCEMENT", "Necessary to prevent or detect a crime"),
                        ],
                        null=True,
                    ),
                ),
                ("basis_said", models.TextField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_how",
                    models.TextField(
                        choices=[
                            ("ANSWERED", "Answered, and nothing more is asked"),
                            ("ELSEWHERE", "Answered, and pointed to whom it belongs to"),
                            ("TAKEN_ON", "Answered, and a case was opened"),
                            ("WITHDRAWN", "Withdrawn by whoever asked"),
                        ],
                        null=True,
                    ),
                ),
                ("closed_because", models.TextField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "closed_by",
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
                    "taken_by",
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
                        models.F("received_at"),
                        models.F("id"),
                        condition=models.Q(("closed_at__isnull", True)),
                        name="enquiries_open_of_unit",
                    ),
                    models.Index(
                        models.F("compartment"),
                        models.F("closed_at"),
                        models.F("id"),
                        condition=models.Q(("closed_at__isnull", True), _negated=True),
                        name="enquiries_closed_of_unit",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="enquiries_enquiry_taken_at_and_taken_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis__isnull", True), ("basis_said__isnull", True), ("case__isnull", True)
                            ),
                            models.Q(
                                ("basis__isnull", False),
                                ("basis_said__isnull", False),
                                ("case__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="enquiries_enquiry_case_and_basis_and_basis_said_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_because__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_how__isnull", True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_because__isnull", False),
                                ("closed_by__isnull", False),
                                ("closed_how__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="enquiries_enquiry_closed_at_and_others_together",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "compartment"), name="enquiries_enquiry_id_and_compartment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concern", ""), _negated=True),
                        name="enquiries_enquiry_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("answered_at__isnull", False),
                            ("closed_how", "WITHDRAWN"),
                            _connector="OR",
                        ),
                        name="enquiries_enquiry_ends_answered_or_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskerContact",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("name", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("contact", models.TextField(blank=True, default="")),
                ("erased_at", models.DateTimeField(null=True)),
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
                    "enquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("contact", ""), ("name", ""), ("organisation", "")),
                            _connector="OR",
                        ),
                        name="enquiries_askercontact_erased_is_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnquiryAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("product", models.TextField()),
                ("edition", models.TextField()),
                ("words", models.TextField(blank=True, default="")),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("TELEPHONE", "By telephone"),
                            ("EMAIL", "By e-mail"),
                            ("LETTER", "By letter"),
                            ("IN_PERSON", "In person"),
                        ]
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
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("product", ""), ("edition", ""), _connector="OR", _negated=True),
                        name="enquiries_enquiryanswer_names_its_edition",
                    ),
                ],
            },
        ),
        protect("enquiries_enquiry"),
        protect("enquiries_askercontact"),
        protect("enquiries_enquiryanswer", append_only=True),
        sql_file(SQL / "asked.sql"),
    ]
