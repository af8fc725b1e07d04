"""manage.py replace_master_key: a new master key, and every vault locked with it."""

import os
import uuid
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from caseward.foundation import clock
from caseward.foundation.jobs import service
from caseward.foundation.ledger import writer
from caseward.foundation.storage import configuration, master, rotation


class Command(BaseCommand):
    """Run as the owner of the database, while the platform goes on working."""

    help = "Make a new master key and lock every vault with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Both are for the second half of the work."""
        parser.add_argument(
            "--no-new-key", action="store_true", help="only lock vaults with the first key there is"
        )
        parser.add_argument(
            "--forget-old", action="store_true", help="drop the keys that no vault needs any more"
        )

    def handle(self, *_args: object, no_new_key: bool, forget_old: bool, **_options: object) -> None:
        """The new key is written before anything is locked with it."""
        rotation.must_be_owner()
        in_file = not os.environ.get(master.VARIABLE)
        if in_file and not no_new_key:
            master.add(configuration.master_key_file())
        count = rotation.lock_anew(occasion=_occasion())
        self.stdout.write(f"{count} vaults locked with master key {configuration.master_keys().current}.")
        if forget_old and in_file:
            master.keep_only(configuration.master_key_file(), names=rotation.still_needed())
            self.stdout.write("Older keys were forgotten: backups from before can no longer be read.")


def _occasion() -> writer.Occasion:
    return writer.Occasion(clock.now(), service.WORKER.id, uuid.uuid4(), "replace_master_key", "")
