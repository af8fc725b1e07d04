"""Pages are ranges of an index under row-level security, too: what `coalesce` gives may leak, what `least` gives does not."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("nominals", "0004_people_are_looked_up"),
        ("referrals", "0006_due_next_beside_the_referral"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="referral",
            name="referrals_queue_of_unit",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referrals_queue",
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                models.F("compartment"),
                models.Func(
                    models.F("next_due_at"),
                    template="least(%(expressions)s, 'infinity'::timestamptz)",
                ),
                models.F("received_at"),
                models.F("id"),
                condition=models.Q(("decided_at__isnull", False), _negated=True),
                name="referrals_queue_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                models.Func(
                    models.F("next_due_at"),
                    template="least(%(expressions)s, 'infinity'::timestamptz)",
                ),
                models.F("received_at"),
                models.F("id"),
                condition=models.Q(("decided_at__isnull", False), _negated=True),
                name="referrals_queue",
            ),
        ),
    ]
