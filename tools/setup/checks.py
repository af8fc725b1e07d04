"""All checks of the code, each tried whatever the others say; the end counts them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.setup import places


BIN = Path(sys.executable).parent
SETTINGS = "caseward.config.settings_test"


def commands() -> Iterator[tuple[str, list[str]]]:
    """Each check's name and command."""
    python = sys.executable
    yield "format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."]
    yield "lint", [f"{BIN}/ruff", "check", "--quiet", "."]
    yield "imports", [f"{BIN}/lint-imports"]
    yield "types", [f"{BIN}/mypy", "--no-error-summary"]
    # It would like to compare with a database; what is in one is not what is checked here.
    yield (
        "migrations",
        [
            python,
            "-W",
            "ignore",
            "manage.py",
            "makemigrations",
            "--check",
            "--dry-run",
            "--settings",
            SETTINGS,
        ],
    )
    # H015 wants a line break after every heading: taste, not fault.
    yield "templates", [f"{BIN}/djlint", "--lint", "--quiet", "--profile=django", "--ignore=H015", "caseward"]
    yield "locks", [python, "-m", "tools.setup.locks"]
    if (places.ROOT / "tools" / "reference").exists():
        yield "reference", [python, "-m", "tools.reference", "--check"]


def main() -> int:
    """Run all; 0 when all are well."""
    failed = [name for name, command in commands() if not _is_well(name, command)]
    total = len(list(commands()))
    print(
        f"\n{total - len(failed)} of {total} checks are well"
        + (f"; not: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


def _is_well(name: str, command: list[str]) -> bool:
    """Run one check quietly; show what it says only when something is wrong."""
    done = subprocess.run(
        command,
        check=False,
        cwd=places.ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS},
    )
    print(f"  {'ok  ' if done.returncode == 0 else 'FAIL'}  {name}", flush=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
