"""Where the database is, from the environment alone."""

from pathlib import Path

import pytest

from caseward.foundation.database import address, faults


def test_without_an_address_the_embedded_server_of_the_data_folder_is_meant() -> None:
    settings = address.database_settings({"CASEWARD_DATA": "/srv/caseward"})

    assert settings["HOST"] == "/srv/caseward/socket"
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("caseward", "caseward_runtime", "")
    assert settings["ENGINE"] == "caseward.foundation.database.backend"


def test_the_data_folder_is_var_beside_the_checkout_unless_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert address.data_folder({}) == address.data_folder({"CASEWARD_DATA": ""}) == tmp_path / "var"


def test_the_owner_logs_in_only_when_asked_for() -> None:
    environ = {"CASEWARD_DATABASE_ROLE": "owner"}

    assert address.database_settings({})["USER"] == "caseward_runtime"
    assert address.database_settings(environ)["USER"] == "caseward_owner"
    assert address.database_settings(environ, role="runtime")["USER"] == "caseward_runtime"


def test_a_role_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(faults.Unusable, match="'runtime' or 'owner'"):
        address.database_settings({"CASEWARD_DATABASE_ROLE": "postgres"})


def test_each_role_has_its_own_address_on_a_server_of_yours() -> None:
    environ = {
        "DATABASE_URL": "postgresql://caseward_runtime:p%40ss@db.example:6432/cases?sslmode=verify-full",
        "DATABASE_OWNER_URL": "postgres://caseward_owner:other@db.example/cases",
    }

    runtime = address.database_settings(environ, role="runtime")
    owner = address.database_settings(environ, role="owner")

    assert (runtime["HOST"], runtime["PORT"], runtime["NAME"]) == ("db.example", "6432", "cases")
    assert runtime["PASSWORD"] == "p@ss"
    assert runtime["OPTIONS"]["sslmode"] == "verify-full"
    assert (owner["USER"], owner["PASSWORD"], owner["PORT"]) == ("caseward_owner", "other", "")


def test_a_socket_folder_may_stand_in_the_address() -> None:
    settings = address.database_settings({"DATABASE_URL": "postgresql:///cases?host=/run/postgresql"})

    assert (settings["HOST"], settings["NAME"], settings["USER"]) == (
        "/run/postgresql",
        "cases",
        "caseward_runtime",
    )


def test_where_no_password_is_needed_the_owner_follows_from_the_one_address() -> None:
    environ = {"DATABASE_URL": "postgresql://caseward_runtime@127.0.0.1:5515/cases"}

    owner = address.database_settings(environ, role="owner")

    assert (owner["USER"], owner["PORT"], owner["NAME"]) == ("caseward_owner", "5515", "cases")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"DATABASE_URL": "mysql://u:hunter2@host/x"}, "must start with postgresql://"),
        ({"DATABASE_URL": "postgresql://u:hunter2%zz@host/x"}, "cannot be read as an address"),
        ({"DATABASE_URL": "postgresql://postgres:hunter2@host/x"}, "needs 'caseward_runtime'"),
        ({"DATABASE_OWNER_URL": "postgresql://caseward_owner:hunter2@host/x"}, "Set both"),
    ],
)
def test_a_wrong_address_is_named_without_its_secret(environ: dict[str, str], words: str) -> None:
    with pytest.raises(faults.Unusable, match=words) as refused:
        address.database_settings(environ)

    assert "hunter2" not in str(refused.value)


def test_a_password_for_one_role_is_never_tried_for_the_other() -> None:
    environ = {"DATABASE_URL": "postgresql://caseward_runtime:hunter2@host/x"}

    with pytest.raises(faults.Unusable, match="Set DATABASE_OWNER_URL too"):
        address.database_settings(environ, role="owner")


def test_only_serving_keeps_a_pool() -> None:
    pool = address.database_settings({"CASEWARD_SERVING": "1", "CASEWARD_POOL_MAX": "9"})["OPTIONS"]["pool"]

    assert (pool["min_size"], pool["max_size"]) == (1, 9)
    assert "pool" not in address.database_settings({})["OPTIONS"]


def test_a_pool_never_waits_longer_than_a_person_would() -> None:
    pool = address.database_settings({"CASEWARD_SERVING": "1"})["OPTIONS"]["pool"]

    assert pool["timeout"] <= 3
    assert pool["reconnect_timeout"] <= 3


@pytest.mark.parametrize("folder", ["/srv/" + "long/" * 30, "/srv/a,b"])
def test_a_path_that_no_socket_can_have_gives_a_short_one(folder: str) -> None:
    chosen = address.socket_folder(Path(folder))

    assert len(bytes(chosen / ".s.PGSQL.5432")) <= 107
    assert "," not in str(chosen)
    assert chosen != address.socket_folder(Path(folder + "x"))


def test_an_address_says_its_parts_for_each_role() -> None:
    here = address.Address(host="/srv/my folder/socket")

    assert here.parts("owner")["user"] == "caseward_owner"
    assert here.parts("administrator", database="template1")["dbname"] == "template1"
    assert "host='/srv/my folder/socket'" in here.dsn("runtime")
