"""Typed commands: migrations as the owner, everything else as the runtime role."""

import os
import sys

from django.core import management


# What changes the shape of the database logs in as its owner.
OWNERS = frozenset({"migrate", "makemigrations", "sqlmigrate", "showmigrations", "dbshell"})


def main(arguments: list[str]) -> None:
    """Run one command of Django or of Caseward."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings")
    if arguments[1:2] and arguments[1] in OWNERS:
        os.environ.setdefault("CASEWARD_DATABASE_ROLE", "owner")
    management.execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
