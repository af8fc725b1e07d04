"""The number or address that a contact was made on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chronology", "0008_sessions")]

    operations = [
        migrations.AddField(
            model_name="entry", name="number", field=models.TextField(blank=True, default="")
        ),
    ]
