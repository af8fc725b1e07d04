"""A world of its own for each replay: a database made from the migrations, and dropped whatever happens.

It is never the house's. By default a server of our own is started on a folder beside the house's, and ends with us;
it keeps a migrated template, so that only the first replay after a change of the tables waits for the migrations.
With DATABASE_ADMIN_URL the database is made on that server instead, for whoever cannot run PostgreSQL beside it.
"""

import contextlib
import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

import caseward
from caseward.foundation.database import address, faults, locks, places, roles, server


TEMPLATE, PREFIX = "replay_template", "replay_world_"
PACKAGE = Path(caseward.__file__).parent
ADMINISTRATOR = "DATABASE_ADMIN_URL"
LOGINS: tuple[tuple[str, address.Role], ...] = (("DATABASE_URL", "runtime"), ("DATABASE_OWNER_URL", "owner"))

Connection = psycopg.Connection[Any]


class NotReady(RuntimeError):
    """A world cannot be made here; the sentence says what to do."""


class Lost(RuntimeError):
    """The server of the world went away in the midst of a replay; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class World:
    """How to log in to it: the variables that settings read."""

    variables: Mapping[str, str]

    def login(self, role: address.Role) -> dict[str, Any]:
        """The libpq keywords of a role in this world."""
        return address.login(self.variables, role=role)


@contextlib.contextmanager
def opened(environ: Mapping[str, str]) -> Iterator[World]:
    """A world to which nothing has happened yet; gone when the block ends. Raises NotReady."""
    folder = address.data_folder(environ) / "replay"
    try:
        places.make_data_folder(folder)
        with locks.alone(
            folder / "replay.lock"
        ):  # one at a time: whatever an earlier one left behind is ours to drop
            made = _on_their_server if environ.get(ADMINISTRATOR) else _on_our_server
            with made(folder, environ) as world:
                yield world
    except (faults.Unusable, psycopg.OperationalError) as trouble:
        raise NotReady(str(trouble).strip()) from trouble


@contextlib.contextmanager
def _on_our_server(folder: Path, environ: Mapping[str, str]) -> Iterator[World]:
    ours = server.Server(folder, throwaway=True)
    try:
        where = ours.start()
        dsn = where.dsn("administrator", database="postgres")
        with psycopg.connect(dsn, autocommit=True) as administrator:
            _drop_left_behind(administrator)
            _make_template(administrator, folder, where, environ)
            name = PREFIX + secrets.token_hex(4)
            _copy(administrator, name)
            try:
                yield World(_variables(folder, environ, _urls(where, name)))
            finally:
                _drop_if_there(administrator, name)
    finally:
        ours.stop()


@contextlib.contextmanager
def _on_their_server(folder: Path, environ: Mapping[str, str]) -> Iterator[World]:
    if address.is_embedded(environ):
        raise NotReady(f"{ADMINISTRATOR} is set and DATABASE_URL is not: a replay logs in as that names.")
    name = PREFIX + secrets.token_hex(4)
    with psycopg.connect(environ[ADMINISTRATOR], autocommit=True, connect_timeout=10) as administrator:
        roles.prepare(administrator, database=name)
        try:
            world = World(_variables(folder, environ, _moved(environ, name)))
            _migrate(world.variables)
            yield world
        finally:
            _drop_if_there(administrator, name)


def _make_template(
    administrator: Connection, folder: Path, where: address.Address, environ: Mapping[str, str]
) -> None:
    wanted = _digest(folder)
    said = administrator.execute(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [TEMPLATE]
    ).fetchone()
    if said == (wanted,):
        return
    _drop(administrator, TEMPLATE)
    roles.prepare(administrator, database=TEMPLATE, test_server=True)
    _migrate(_variables(folder, environ, _urls(where, TEMPLATE)))
    # Only a template that is whole says so: one that was left half-way is made again.
    administrator.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(TEMPLATE), sql.Literal(wanted))
    )


def _copy(administrator: Connection, name: str) -> None:
    one, owner = sql.Identifier(name), sql.Identifier(address.OWNER)
    administrator.execute(
        sql.SQL("create database {} owner {} template {}").format(one, owner, sql.Identifier(TEMPLATE))
    )
    administrator.execute(sql.SQL("revoke all on database {} from public").format(one))
    administrator.execute(
        sql.SQL("grant connect on database {} to {}").format(one, sql.Identifier(address.RUNTIME))
    )


def _drop_left_behind(administrator: Connection) -> None:
    found = administrator.execute(
        "select datname from pg_database where datname like %s", [PREFIX.replace("_", r"\_") + "%"]
    ).fetchall()
    for (name,) in found:
        _drop(administrator, name)


def _drop_if_there(administrator: Connection, name: str) -> None:
    """What a lost server keeps is dropped by the next replay."""
    with contextlib.suppress(psycopg.OperationalError):
        _drop(administrator, name)


def _drop(administrator: Connection, name: str) -> None:
    administrator.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _migrate(variables: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"],
        env={**variables, "CASEWARD_DATABASE_ROLE": "owner"}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise NotReady(f"The tables of the world could not be made:\n{done.stderr.strip()}")


def _digest(folder: Path) -> str:
    """What the tables are made from, as one number."""
    found = hashlib.sha256()
    found.update(_secret(folder).encode())
    for path in sorted((*PACKAGE.rglob("migrations/*.py"), *PACKAGE.rglob("*.sql"))):
        found.update(f"{path.relative_to(PACKAGE)} ".encode() + path.read_bytes())
    return found.hexdigest()


def _urls(where: address.Address, name: str) -> dict[str, str]:
    host = quote(where.host, safe="")
    return {
        variable: f"postgresql://{address.USERS[role]}@/{name}?host={host}&port={where.port}"
        for variable, role in LOGINS
    }


def _moved(environ: Mapping[str, str], name: str) -> dict[str, str]:
    """The same logins, in another database."""
    return {
        variable: "postgresql://?" + _query(address.login(environ, role=role) | {"dbname": name})
        for variable, role in LOGINS
    }


def _query(keywords: Mapping[str, Any]) -> str:
    return "&".join(f"{key}={quote(str(value), safe='')}" for key, value in keywords.items())


def _variables(folder: Path, environ: Mapping[str, str], urls: Mapping[str, str]) -> dict[str, str]:
    """The environment of a replay: nothing of the house's is left in it that leads to its records."""
    kept = {key: value for key, value in environ.items() if not key.startswith(("CASEWARD_", "DATABASE_"))}
    return {
        **{key: value for key, value in kept.items() if key != "DJANGO_SETTINGS_MODULE"},
        **urls,
        "CASEWARD_DATA": str(folder),
        "CASEWARD_DEMO": "1",  # everybody in it is invented
        "CASEWARD_SECRET_KEY": _secret(folder),
        "DJANGO_SETTINGS_MODULE": "caseward.config.settings",
    }


def _secret(folder: Path) -> str:
    """The key that sessions of replays are proven with: the template knows it, so it stays."""
    file = folder / "secret-key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
            writing.write(secrets.token_urlsafe(48))
    return file.read_text("utf-8")


def put_up(world: World, environ: "os._Environ[str]") -> None:
    """Make this process one of that world's, before anything of the application is loaded."""
    for key in [key for key in environ if key.startswith(("CASEWARD_", "DATABASE_"))]:
        del environ[key]
    environ.update(world.variables)
    environ["CASEWARD_DATABASE_ROLE"] = "owner"
