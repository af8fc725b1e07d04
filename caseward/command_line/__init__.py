"""The command `caseward`: `verify` runs alone, everything else is a management command of the application."""

import os
import sys
from collections.abc import Sequence

from caseward.command_line import verifying


# What changes the shape of the database logs in as its owner, everything else as the runtime role.
OWNERS = frozenset({"migrate", "makemigrations", "sqlmigrate", "showmigrations", "dbshell"})

_USAGE = """\
usage: caseward COMMAND ...

  verify EXPORT      check an export of the ledger; needs neither Django nor a database
  ledger export ...  and every other command of the application: caseward help lists them
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 good, 1 not, 2 not understood or not readable."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in {"-h", "--help"}:
        sys.stdout.write(_USAGE)
        return 0 if given else 2
    if given[0] == "verify":
        return verifying.verify(given[1:])
    _manage(given)
    return 0


def choose_login(command: str) -> None:
    """Say, where nobody has, which settings count and as whom this command logs in to the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings")
    if command in OWNERS:
        os.environ.setdefault("CASEWARD_DATABASE_ROLE", "owner")


def _manage(arguments: list[str]) -> None:
    """Hand over to Django; "ledger export" may be said for export_ledger."""
    # Here and nowhere else inside a function: an outsider verifies an export where Django is not installed.
    import django  # noqa: PLC0415
    from django.core import management  # noqa: PLC0415

    choose_login(arguments[0])
    django.setup()
    noun, *rest = arguments
    spoken = f"{rest[0]}_{noun}" if rest else ""
    words = [spoken, *rest[1:]] if spoken in management.get_commands() else arguments
    management.execute_from_command_line(["caseward", *words])
