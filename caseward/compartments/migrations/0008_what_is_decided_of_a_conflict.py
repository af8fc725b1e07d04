"""What a second person decides after somebody declared a conflict of interest, and of which case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_copies_follow"),
        ("compartments", "0007_one_index_of_its_compartment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="exclusion",
            name="about_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="decided_because",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="decided_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="decision",
            field=models.TextField(
                choices=[
                    ("NAMED", "For named people, without them"),
                    ("WITHOUT", "With the unit, without them: that is enough"),
                    ("NO_CONFLICT", "As before, and with them: there is no conflict"),
                ],
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_because__isnull", True),
                        ("decided_by__isnull", True),
                        ("decision__isnull", True),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_because__isnull", False),
                        ("decided_by__isnull", False),
                        ("decision__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="compartments_exclusion_decision_decided_at_and_others_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("decided_by")), _negated=True),
                name="compartments_exclusion_decided_by_another",
            ),
        ),
    ]
