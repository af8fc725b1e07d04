"""The operating system's account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from caseward.foundation.database import faults


SURROGATE = "nobody"
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Launch(TypedDict, total=False):
    """Keywords of `subprocess` that start a program as this account, away from our folder and variables."""

    user: int
    group: int
    extra_groups: list[int]
    env: dict[str, str]
    cwd: str
    stdin: int


@dataclass(frozen=True, slots=True)
class Account:
    """One account, and whether it stands in for root."""

    name: str
    uid: int
    gid: int
    stands_in: bool

    def launch(self) -> Launch:
        """How to start a program as this account."""
        plain: Launch = {"env": ENVIRONMENT, "cwd": "/", "stdin": subprocess.DEVNULL}
        if self.stands_in:
            plain |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return plain

    def may_enter(self, folder: Path) -> bool:
        """Whether this account can pass through to the folder: asked of the system, not worked out."""
        if not self.stands_in:
            return True
        script = ["/bin/sh", "-c", 'cd -- "$0"', str(folder)]
        return subprocess.run(script, check=False, capture_output=True, **self.launch()).returncode == 0  # noqa: S603

    def give(self, folder: Path) -> None:
        """Hand one folder of ours to this account, closed to everybody else."""
        if self.stands_in:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


def for_cluster(cluster: Path) -> Account:
    """The account for this cluster: its owner, or for a new one ourselves, or `nobody` when we are root."""
    owner = cluster.stat().st_uid if cluster.exists() else None
    me = os.geteuid()
    if me == 0:
        return _account(_entry(owner or SURROGATE), stands_in=True)
    if owner not in {None, me}:
        raise faults.Unusable(_belongs_to(cluster, owner))
    return _account(_entry(me), stands_in=False)


def logins(account: Account) -> list[str]:
    """Who may log in over the socket: root, and the account itself unless many share it."""
    return ["root"] if account.name == SURROGATE else sorted({"root", account.name})


def _account(entry: pwd.struct_passwd, *, stands_in: bool) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid, stands_in=stands_in)


def _entry(key: int | str) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(key) if isinstance(key, int) else pwd.getpwnam(key)
    except KeyError:
        raise faults.Unusable(
            f"This machine has no account called {key!r}, and PostgreSQL knows people by the names of their "
            "accounts. Add one (useradd), or give a server of your own with DATABASE_URL."
        ) from None


def _belongs_to(cluster: Path, owner: int | None) -> str:
    name = _entry(owner or 0).pw_name
    keeper = "root" if name == SURROGATE else name
    return (
        f"The database in {cluster} belongs to the account {keeper!r}. "
        f"Start Caseward as {keeper!r}, or choose another folder with CASEWARD_DATA."
    )
