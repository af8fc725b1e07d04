"""As what a decider was posted when the decision was signed: a rank that changes later changes nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_decisions_only_grow")]

    operations = [
        migrations.AddField(
            model_name="decisionrecord",
            name="decided_as",
            field=models.TextField(blank=True, default="", db_default=""),
        )
    ]
