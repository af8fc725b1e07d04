"""Keys and files are known to those who may know their compartment."""

from pathlib import Path

from django.db import migrations

from caseward.foundation.records.protection import protect, sql_file


class Migration(migrations.Migration):
    dependencies = [("storage", "0001_keys_and_files"), ("access", "0002_row_level_security")]

    operations = [
        protect("storage_vaultkey", is_indexed=False),
        protect("storage_storedfile", is_indexed=False),
        sql_file(Path(__file__).parents[1] / "sql" / "storage.sql"),
    ]
