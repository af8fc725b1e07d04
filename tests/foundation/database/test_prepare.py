"""Any PostgreSQL from 15 on becomes Caseward's with one command, which may be run again."""

import re
from collections.abc import Iterator

import psycopg
import pytest

from caseward.foundation.database import address, faults, prepare, roles, server
from tests.foundation.database import external


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def administrator() -> Iterator[str]:
    with external.cluster() as url:
        yield url


@pytest.fixture(scope="module")
def environ(administrator: str) -> dict[str, str]:
    """Addresses as an administrator would give them, with passwords of his choice."""
    place = administrator.split("@")[1].replace("/postgres", "/casework")
    return {
        "DATABASE_URL": f"postgresql://caseward_runtime:run%20time@{place}",
        "DATABASE_OWNER_URL": f"postgresql://caseward_owner:own%40er@{place}",
    }


@pytest.fixture(scope="module")
def prepared(administrator: str, environ: dict[str, str]) -> dict[str, str]:
    assert prepare.main(["--admin-url", administrator], environ) == 0
    return environ


def log_in(environ: dict[str, str], role: address.Role) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(**address.login(environ, role=role), autocommit=True)


def test_both_roles_log_in_with_their_passwords_at_the_database_of_that_name(
    prepared: dict[str, str],
) -> None:
    for role in ("owner", "runtime"):
        with log_in(prepared, role) as connection:
            row = connection.execute("select current_user::text, current_database()::text").fetchone()
        assert row == (f"caseward_{role}", "casework")


def test_the_runtime_owns_nothing_and_may_make_nothing(prepared: dict[str, str]) -> None:
    with log_in(prepared, "runtime") as connection:
        for attempt in ("create table x ()", "create schema x", "create temporary table x ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("set role caseward_owner")


def test_the_runtime_cannot_read_a_table_unless_it_was_granted(prepared: dict[str, str]) -> None:
    with log_in(prepared, "owner") as owner, log_in(prepared, "runtime") as runtime:
        owner.execute("create table if not exists secret_things as select 1 as one")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            runtime.execute("select * from secret_things")


def test_the_limits_of_waiting_hold(prepared: dict[str, str]) -> None:
    with log_in(prepared, "runtime") as connection:
        assert connection.execute("show lock_timeout").fetchone() == ("3s",)
        assert connection.execute("show idle_in_transaction_session_timeout").fetchone() == ("30s",)


def test_names_can_be_searched_by_sound_and_likeness(prepared: dict[str, str]) -> None:
    with log_in(prepared, "runtime") as connection:
        row = connection.execute(
            "select similarity('Priya', 'Pria') > 0.3, dmetaphone('Smyth') = dmetaphone('Smith'), unaccent('Zoë')"
        ).fetchone()
    assert row == (True, True, "Zoe")


def test_it_may_be_run_again_and_changes_passwords(administrator: str, prepared: dict[str, str]) -> None:
    changed = prepared | {"DATABASE_URL": prepared["DATABASE_URL"].replace("run%20time", "second")}

    assert prepare.main(["--admin-url", administrator], changed) == 0
    with log_in(changed, "runtime") as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert prepare.main([], prepared | {"DATABASE_ADMIN_URL": administrator}) == 0


def test_passwords_are_stored_hashed_and_sent_hashed(administrator: str, prepared: dict[str, str]) -> None:
    with psycopg.connect(administrator) as connection:
        stored = connection.execute(
            "select rolpassword from pg_authid where rolname like 'caseward%'"
        ).fetchall()

    assert all(str(password).startswith("SCRAM-SHA-256$") for (password,) in stored)


def test_a_role_that_could_pass_by_row_level_security_is_refused(
    administrator: str, prepared: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("alter role caseward_runtime bypassrls")
        assert prepare.main(["--admin-url", administrator], prepared) == 1
        connection.execute("alter role caseward_runtime nobypassrls")

    assert "alter role caseward_runtime nosuperuser nobypassrls;" in capsys.readouterr().err


def test_only_a_test_server_lets_the_owner_take_the_runtimes_part(
    administrator: str, prepared: dict[str, str]
) -> None:
    with log_in(prepared, "owner") as owner:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("set role caseward_runtime")
        assert prepare.main(["--admin-url", administrator, "--test-server"], prepared) == 0
        owner.execute("set role caseward_runtime")
        owner.execute("reset role")
        owner.execute("create database test_casework")
        owner.execute("drop database test_casework")


def test_databases_that_tests_make_have_the_extensions(standing: server.Server) -> None:
    with psycopg.connect(standing.address.dsn("owner"), autocommit=True) as owner:
        owner.execute("create database test_extended")
    with psycopg.connect(standing.address.dsn("owner", database="test_extended")) as owner:
        present = {name for (name,) in owner.execute("select extname from pg_extension")}
    with psycopg.connect(standing.address.dsn("owner"), autocommit=True) as owner:
        owner.execute("drop database test_extended")

    assert present >= roles.EXTENSIONS


def test_without_an_administrators_address_it_says_how_to_give_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert prepare.main([], {}) == 1
    assert "--admin-url" in capsys.readouterr().err


def test_a_server_that_does_not_answer_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main(["--admin-url", "postgresql://postgres@127.0.0.1:1/postgres"], {}) == 1
    assert capsys.readouterr().err.startswith("Not prepared: ")


def test_an_older_server_is_refused(standing: server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "OLDEST", 990000)
    with (
        psycopg.connect(standing.address.dsn("administrator", database="postgres")) as connection,
        pytest.raises(faults.Unusable, match="15 or later"),
    ):
        roles.prepare(connection)


def test_our_sql_uses_nothing_newer_than_fifteen() -> None:
    newer = re.compile(r"uuidv7|daitch_mokotoff|merge\s+into.*returning|json_table|any_value", re.IGNORECASE)
    for name in roles.FILES:
        assert not newer.search((roles.HERE / name).read_text())
