"""A case begins with a referral or otherwise, and is about a person or an organisation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("cases", "0008_people_in_a_case"),
        ("nominals", "0012_pointers_to_other_units"),
        ("organisations", "0003_organisations_that_cases_are_about"),
        ("referrals", "0007_pages_by_key_under_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="organisations.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="nominal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="nominals.nominal",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="referral",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="case",
                to="referrals.referral",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nominal__isnull", False), ("organisation__isnull", True)),
                    models.Q(
                        ("nominal__isnull", True), ("organisation__isnull", False), ("referral__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="cases_case_about_a_person_or_an_organisation",
            ),
        ),
    ]
