"""Programs and libraries of the machine itself: installed when root on Debian, otherwise named exactly."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.setup import problems, shell


@dataclass(frozen=True)
class Need:
    """A thing of the machine, how to see that it is there, and the Debian packages that bring it."""

    purpose: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _has_file(folder: str, pattern: str) -> Callable[[], bool]:
    return lambda: any(Path(folder).glob(pattern))


VENV = Need(
    "Python's venv, for the environment",
    lambda: importlib.util.find_spec("ensurepip") is not None,
    ("python3-venv",),
)
CHROMIUM = Need("Chromium, for the browser journeys", _has_program("chromium"), ("chromium",))
FONTS = Need(
    "a typeface with many scripts, for the journeys' pictures",
    _has_file("/usr/share/fonts/truetype", "dejavu/*.ttf"),
    ("fonts-dejavu-core",),
)
POSTGRESQL = Need(
    "Debian's PostgreSQL server, for the tests with somebody else's server",
    _has_file("/usr/lib/postgresql", "*/bin/initdb"),
    ("postgresql",),
)
FOR_TESTS = (VENV, CHROMIUM, FONTS, POSTGRESQL)


def ensure(needs: Iterable[Need]) -> None:
    """Install what is missing, or raise Unmet with the command that does it."""
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    packages = [package for need in missing for package in need.packages]
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise problems.Unmet(_by_hand(missing, command))
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    shell.run(["apt-get", "update", "--quiet"], doing="Reading Debian's list of packages", variables=quiet)
    shell.run(command, doing=f"Installing {', '.join(packages)}", variables=quiet)


def _by_hand(missing: Iterable[Need], command: list[str]) -> str:
    wanted = "\n".join(f"  - {need.purpose} ({' '.join(need.packages)})" for need in missing)
    return f"This machine lacks:\n{wanted}\nOn Debian, as root:\n  apt-get update && {' '.join(command)}"
