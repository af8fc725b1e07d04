"""Prepare somebody's PostgreSQL for Caseward: `python -m caseward.foundation.database.prepare --admin-url …`."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

import psycopg

from caseward.foundation.database import address, faults, roles


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Make roles, database and extensions as DATABASE_URL and DATABASE_OWNER_URL say; 0 when all is ready."""
    asked = _parser().parse_args(arguments)
    try:
        _prepare(
            asked.admin_url or environ.get("DATABASE_ADMIN_URL", ""), environ, test_server=asked.test_server
        )
    except (faults.Unusable, psycopg.Error) as error:
        print(f"Not prepared: {str(error).strip()}", file=sys.stderr)  # noqa: T201
        return 1
    print("The server is ready: roles, database and extensions are there.")  # noqa: T201
    return 0


def _prepare(administrator_url: str, environ: Mapping[str, str], *, test_server: bool) -> None:
    if not administrator_url:
        raise faults.Unusable("Give the administrator's address with --admin-url or DATABASE_ADMIN_URL.")
    logins = (
        {role: address.login(environ, role=role) for role in ("owner", "runtime")}
        if _is_told(environ)
        else {}
    )
    passwords = {
        str(login["user"]): str(login["password"]) for login in logins.values() if "password" in login
    }
    database = str(logins["runtime"].get("dbname", address.DATABASE)) if logins else address.DATABASE
    with psycopg.connect(administrator_url, autocommit=True, connect_timeout=10) as administrator:
        roles.prepare(administrator, database=database, passwords=passwords, test_server=test_server)


def _is_told(environ: Mapping[str, str]) -> bool:
    return not address.is_embedded(environ)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m caseward.foundation.database.prepare",
        description="Makes Caseward's roles, database and extensions on a PostgreSQL from 15 on. Safe to run again.",
        epilog="Passwords and the database's name are taken from DATABASE_URL and DATABASE_OWNER_URL.",
    )
    parser.add_argument("--admin-url", help="where to log in as an administrator (or set DATABASE_ADMIN_URL)")
    parser.add_argument(
        "--test-server", action="store_true", help="let the owner make databases and take the runtime's part"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
