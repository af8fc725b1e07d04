"""A draft is seen by its writer alone."""

from django.db import migrations

from caseward.foundation.records.protection import own_rows


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_drafts"), ("access", "0002_row_level_security")]

    operations = [own_rows("drafts_draft")]
