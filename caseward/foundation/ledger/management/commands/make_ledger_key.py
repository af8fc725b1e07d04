"""manage.py make_ledger_key: the key that signs checkpoints, once."""

from django.conf import settings
from django.core.management.base import BaseCommand

from caseward.foundation.ledger import keys


class Command(BaseCommand):
    """Make the signing key where there is none."""

    help = "Make the key that signs ledger checkpoints, unless there is one."

    def handle(self, *_args: object, **_options: object) -> None:
        """Say which of the two it was."""
        made = keys.make_key(settings.LEDGER_KEY_FILE)
        self.stdout.write("The ledger's signing key was made." if made else "There is a signing key already.")
