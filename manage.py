"""Typed commands: migrations as the owner, everything else as the runtime role."""

import sys

from django.core import management

from caseward import command_line


def main(arguments: list[str]) -> None:
    """Run one command of Django or of Caseward."""
    command_line.choose_login(arguments[1:])
    management.execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
