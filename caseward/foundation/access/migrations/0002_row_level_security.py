"""Schema sec: sessions, identity, and the policies of the access tables themselves."""

from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from caseward.foundation.access import sessions
from caseward.foundation.records.protection import guard, sql_file


SQL = Path(__file__).resolve().parents[1] / "sql"


def keep_minting_key(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The database learns the pads of the key by which it recognises the application."""
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "insert into sec.minting_key (inner_pad, outer_pad) values (%s, %s)",
            sessions.pads(sessions.minting_key()),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_compartments_and_memberships"),
        ("ledger", "0001_entries_leaves_and_checkpoints"),
    ]

    operations = [
        sql_file(SQL / "sec.sql"),
        migrations.RunPython(keep_minting_key, migrations.RunPython.noop),
        guard("access_compartment"),
        guard("access_membership"),
        guard("access_exclusion"),
    ]
