"""manage.py seal_ledger: seal now what the worker would seal within the minute."""

from django.core.management.base import BaseCommand

from caseward.foundation import clock
from caseward.foundation.ledger import sealing


class Command(BaseCommand):
    """Seal the ledger once."""

    help = "Seal the ledger's finished entries and sign a checkpoint."

    def handle(self, *_args: object, **_options: object) -> None:
        """Say how many entries were sealed."""
        count = sealing.seal(now=clock.now())
        self.stdout.write(f"{count} entries sealed.")
