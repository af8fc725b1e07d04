"""The embedded server starts, is shared, survives being killed and is stopped."""

import os
import signal
import subprocess
import threading
from pathlib import Path

import psycopg
import pytest

from caseward.foundation.database import account as accounts
from caseward.foundation.database import cluster, faults, locks, memory, processes, programs, server
from tests.foundation.database.conftest import Starter


pytestmark = pytest.mark.slow


def ask(where: server.Server, question: str) -> object:
    with psycopg.connect(where.address.dsn("runtime")) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def postmaster(where: server.Server) -> int:
    pid = processes.postmaster(where.places.cluster)
    assert pid is not None
    return pid


def kill(where: server.Server) -> None:
    pid = postmaster(where)
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: not processes.is_alive(pid), seconds=10)


def test_a_first_start_makes_everything_and_a_stop_leaves_nothing_running(start: Starter) -> None:
    one = start()
    pid = postmaster(one)

    assert ask(one, "select current_user::text") == "caseward_runtime"
    one.stop()

    assert not one.is_ready()
    assert not processes.is_alive(pid)
    assert processes.left_behind(one.places.cluster) == []


def test_it_listens_on_no_network_and_trusts_nobody(standing: server.Server) -> None:
    assert ask(standing, "show listen_addresses") == ""
    assert standing.places.socket.stat().st_mode & 0o077 == 0
    assert (standing.places.cluster / "pg_hba.conf").read_text().splitlines()[1:] == [
        "local all all peer map=caseward"
    ]


def test_pages_stay_in_memory_and_come_back_with_the_server(start: Starter) -> None:
    lasting = start()
    kept = ask(lasting, "select pg_size_bytes(current_setting('shared_buffers')) >> 20")
    assert f"{kept}MB" == memory.shared_buffers()
    lasting.stop()

    assert (lasting.places.cluster / "autoprewarm.blocks").read_text().startswith("<<")


def test_letters_of_every_script_have_their_capitals(standing: server.Server) -> None:
    assert ask(standing, "select lower('ÉŁ') || upper('жç')") == "éłЖÇ"


def test_records_survive_a_stop_and_a_start(start: Starter) -> None:
    one = start()
    with psycopg.connect(one.address.dsn("owner")) as connection:
        connection.execute("create table kept as select 7 as seven")
        connection.execute("grant select on kept to caseward_runtime")
    one.stop()
    one.start()

    assert ask(one, "select seven from kept") == 7


def test_the_server_stays_until_its_last_user_stops_it(running: server.Server, start: Starter) -> None:
    other = start(throwaway=True)
    pid = postmaster(running)

    running.stop()
    assert other.is_ready()
    other.stop()

    assert not processes.is_alive(pid)


def test_two_who_start_at_once_share_one_server(data: Path) -> None:
    both = [server.Server(data) for _ in range(2)]
    starters = [threading.Thread(target=one.start) for one in both]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    pids = {processes.postmaster(one.places.cluster) for one in both}
    for one in both:
        one.stop()

    assert len(pids) == 1


def test_a_killed_server_starts_again_with_its_records(start: Starter) -> None:
    one = start()
    with psycopg.connect(one.address.dsn("owner")) as connection:
        connection.execute("create table kept as select 7 as seven")
        connection.execute("grant select on kept to caseward_runtime")
    kill(one)

    assert not one.is_ready()
    one.start()

    assert ask(one, "select seven from kept") == 7


def test_orphans_of_a_killed_server_are_ended(running: server.Server) -> None:
    connection = psycopg.connect(running.address.dsn("administrator", database="postgres"), autocommit=True)
    busy = connection.info.backend_pid
    # Asleep it would notice by itself; counting it does not look up.
    connection.pgconn.send_query(b"select count(*) from generate_series(1, 100000000000)")
    kill(running)
    assert processes.is_alive(busy)

    running.start()

    connection.close()
    assert not processes.is_alive(busy)
    assert running.is_ready()


