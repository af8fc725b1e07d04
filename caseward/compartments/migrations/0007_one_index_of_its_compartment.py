"""A compartment of its own is found by the index that keeps it the only one; a second would cost every save."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("compartments", "0006_an_hour_to_read")]

    operations = [
        migrations.RunSQL(
            "drop index compartments_owncompartment_by_compartment",
            "create index compartments_owncompartment_by_compartment on compartments_owncompartment (compartment_id)",
        )
    ]
