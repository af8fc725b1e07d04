"""The files of an embedded server inside the data folder."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from caseward.foundation.database import account as accounts
from caseward.foundation.database import address, faults


ELSEWHERE = Path("/var/lib/caseward")


@dataclass(frozen=True, slots=True)
class Places:
    """Names of the files; nothing here exists until `make` is called."""

    data: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.data / "postgresql"

    @property
    def socket(self) -> Path:
        """The folder of the socket, which clients compute in the same way."""
        return address.socket_folder(self.data)

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "postgresql.log"

    @property
    def door(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.data / "postgresql.lock"

    @property
    def users(self) -> Path:
        """Held by everybody who uses the server."""
        return self.data / "postgresql.users"

    @property
    def prepared(self) -> Path:
        """The digest of the preparation that this cluster had."""
        return self.data / "postgresql.prepared"


def make_data_folder(data: Path) -> None:
    """Make the folder if it is missing: private, but open to PostgreSQL's account when we are root."""
    try:
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise faults.Unusable(
            f"The data folder {data} cannot be made ({error.strerror}). Choose another with CASEWARD_DATA."
        ) from error


def make(places: Places, account: accounts.Account) -> None:
    """Make the folders that the account needs, elsewhere when it cannot enter the data folder."""
    if not account.may_enter(places.data):
        _link_elsewhere(places, account)
    _make_private(places.socket, account)


def _link_elsewhere(places: Places, account: accounts.Account) -> None:
    """Keep the server's files where its account may go, with links to them in the data folder.

    Opening the folders above the data folder to everybody would be easier, and is not ours to do.
    """
    inside = places.data / "socket" == places.socket
    links = [places.cluster, *([places.socket] if inside else [])]
    if all(link.is_symlink() and link.exists() for link in links):
        return
    home = _new_home(places, account)
    for link in links:
        link.unlink(missing_ok=True)
        link.symlink_to(home / link.name)
    if inside:
        (home / places.socket.name).mkdir()


def _new_home(places: Places, account: accounts.Account) -> Path:
    """A new folder each time: one that outlived its data folder must never come back with old records."""
    try:
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix=f"{places.data.parent.name}-", dir=ELSEWHERE))
        home.chmod(0o711)
    except OSError as error:
        raise faults.Unusable(_nowhere(places, account)) from error
    if not account.may_enter(home):
        raise faults.Unusable(_nowhere(places, account))
    return home


def _nowhere(places: Places, account: accounts.Account) -> str:
    return (
        f"PostgreSQL refuses to run as root, and the account {account.name!r}, which then runs it, can "
        f"enter neither {places.data} nor {ELSEWHERE}. Set CASEWARD_DATA to a folder that it can enter "
        "(for instance /srv/caseward), or start Caseward from an ordinary account."
    )


def _make_private(folder: Path, account: accounts.Account) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in {account.uid, os.geteuid()}:
        raise faults.Unusable(
            f"The folder {folder} belongs to somebody else, so no socket may be put there. "
            "Remove it, or choose another data folder with CASEWARD_DATA."
        )
    account.give(folder)
