"""caseward restore FOLDER: into an empty place, then compared with what was witnessed."""

import sys
from argparse import ArgumentParser
from pathlib import Path

import psycopg
from django.core.management.base import BaseCommand, CommandError

from caseward.foundation.database import faults as database_faults
from caseward.foundation.operating import doctor, telling
from caseward.foundation.operating.backups import faults, places, restoring
from caseward.foundation.storage import errors


class Command(BaseCommand):
    """The keys must be back in their place before, the witness's folder at best, too."""

    help = "Restore a backup into an empty database and an empty folder of files. Exit status 1: something is wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: object, **options: object) -> None:
        """Say how what was restored compares with what was backed up and with what was witnessed."""
        folder = Path(str(options["folder"])).absolute()
        try:
            findings = restoring.restore(folder, into=places.installation())
        except (
            faults.NotDone,
            database_faults.Unusable,
            errors.NotStored,
            psycopg.Error,
            OSError,
        ) as problem:
            raise CommandError(f"Not restored. {problem}") from None
        self.stdout.write(telling.as_sentences(findings))
        if not doctor.is_well(findings):
            sys.exit(1)
