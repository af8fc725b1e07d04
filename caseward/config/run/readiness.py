"""Whether there is anything to prepare: reading Django and all its tables takes longer than everything else.

What was prepared is compared with the files as they are and the database as it is, never with a memory of it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from caseward.config.run.plan import Plan


ROOT = Path(__file__).resolve().parents[3]
CODE = ("caseward", "frontend/dist", "requirements/runtime.lock")

Connection = psycopg.Connection[Any]


def is_ready(plan: Plan, owner: Connection) -> bool:
    """Whether nothing changed since the last preparation, neither here nor in the database."""
    return _note(plan).exists() and _note(plan).read_text() == _state(plan, owner)


def note(plan: Plan, owner: Connection) -> None:
    """Remember that this state is prepared."""
    _note(plan).write_text(_state(plan, owner))


def _note(plan: Plan) -> Path:
    return plan.data / "prepared"


def _state(plan: Plan, owner: Connection) -> str:
    parts = (*_code(), *_kept(plan), *_database(owner), f"demo {plan.demo}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _code() -> Iterator[str]:
    """Every file that could ask for another table, key or style sheet."""
    for name in CODE:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                found = path.stat()
                yield f"{path.relative_to(ROOT)} {found.st_size} {found.st_mtime_ns}"


def _kept(plan: Plan) -> Iterator[str]:
    """What a preparation leaves behind in the data folder."""
    for place in (plan.data / "secrets", plan.data / "static"):
        yield from sorted(path.name for path in place.glob("*"))


def _database(owner: Connection) -> Iterator[str]:
    """Which database it is, and the migrations that it went through."""
    yield str(owner.execute("select oid from pg_database where datname = current_database()").fetchone())
    if owner.execute("select to_regclass('django_migrations')").fetchone() != (None,):
        yield from map(str, owner.execute("select app, name from django_migrations order by id"))
