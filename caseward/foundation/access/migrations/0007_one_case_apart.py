import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
    ]

    operations = [
        migrations.AddField(
            model_name="compartment",
            name="within",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.compartment",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="copy_of",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.exclusion",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="copy_of",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.membership",
            ),
        ),
    ]
