"""manage.py export_ledger: what `caseward verify` checks, in a folder."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caseward.foundation.ledger import exporting


class Command(BaseCommand):
    """Write the sealed ledger for a verifier."""

    help = "Write the sealed ledger, its checkpoints and proofs into a new folder (as the owner of the database)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which entry to prove."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--prove", type=int, help="the place of an entry to prove the inclusion of")

    def handle(self, *_args: object, **options: object) -> None:
        """Say how many entries were written."""
        folder, prove = Path(str(options["folder"])), options["prove"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty: an export goes into a folder of its own.")
        try:
            count = exporting.export(folder, prove=prove if isinstance(prove, int) else None)
        except exporting.NothingSealed as nothing:
            raise CommandError(str(nothing)) from nothing
        self.stdout.write(f"{count} entries written to {folder}. Check them with: caseward verify {folder}")