def test_a_number_that_now_belongs_to_somebody_else_does_not_stop_a_start(running: server.Server) -> None:
    kill(running)
    with subprocess.Popen(["sleep", "30"]) as stranger:
        (running.places.cluster / "postmaster.pid").write_text(f"{stranger.pid}\n")
        try:
            running.start()
            assert stranger.poll() is None
        finally:
            stranger.kill()

    assert running.is_ready()


def test_a_zombie_does_not_count_as_a_server(running: server.Server) -> None:
    pid = postmaster(running)
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: not processes.is_alive(pid), seconds=10)

    # Its parent, this process, has not reaped it: the number still exists.
    os.kill(pid, 0)
    assert processes.postmaster(running.places.cluster) is None


def test_the_server_of_a_deleted_folder_is_ended_before_it_can_harm_the_new_one(
    data: Path, start: Starter
) -> None:
    first = start()
    forsaken = postmaster(first)
    subprocess.run(["rm", "-rf", str(data)], check=True)
    second = start()

    assert not processes.is_alive(forsaken)
    assert second.is_ready()


def test_an_interrupted_first_start_is_begun_again(data: Path, start: Starter) -> None:
    (data / "postgresql.new" / "base").mkdir(parents=True)

    assert start().is_ready()


def test_a_folder_of_another_major_version_is_refused_with_what_to_do(running: server.Server) -> None:
    running.stop()
    (running.places.cluster / "PG_VERSION").write_text("17\n")

    with pytest.raises(faults.Unusable, match=r"made by PostgreSQL 17.*Dump it"):
        running.start()


def test_a_server_that_cannot_start_says_its_last_words(running: server.Server) -> None:
    running.stop()
    (running.places.cluster / "global" / "pg_control").unlink()

    with pytest.raises(faults.Unusable, match="pg_control"):
        running.start()


def test_a_long_path_gets_a_short_socket(data: Path, start: Starter) -> None:
    one = start(data / ("very-long-" * 12))

    assert ask(one, "select 1") == 1
    one.stop()
    one.places.socket.rmdir()


def test_nothing_that_somebody_typed_reaches_the_log(standing: server.Server) -> None:
    with psycopg.connect(standing.address.dsn("owner")) as connection, pytest.raises(psycopg.Error):
        connection.execute("select 'Aaliyah Canary'::date")

    assert "Canary" not in standing.places.log.read_text()


def test_the_lock_and_idle_limits_hold_for_the_runtime_only(standing: server.Server) -> None:
    assert ask(standing, "show lock_timeout") == "3s"
    assert ask(standing, "show idle_in_transaction_session_timeout") == "30s"
    with psycopg.connect(standing.address.dsn("owner")) as connection:
        assert connection.execute("show lock_timeout").fetchone() == ("0",)


def test_a_throw_away_server_ends_with_the_process_that_started_it(data: Path) -> None:
    child = os.fork()
    if child == 0:
        server.Server(data, throwaway=True).start()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    one = server.Server(data)

    assert processes.wait_until(lambda: processes.postmaster(one.places.cluster) is None, seconds=10)


def test_the_log_is_turned_over_when_it_has_grown_long(
    running: server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.stop()
    monkeypatch.setattr(cluster, "LOG_LIMIT", 10)
    running.start()

    assert running.places.log.with_suffix(".log.1").exists()


def test_whoever_uses_a_server_is_forgotten_when_killed(data: Path) -> None:
    data.mkdir()
    child = os.fork()
    if child == 0:
        held = locks.among_others(data / "users")
        os.kill(os.getpid(), signal.SIGKILL)
        held.close()
    os.waitpid(child, 0)

    assert locks.nobody_in(data / "users")


def test_the_programs_are_known_without_importing_their_package() -> None:
    assert programs.major_version(programs.ROOT / "pginstall" / "bin") == "18"


def test_the_account_that_many_share_may_not_log_in() -> None:
    nobody = accounts.Account(name="nobody", uid=65534, gid=65534, stands_in=True)
    priya = accounts.Account(name="priya", uid=1000, gid=1000, stands_in=False)

    assert accounts.logins(nobody) == ["root"]
    assert accounts.logins(priya) == ["priya", "root"]
