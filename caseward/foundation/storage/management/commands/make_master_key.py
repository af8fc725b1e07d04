"""manage.py make_master_key: the key that locks every vault, once."""

import os

from django.core.management.base import BaseCommand

from caseward.foundation.storage import configuration, master


class Command(BaseCommand):
    """Make the master key where there is none."""

    help = "Make the key that locks files and secret fields, unless there is one."

    def handle(self, *_args: object, **_options: object) -> None:
        """Say which it was; a key that cannot be read is a reason to stop, never to make another."""
        path = configuration.master_key_file()
        if not os.environ.get(master.VARIABLE) and not path.exists():
            master.create(path)
            self.stdout.write("The master key was made. Keep a copy of it apart from the backups.")
            return
        configuration.master_keys()
        self.stdout.write("There is a master key already.")
