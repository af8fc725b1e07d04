"""The roles, database and extensions that Caseward needs, on any PostgreSQL from 15 on; safe to run again."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo, sql

from caseward.foundation.database import address, faults


HERE = Path(__file__).parent
OLDEST = 150000
FILES = ("roles.sql", "extensions.sql", "tests.sql")
EXTENSIONS = frozenset({"pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist"})

Connection = psycopg.Connection[Any]


def prepare(
    administrator: Connection,
    *,
    database: str = address.DATABASE,
    passwords: Mapping[str, str] | None = None,
    test_server: bool = False,
) -> None:
    """Create what is missing and check the rest, over an administrator's connection in autocommit.

    Raises Unusable when the server is too old or a role could pass by row-level security.
    """
    if administrator.info.server_version < OLDEST:
        raise faults.Unusable("Caseward needs PostgreSQL 15 or later.")
    administrator.execute(_text("roles.sql"))
    for role, password in (passwords or {}).items():
        _set_password(administrator, role=role, password=password)
    if test_server:
        administrator.execute(_text("tests.sql"))
    _make_database(administrator, database=database)
    for name in _databases_to_extend(administrator, database=database):
        _extend(administrator, database=name)
    check(administrator)


def check(connection: Connection) -> None:
    """Refuse roles that could pass by row-level security."""
    found = connection.execute(
        "select rolname from pg_roles where rolname = any(%s) and (rolsuper or rolbypassrls) order by 1",
        [[address.OWNER, address.RUNTIME]],
    ).fetchall()
    if found:
        names = " and ".join(name for (name,) in found)
        raise faults.Unusable(
            f"{names} could read every record past row-level security. As a superuser run: "
            + " ".join(f"alter role {name} nosuperuser nobypassrls;" for (name,) in found)
        )


def digest(*, test_server: bool) -> str:
    """What `prepare` would do, as one number: changes when the SQL changes."""
    content = "".join(_text(name) for name in FILES) + str(test_server)
    return hashlib.sha256(content.encode()).hexdigest()


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _set_password(administrator: Connection, *, role: str, password: str) -> None:
    """Send the password already hashed, so that it appears in no log of the server."""
    hashed = administrator.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    administrator.execute(
        sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(hashed))
    )


def _make_database(administrator: Connection, *, database: str) -> None:
    name, owner = sql.Identifier(database), sql.Identifier(address.OWNER)
    if not administrator.execute("select from pg_database where datname = %s", [database]).rowcount:
        if not _is_superuser(administrator):  # who is not needs to be in a role to give it something
            administrator.execute(sql.SQL("grant {} to current_user").format(owner))
        # template1 of somebody's server may have another encoding; template0 can be copied to any.
        administrator.execute(
            sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(name, owner)
        )
    administrator.execute(sql.SQL("revoke all on database {} from public").format(name))
    administrator.execute(sql.SQL("grant connect on database {} to caseward_runtime").format(name))


def _databases_to_extend(administrator: Connection, *, database: str) -> list[str]:
    """Ours, and the template of the databases that tests make, which only a superuser may change."""
    return ["template1", database] if _is_superuser(administrator) else [database]


def _extend(administrator: Connection, *, database: str) -> None:
    # The connection's own description of itself leaves the password out.
    password = administrator.info.password or None
    here = conninfo.make_conninfo(administrator.info.dsn, dbname=database, password=password)
    with psycopg.connect(here, autocommit=True) as connection:
        present = {name for (name,) in connection.execute("select extname from pg_extension")}
        if not present >= EXTENSIONS:
            connection.execute(_text("extensions.sql"))


def _is_superuser(connection: Connection) -> bool:
    return connection.info.parameter_status("is_superuser") == "on"
