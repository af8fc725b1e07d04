"""What is done before serving, in a process of its own that logs in as the owner: keys, tables, static files."""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core import management
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from caseward.accounts.vocabulary import Kind
from caseward.config.run import demo_world
from caseward.foundation.ledger import keys
from caseward.foundation.storage import apart, configuration, master


# Scripts that a package brings and no page asks for; some import others that it does not bring.
NOT_SERVED = ["django_htmx"]
MADE_OTHERWISE = (
    "The tables of this database were made in another order than this version makes them, as may be before a first"
    " release. Nothing was changed. Start with another data folder (CASEWARD_DATA) or another empty database; a demo"
    " world is made anew there."
)


def main() -> int:
    """Bring keys, tables and static files up to date; each does nothing when it is."""
    django.setup()
    make_keys()
    migrate()
    go_on_after_a_restore()
    collect_static_files()
    mark_demo_world()
    return 0


def make_keys() -> None:
    """Make the signing key of the ledger and the master key of files, where there are none.

    The key of identity links is nobody's to make but its keeper's, who is invented in the demo world.
    """
    keys.make_key(settings.LEDGER_KEY_FILE)
    if master.VARIABLE not in os.environ and not configuration.master_key_file().exists():
        master.create(configuration.master_key_file())
    is_given = apart.VARIABLE in os.environ or configuration.key_apart_file().exists()
    if settings.CASEWARD_DEMO and not is_given:
        master.create(configuration.key_apart_file())


def migrate() -> None:
    """Apply migrations that were not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        print(f"Bringing the tables up to date ({len(plan)} steps) …", flush=True)  # noqa: T201
        try:
            management.call_command("migrate", interactive=False, verbosity=0)
        except InconsistentMigrationHistory:
            sys.exit(MADE_OTHERWISE)


def go_on_after_a_restore() -> None:
    """Let the ledger go on where the database was restored from a dump, by us or by hand."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.ledger_goes_on()")


def mark_demo_world() -> None:
    """Say that the demo world comes next, where it is wanted and nobody has an account yet."""
    people = get_user_model().objects.filter(kind=Kind.PERSON)
    if settings.CASEWARD_DEMO and not people.exists():
        demo_world.mark(connection.connection)


def collect_static_files() -> None:
    """Lay style sheets and scripts out under digested names, when any of them changed."""
    stamp, state = Path(settings.STATIC_ROOT) / ".collected", _state()
    if not stamp.exists() or stamp.read_text() != state:
        management.call_command(
            "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED
        )
        stamp.write_text(state)


def _state() -> str:
    return hashlib.sha256("\n".join(sorted(_files())).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{name} {found.st_size} {found.st_mtime_ns}"


if __name__ == "__main__":
    sys.exit(main())
