"""manage.py sweep_storage: show, and then remove, stored bytes that belong to no file."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from caseward.foundation import clock
from caseward.foundation.storage import sweeping


class Command(BaseCommand):
    """A dry run unless told to remove."""

    help = "List stored bytes older than a day that belong to no file; --remove takes them away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing is removed without being asked for."""
        parser.add_argument("--remove", action="store_true", help="remove what is listed")

    def handle(self, *_args: object, remove: bool, **_options: object) -> None:
        """List first, so that the operator sees what goes."""
        found = sweeping.look(now=clock.now())
        for name in (*found.orphans, *(path.name for path in found.unfinished)):
            self.stdout.write(name)
        count = len(found.orphans) + len(found.unfinished)
        if remove:
            sweeping.remove(found)
        self.stdout.write(f"{count} removed." if remove else f"{count} found; --remove takes them away.")
