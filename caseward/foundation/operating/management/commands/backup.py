"""caseward backup FOLDER: database, files and the last checkpoint; never a key."""

from argparse import ArgumentParser
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from caseward.foundation import clock
from caseward.foundation.database import faults as database_faults
from caseward.foundation.operating.backups import faults, making, places


class Command(BaseCommand):
    """People may go on working while it runs."""

    help = "Back up database, files and the last checkpoint into a new folder. Keys are not in it: keep them apart."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: object, **options: object) -> None:
        """Say what is in it, and where the keys are that are not."""
        folder = Path(str(options["folder"])).absolute()
        try:
            made = making.back_up(folder, of=places.installation(), now=clock.now())
        except (faults.NotDone, database_faults.Unusable, psycopg.Error, OSError) as problem:
            raise CommandError(f"There is no backup in {folder}. {problem}") from None
        self.stdout.write(
            f"Backed up to {folder}: {len(made.rows)} tables, {sum(made.rows.values()):,} rows, files, and a ledger of "
            f"{made.sealed} sealed entries.\n"
            "It holds records that anybody can read who holds it: keep it on an encrypted disk.\n"
            f"No key is in it. Without {settings.MASTER_KEY_FILE} (or CASEWARD_MASTER_KEY) its files stay locked "
            "for ever: keep a copy of the keys in another place."
        )
