"""Until when people were told of an obligation, and when the next of them is."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from caseward.foundation.records.protection import sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"

# What was owed before is told of when it is late; of what is late already, at once.
FROM_NOW_ON = "update obligations_obligation set tells_at = due_at where ended_at is null"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("jobs", "0006_notices_by_key"),
        ("obligations", "0006_when_it_happened"),
        ("workforce", "0002_nobody_writes_his_own"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="obligation", name="tells_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="obligation", name="told_at", field=models.DateTimeField(null=True)),
        migrations.RunSQL(FROM_NOW_ON, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                name="obligations_to_tell",
                fields=["tells_at"],
                condition=models.Q(("tells_at__isnull", False)),
            ),
        ),
        sql_file(SQL / "telling.sql"),
    ]
