"""When what ended an obligation happened, beside when that was recorded."""

from django.conf import settings
from django.db import migrations, models


# Until now both were one moment.
RECORDED_AS_IT_HAPPENED = (
    "update obligations_obligation set happened_at = ended_at where ended_at is not null"
)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("obligations", "0005_pages_by_key_under_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="obligation",
            name="happened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(RECORDED_AS_IT_HAPPENED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                name="obligations_obligation_ended_at_and_happened_at_together",
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("happened_at__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("happened_at__isnull", False)),
                    _connector="OR",
                ),
            ),
        ),
    ]
