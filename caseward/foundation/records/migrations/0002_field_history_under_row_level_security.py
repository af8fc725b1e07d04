"""The history of a field is known to those who may know the record."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [("records", "0001_field_history"), ("access", "0002_row_level_security")]

    operations = [protect("records_fieldchange", append_only=True, is_indexed=False)]
