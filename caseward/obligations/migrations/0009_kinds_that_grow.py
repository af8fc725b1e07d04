"""The kinds of record that something is owed about are asked for anew, so that a further one changes no table."""

from django.db import migrations, models

from caseward.obligations import vocabulary


class Migration(migrations.Migration):
    dependencies = [("obligations", "0008_worked_out_again")]

    operations = [
        migrations.AlterField(
            model_name="obligation",
            name="about_kind",
            field=models.TextField(choices=vocabulary.kinds),
        ),
    ]
