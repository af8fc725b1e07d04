"""Pages are ranges of an index under row-level security, too: what `coalesce` gives may leak, what `least` gives does not."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("obligations", "0004_pages_by_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="obligation",
            name="obligations_by_bearer",
        ),
        migrations.RemoveIndex(
            model_name="obligation",
            name="obligations_by_queue",
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                models.F("owed_by"),
                models.Func(
                    models.F("due_at"),
                    template="least(%(expressions)s, 'infinity'::timestamptz)",
                ),
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True)),
                name="obligations_by_bearer",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                models.F("compartment"),
                models.F("capability"),
                models.Func(
                    models.F("due_at"),
                    template="least(%(expressions)s, 'infinity'::timestamptz)",
                ),
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("ended_at__isnull", True), ("owed_by__isnull", True)),
                name="obligations_by_queue",
            ),
        ),
    ]
