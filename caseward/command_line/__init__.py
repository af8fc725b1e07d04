"""The command `caseward`: `verify` runs alone, everything else is a management command of the application."""

import importlib.util
import os
import sys
from collections.abc import Sequence

from caseward.command_line import verifying


# What changes the shape of the database or hands out the whole ledger logs in as the owner, all else as the runtime.
OWNERS = frozenset(
    {
        "migrate",
        "makemigrations",
        "sqlmigrate",
        "showmigrations",
        "dbshell",
        "export_ledger",
        "reconcile_ledger",
        "definitions",
        "rotate_identity_key",
    }
)

_USAGE = """\
usage: caseward COMMAND ...

  verify EXPORT      check an export of the ledger; needs neither Django nor a database
  match train ...    weights and candidate pairs in bulk; also match batch, match evaluate
  replay TIMELINE    what the rules would have said of a dated timeline, in a world that is thrown away
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
    if given[0] == "match":
        return _match(given[1:])
    if given[0] == "replay":
        return _replay(given[1:])
    # Words are joined by hyphens where they are typed: "rotate-identity-key".
    return _manage([given[0].replace("-", "_"), *given[1:]])


def choose_login(words: Sequence[str]) -> None:
    """Say, where nobody has, which settings count and as whom the command of these words logs in to the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings")
    if OWNERS & {*words[:1], _spoken(words)}:
        os.environ.setdefault("CASEWARD_DATABASE_ROLE", "owner")


def _spoken(words: Sequence[str]) -> str:
    """The command that two words name: "ledger export" is export_ledger."""
    return f"{words[1]}_{words[0]}" if len(words) > 1 else ""


def _match(arguments: list[str]) -> int:
    """Hand over to matching in bulk, whose engine is installed only where somebody matches."""
    # Inside a function: whatever else imports this module must not carry the engine with it.
    if importlib.util.find_spec("splink") is None:
        sys.stderr.write("Matching needs packages of its own: make matching installs them.\n")
        return 2
    from caseward.matching import typed  # noqa: PLC0415

    return typed.match(arguments)


def _replay(arguments: list[str]) -> int:
    """Hand over to replays, which read definitions, and load the application only once they have a world for it."""
    # Inside a function: an outsider verifies an export where none of this is installed.
    from caseward.replay import typed  # noqa: PLC0415

    return typed.replay(arguments)


def _manage(arguments: list[str]) -> int:
    """Hand over to Django; "ledger export" is export_ledger. A setting that is missing is said, not traced."""
    # Here and nowhere else inside a function: an outsider verifies an export where Django is not installed.
    import django  # noqa: PLC0415
    from django.core import exceptions, management  # noqa: PLC0415

    choose_login(arguments)
    try:
        django.setup()
    except exceptions.ImproperlyConfigured as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    spoken = _spoken(arguments)
    words = [spoken, *arguments[2:]] if spoken in management.get_commands() else arguments
    management.execute_from_command_line(["caseward", *words])
    return 0
