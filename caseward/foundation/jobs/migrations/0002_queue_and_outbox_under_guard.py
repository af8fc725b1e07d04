"""The runtime role works the queue; messages are their compartment's, notices their recipient's."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from caseward.foundation.records.protection import guard, protect, sql_file


WORKER = "00000000-0000-4000-8000-000000000002"


def make_worker(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The account under which the platform's own jobs act; nobody can sign in with it."""
    apps.get_model("accounts", "User").objects.create(
        id=WORKER,
        username="caseward",
        name="Caseward",
        kind="SERVICE",
        password="!",  # noqa: S106  no password matches it
    )


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_outbox_and_notices"),
        ("access", "0002_row_level_security"),
        ("accounts", "0002_accounts_under_the_write_guard"),
        ("drafts", "0002_drafts_are_their_writers"),
        ("receipts", "0002_receipts_are_their_senders"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        protect("jobs_outboxmessage", is_indexed=False),
        guard("jobs_notice"),
        sql_file(Path(__file__).parents[1] / "sql" / "jobs.sql"),
        migrations.RunPython(make_worker, migrations.RunPython.noop),
    ]
