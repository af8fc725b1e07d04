"""Where the database listens and as whom to log in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg import conninfo

from caseward.foundation.database import faults


Role = Literal["owner", "runtime", "administrator"]

OWNER = "caseward_owner"
RUNTIME = "caseward_runtime"
USERS: Mapping[Role, str] = {"owner": OWNER, "runtime": RUNTIME, "administrator": "postgres"}
DATABASE = "caseward"
PORT = 5432
PREPARED_WHEN_ASKED = 2  # times on one connection
SOCKET_PATH_LIMIT = 107  # sockaddr_un.sun_path less its closing zero


@dataclass(frozen=True, slots=True)
class Address:
    """A server on a Unix socket: its folder and port, and the database that belongs to Caseward."""

    host: str
    port: int = PORT
    database: str = DATABASE

    def parts(self, role: Role, *, database: str | None = None) -> dict[str, str | int]:
        """The libpq keywords with which this role logs in."""
        name = database or self.database
        return {"host": self.host, "port": self.port, "dbname": name, "user": USERS[role]}

    def dsn(self, role: Role, *, database: str | None = None) -> str:
        """The same as one libpq connection string."""
        return conninfo.make_conninfo("", **self.parts(role, database=database))


def socket_folder(data: Path) -> Path:
    """The folder of the server's socket: inside the data folder, or a short one when the path would not fit.

    A comma would make libpq read two hosts, so such a path counts as one that does not fit.
    """
    inside = data.absolute() / "socket"
    fits = len(bytes(inside / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT
    if fits and "," not in str(inside):
        return inside
    digest = hashlib.sha256(bytes(data.absolute())).hexdigest()[:16]
    # Every starter must come to the same folder, whatever its TMPDIR; the server refuses one it does not own.
    return Path("/tmp") / f"caseward-{digest}"  # noqa: S108


def embedded(data: Path) -> Address:
    """The address of the server that keeps its files in this data folder, running or not."""
    return Address(host=str(socket_folder(data)))


def database_settings(environ: Mapping[str, str], *, role: Role | None = None) -> dict[str, Any]:
    """Django's DATABASES["default"] for this role, or for the one that CASEWARD_DATABASE_ROLE names.

    The runtime role logs in at DATABASE_URL, the owner at DATABASE_OWNER_URL; without either, both use the
    embedded server of CASEWARD_DATA (by default `./var`). CASEWARD_SERVING=1 gives a connection pool.
    """
    chosen = role or _role_named(environ.get("CASEWARD_DATABASE_ROLE", "runtime"))
    keywords = login(environ, role=chosen)
    pool = _pool(environ) if environ.get("CASEWARD_SERVING") == "1" else {}
    return {
        "ENGINE": "caseward.foundation.database.backend",
        "NAME": keywords.pop("dbname", DATABASE),
        "USER": keywords.pop("user", USERS[chosen]),
        "PASSWORD": keywords.pop("password", ""),
        "HOST": keywords.pop("host", ""),
        "PORT": str(keywords.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "application_name": f"caseward {chosen}",
            "server_side_binding": True,
            **keywords,
            **pool,
        },
    }


def login(environ: Mapping[str, str], *, role: Role) -> dict[str, Any]:
    """The libpq keywords for a role, from the environment."""
    runtime, owner = environ.get("DATABASE_URL", ""), environ.get("DATABASE_OWNER_URL", "")
    if owner and not runtime:
        raise faults.Unusable("DATABASE_OWNER_URL is set but DATABASE_URL is not. Set both, or neither.")
    if not runtime:
        return dict(embedded(data_folder(environ)).parts(role))
    if role == "runtime":
        return _checked(_parsed(runtime, variable="DATABASE_URL"), role=role, variable="DATABASE_URL")
    keywords = _parsed(owner, variable="DATABASE_OWNER_URL") if owner else _derived(runtime)
    return _checked(keywords, role=role, variable="DATABASE_OWNER_URL")


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder that holds everything this installation keeps."""
    return Path(environ.get("CASEWARD_DATA") or "var").absolute()


def is_embedded(environ: Mapping[str, str]) -> bool:
    """Whether Caseward runs its own server rather than using somebody's."""
    return not environ.get("DATABASE_URL")


def _role_named(name: str) -> Role:
    match name:
        case "owner" | "runtime":
            return name
        case _:
            raise faults.Unusable(f"CASEWARD_DATABASE_ROLE is {name!r}; it must be 'runtime' or 'owner'.")


def _parsed(url: str, *, variable: str) -> dict[str, Any]:
    if not url.startswith(("postgres://", "postgresql://")):
        raise faults.Unusable(
            f"{variable} must start with postgresql:// (the rest is not shown: it may be secret)."
        )
    try:
        return dict(conninfo.conninfo_to_dict(url))
    except psycopg.ProgrammingError:
        # libpq's own message repeats the text, and with it the password.
        raise faults.Unusable(
            f"{variable} cannot be read as an address. It looks like "
            "postgresql://user:password@host:5432/caseward; special characters in a password are written "
            "with % and two digits."
        ) from None


def _derived(runtime: str) -> dict[str, Any]:
    """The owner's login where only DATABASE_URL is given: possible only when no password is needed."""
    keywords = _parsed(runtime, variable="DATABASE_URL")
    if keywords.pop("password", None):
        raise faults.Unusable(
            "Set DATABASE_OWNER_URL too: migrations log in as caseward_owner, with its own password."
        )
    return keywords | {"user": OWNER}


def _checked(keywords: dict[str, Any], *, role: Role, variable: str) -> dict[str, Any]:
    user = keywords.setdefault("user", USERS[role])
    if user != USERS[role]:
        raise faults.Unusable(f"{variable} logs in as {user!r}; Caseward needs {USERS[role]!r} there.")
    return keywords


def _pool(environ: Mapping[str, str]) -> dict[str, Any]:
    """Bounds of the pool: short waits and short spells of reconnecting, to notice a database's return.

    Its connections keep the plans of what they are asked again: with row-level security PostgreSQL spends longer
    on planning most questions than on answering them.
    """
    return {
        "prepare_threshold": PREPARED_WHEN_ASKED,
        "pool": {
            "min_size": int(environ.get("CASEWARD_POOL_MIN", "1")),
            "max_size": int(environ.get("CASEWARD_POOL_MAX", "6")),
            "timeout": 3.0,
            "reconnect_timeout": 1.0,
            "max_lifetime": 1800.0,
        },
    }
