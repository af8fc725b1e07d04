"""What is past its day is a range of an index, for the boards of whoever leads a unit."""

from django.conf import settings
from django.db import migrations, models


def open_by_day(table: str) -> models.Index:
    """What may run past its day, by unit."""
    return models.Index(
        models.F("compartment"),
        models.F("due_on"),
        models.F("id"),
        condition=models.Q(("due_on__isnull", False), ("settled_at__isnull", True)),
        name=f"cases_{table}_open_by_day",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_postings_alone"),
        ("cases", "0010_sealed_from_the_first_instant"),
        ("obligations", "0005_pages_by_key_under_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(model_name="action", index=open_by_day("action")),
        migrations.AddIndex(model_name="gap", index=open_by_day("gap")),
        # Beside the indexes of what one person owes and what a queue holds: what a whole unit owes, by when.
        migrations.RunSQL(
            "create index obligations_by_unit on obligations_obligation "
            "(compartment_id, least(due_at, 'infinity'::timestamptz), created_at, id) where ended_at is null",
            "drop index obligations_by_unit",
        ),
    ]
