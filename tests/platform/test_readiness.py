"""Preparing is left out only when neither files nor database changed; a half-loaded demo world is known by its mark."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from caseward.config.run import databases, demo_world, plan, readiness
from caseward.foundation.database import server
from tests.foundation.database.conftest import standing
from tests.platform.plans import made_plan


__all__ = ["standing"]

pytestmark = pytest.mark.slow

Connection = psycopg.Connection[Any]


@pytest.fixture
def asked(standing: server.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> plan.Plan:
    """A plan on the standing server, in a checkout with one file."""
    monkeypatch.setattr(readiness, "ROOT", tmp_path)
    (tmp_path / "caseward").mkdir()
    (tmp_path / "caseward" / "models.py").write_text("one = 1\n")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "runtime.lock").touch()
    asked = made_plan(standing.places.data)
    (standing.places.data / "prepared").unlink(missing_ok=True)
    return asked


@pytest.fixture
def owner(asked: plan.Plan) -> Iterator[Connection]:
    with demo_world.as_owner(asked) as connection:
        connection.execute("create table if not exists django_migrations (id serial, app text, name text)")
        yield connection
        connection.execute("drop table if exists django_migrations")


@pytest.fixture
def noted(asked: plan.Plan, owner: Connection) -> plan.Plan:
    readiness.note(asked, owner)
    return asked


def test_a_first_start_is_not_ready(asked: plan.Plan, owner: Connection) -> None:
    assert not readiness.is_ready(asked, owner)


def test_what_was_prepared_and_did_not_change_is_ready(noted: plan.Plan, owner: Connection) -> None:
    assert readiness.is_ready(noted, owner)


def test_a_changed_file_is_not_ready(noted: plan.Plan, owner: Connection, tmp_path: Path) -> None:
    os.utime(tmp_path / "caseward" / "models.py", (1, 1))

    assert not readiness.is_ready(noted, owner)


def test_a_new_migration_in_the_database_is_not_ready(noted: plan.Plan, owner: Connection) -> None:
    owner.execute("insert into django_migrations (app, name) values ('cases', '0009_from_a_restore')")

    assert not readiness.is_ready(noted, owner)


def test_a_database_without_tables_is_not_ready(noted: plan.Plan, owner: Connection) -> None:
    owner.execute("insert into django_migrations (app, name) values ('cases', '0001')")
    readiness.note(noted, owner)
    owner.execute("drop table django_migrations")

    assert not readiness.is_ready(noted, owner)


def test_a_lost_key_is_not_ready(noted: plan.Plan, owner: Connection) -> None:
    key = noted.data / "secrets" / "master.key"
    key.parent.mkdir()
    key.touch()
    readiness.note(noted, owner)
    key.unlink()

    assert not readiness.is_ready(noted, owner)
    key.parent.rmdir()


def test_another_wish_for_a_demo_world_is_not_ready(noted: plan.Plan, owner: Connection) -> None:
    assert not readiness.is_ready(made_plan(noted.data, CASEWARD_DEMO="0"), owner)


def test_a_demo_world_is_half_loaded_from_its_mark_until_it_is_taken_away(owner: Connection) -> None:
    name = owner.info.dbname
    assert not demo_world.is_half_loaded(owner, database=name)
    demo_world.mark(owner)
    assert demo_world.is_half_loaded(owner, database=name)
    demo_world.unmark(owner)
    assert not demo_world.is_half_loaded(owner, database=name)


def test_only_a_half_loaded_database_is_dropped(asked: plan.Plan) -> None:
    database = databases.Embedded(asked)
    database.start()
    with demo_world.as_owner(asked) as connection:
        connection.execute("create table kept ()")
    database.forget_half_a_demo_world()
    with demo_world.as_owner(asked) as connection:
        assert connection.execute("select to_regclass('kept') is not null").fetchone() == (True,)
        demo_world.mark(connection)
    database.forget_half_a_demo_world()
    with demo_world.as_owner(asked) as connection:
        assert connection.execute("select to_regclass('kept') is null").fetchone() == (True,)
    database.stop()
