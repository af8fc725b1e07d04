"""As what a decider was posted, and of which rank, when the decision was signed: what changes later changes nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_decisions_only_grow")]

    operations = [
        migrations.AddField(
            model_name="decisionrecord",
            name="decided_as",
            field=models.TextField(blank=True, default="", db_default=""),
        ),
        *(
            migrations.AddField(
                model_name=model, name=name, field=models.TextField(blank=True, default="", db_default="")
            )
            for model, name in (
                ("decisionrecord", "decided_rank"),
                ("decisionaddendum", "rank"),
                ("countersignature", "rank"),
            )
        ),
    ]
