"""An obligation is known to those who may know the record it is about."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [("obligations", "0001_obligations"), ("access", "0002_row_level_security")]

    operations = [protect("obligations_obligation", is_indexed=False)]
