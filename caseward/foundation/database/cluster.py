"""A cluster's files: made once, configured at every start."""

import shutil
import subprocess
from pathlib import Path

from caseward.foundation.database import account as accounts
from caseward.foundation.database import faults, memory
from caseward.foundation.database import places as layout


INITDB_LIMIT = 120
# The builtin locale knows letters of every script on any machine, without the machine's own locales.
INITDB = (
    "--username=postgres", "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8", "--locale=C",
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions", "--no-sync",
)  # fmt: skip
LOG_LIMIT = 10_000_000
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # An error's text can quote what somebody typed; the application logs its own errors without it.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_line_prefix": "%m [%p] ",
}
# A search among a million people touches a thousand pages, no two searches the same: read from a disk they cost
# more than all the rest of it. They stay in memory, and those of yesterday are read again when the server starts.
KEPT_IN_MEMORY = {"shared_preload_libraries": "pg_prewarm"}
THROW_AWAY = {
    "shared_preload_libraries": "",
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "60",
}


def make(places: layout.Places, programs: Path, account: accounts.Account) -> None:
    """Make the cluster beside its place and rename it, so that half a cluster never counts as one."""
    target = places.cluster.resolve()
    draft = target.with_name("postgresql.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    account.give(draft)
    command = [str(programs / "initdb"), f"--pgdata={draft}", *INITDB]
    made = subprocess.run(  # noqa: S603
        command, check=False, capture_output=True, text=True, timeout=INITDB_LIMIT, **account.launch()
    )
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise faults.Unusable(f"PostgreSQL could not make its folder {places.cluster}: {made.stderr.strip()}")
    draft.rename(target)


def configure(places: layout.Places, account: accounts.Account, *, throwaway: bool) -> None:
    """Write what the server is to do and who may log in."""
    # Commas part several folders here, quotation marks keep one together.
    folder = '"' + str(places.socket.resolve()).replace('"', '""') + '"'
    here = {"unix_socket_directories": folder, "shared_buffers": memory.shared_buffers()}
    settings = SETTINGS | here | KEPT_IN_MEMORY | (THROW_AWAY if throwaway else {})
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()]
    _write(places.cluster / "postgresql.conf", lines)
    _write(places.cluster / "pg_hba.conf", ["local all all peer map=caseward"])
    users = ("postgres", "caseward_owner", "caseward_runtime")
    _write(
        places.cluster / "pg_ident.conf",
        [f'caseward "{login}" {user}' for login in accounts.logins(account) for user in users],
    )


def check_version(places: layout.Places, version: str) -> None:
    """Refuse a cluster that another major version made."""
    made_by = (places.cluster / "PG_VERSION").read_text().strip()
    if made_by != version:
        raise faults.Unusable(
            f"The database in {places.cluster} was made by PostgreSQL {made_by}, and this is {version}. "
            "Dump it with the old version and restore it into a new data folder (docs/operate/database.md)."
        )


def turn_over_log(places: layout.Places) -> None:
    """Keep one earlier log when the present one has grown long."""
    if places.log.exists() and places.log.stat().st_size > LOG_LIMIT:
        places.log.replace(places.log.with_suffix(".log.1"))


def last_words(places: layout.Places) -> str:
    """The end of the server's log, for a message."""
    try:
        return "\n".join(places.log.read_text(errors="replace").splitlines()[-5:])
    except OSError:
        return ""


def _write(path: Path, lines: list[str]) -> None:
    """Write a file that the cluster's owner may read; nothing in it is secret."""
    path.write_text("\n".join(["# Written by Caseward at every start.", *lines]) + "\n", encoding="utf-8")
    path.chmod(0o644)
