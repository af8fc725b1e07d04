"""Python's packages in `.venv`, from a lock whose every file is checked against its hash."""

import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tools.setup import places, shell, system


PYTHON = places.ENVIRONMENT / "bin" / "python"
STAMP = places.ENVIRONMENT / "caseward-lock.json"
# Data for measuring, and Spark: installed next to whatever is there.
BESIDE = ("measure", "nation")
LAUNCHER = """#!{python}
import sys

from caseward.command_line import main

sys.exit(main())
"""


def make(kind: str) -> None:
    """Make or renew the environment of this kind; nothing is done when its lock is installed.

    "runtime", "dev" and "match" are whole; "measure" and "nation" come beside one of them.
    """
    if installed().get(kind) == digest(kind) and PYTHON.exists():
        return
    if not PYTHON.exists():
        _create()
    _install(kind)
    _put_checkout_on_the_path()
    beside = {} if kind in BESIDE else {"runtime": digest("runtime")}
    STAMP.write_text(json.dumps(installed() | beside | {kind: digest(kind)}))


def installed() -> dict[str, str]:
    """The digests of the locks that were installed."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def digest(kind: str) -> str:
    """The digest of a lock and of the Python that it was installed for."""
    return hashlib.sha256(lock(kind).read_bytes() + sys.version.encode()).hexdigest()


def lock(kind: str) -> Path:
    """The lock of this kind."""
    return places.REQUIREMENTS / f"{kind}.lock"


def _create() -> None:
    shutil.rmtree(places.ENVIRONMENT, ignore_errors=True)
    uv = shutil.which("uv")
    command: list[str | Path]
    if uv and works(uv):
        command = [uv, "venv", "--quiet", "--python", sys.executable, places.ENVIRONMENT]
    else:
        system.ensure([system.VENV])
        command = [sys.executable, "-m", "venv", places.ENVIRONMENT]
    shell.run(command, doing="Making the environment in .venv")


def _install(kind: str) -> None:
    name, command = installer()
    shell.run(
        # Without looking for what a package wants besides: a lock is whole, and of one we read the files alone.
        [*command, "--no-deps", "--require-hashes", "--requirement", lock(kind)],
        doing=f"Installing the packages of requirements/{kind}.lock with {name}",
    )


def install_apart(requirements: Path, folder: Path) -> None:
    """Install a lock into a folder of its own, outside the environment."""
    name, command = installer()
    shell.run(
        [*command, "--target", folder, "--no-deps", "--require-hashes", "--requirement", requirements],
        doing=f"Installing {requirements.name} with {name}",
    )


def installer() -> tuple[str, list[str | Path]]:
    """The faster uv where it works, otherwise pip, and how to call it for our environment."""
    uv = shutil.which("uv")
    if uv and works(uv):
        return "uv", [uv, "pip", "install", "--quiet", "--python", PYTHON]
    if subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode != 0:
        shell.run([PYTHON, "-m", "ensurepip"], doing="Making pip ready", variables={"PIP_QUIET": "2"})
    return "pip", [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


def works(uv: str) -> bool:
    """Whether this uv runs; a launcher of another tool may stand in its place and refuse."""
    return subprocess.run([uv, "--version"], check=False, capture_output=True).returncode == 0


def _put_checkout_on_the_path() -> None:
    """Let the environment find the checkout, and give it the `caseward` command."""
    paths = sysconfig.get_paths(
        "venv", vars={"base": str(places.ENVIRONMENT), "platbase": str(places.ENVIRONMENT)}
    )
    (Path(paths["purelib"]) / "caseward-checkout.pth").write_text(f"{places.ROOT}\n")
    launcher = Path(paths["scripts"]) / "caseward"
    launcher.write_text(LAUNCHER.format(python=PYTHON))
    launcher.chmod(0o755)
