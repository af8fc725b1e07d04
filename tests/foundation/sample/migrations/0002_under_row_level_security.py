"""The two tables under protection."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [("sample", "0001_boxes_and_slips"), ("access", "0002_row_level_security")]

    operations = [protect("sample_box"), protect("sample_slip", append_only=True)]
