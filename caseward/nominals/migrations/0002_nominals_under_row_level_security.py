"""People under need-to-know."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [
        ("nominals", "0001_people_as_each_unit_knows_them"),
        ("access", "0002_row_level_security"),
    ]

    operations = [
        protect("nominals_nominal", is_indexed=False),
        protect("nominals_name", is_indexed=False),
        protect("nominals_address", is_indexed=False),
        protect("nominals_identifier", is_indexed=False),
        protect("nominals_notsame", append_only=True),
    ]
