"""The pieces of `make run`: the plan, the claim on a port, the parts and their restarts."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseward.config.run import claims, parts, plan, troubles
from caseward.foundation.database import processes
from tests.platform.plans import free_port, made_plan


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[parts.Part]:
    """A part that writes a line, has a child and would go on for a minute."""
    script = "echo ready; sleep 60 & wait"
    part = parts.Part(
        "sleeper", ["sh", "-c", script], {"PATH": os.environ["PATH"]}, tmp_path / "sleeper.log", 5
    )
    part.start()
    assert processes.wait_until(lambda: "ready" in part.log.read_text(), seconds=10)
    yield part
    part.stop()


def group_is_alive(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_of(part: parts.Part) -> int:
    assert part.process is not None
    return part.process.pid


def test_unless_told_otherwise_it_serves_the_demo_world_at_port_8000(tmp_path: Path) -> None:
    asked = made_plan(tmp_path)

    assert (asked.url, asked.demo, asked.is_embedded) == ("http://127.0.0.1:8000", True, True)


def test_every_part_is_told_the_same(tmp_path: Path) -> None:
    asked = made_plan(tmp_path, CASEWARD_PORT="8123", CASEWARD_DEMO="0", MINE="kept")

    told = asked.variables(CASEWARD_DATABASE_ROLE="owner")
    assert (told["CASEWARD_PORT"], told["CASEWARD_DEMO"], told["CASEWARD_DATA"]) == (
        "8123",
        "0",
        str(tmp_path),
    )
    assert told["CASEWARD_ADDRESS"] == asked.url == "http://127.0.0.1:8123"
    assert (told["MINE"], told["CASEWARD_DATABASE_ROLE"]) == ("kept", "owner")
    assert told["PATH"].startswith(str(Path(sys.executable).parent))


@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(troubles.Trouble, match="a number from 1 to 65535"):
        made_plan(tmp_path, CASEWARD_PORT=port)


def test_the_secret_key_is_made_once_for_its_owners_eyes(tmp_path: Path) -> None:
    asked = made_plan(tmp_path)
    plan.make_secret_key(asked)
    key = tmp_path / "secrets" / "secret-key"
    first = key.read_text()
    plan.make_secret_key(asked)

    assert key.read_text() == first
    assert len(first) > 64
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700


def test_a_secret_key_of_the_environment_is_not_written_down(tmp_path: Path) -> None:
    plan.make_secret_key(made_plan(tmp_path, CASEWARD_SECRET_KEY="brought along"))

    assert not (tmp_path / "secrets").exists()


def test_a_second_start_is_told_where_the_first_one_serves(tmp_path: Path) -> None:
    asked = made_plan(tmp_path, CASEWARD_PORT=str(free_port()))
    with claims.claimed(asked), pytest.raises(troubles.Trouble) as told, claims.claimed(asked):
        pass

    assert f"already running on {tmp_path}: {asked.url} (process {os.getpid()})" in str(told.value)
    assert f"CASEWARD_PORT={asked.port + 1} make run" in str(told.value)


def test_another_port_of_the_same_data_may_be_served_too(tmp_path: Path) -> None:
    with claims.claimed(made_plan(tmp_path, CASEWARD_PORT=str(free_port()))):
        with claims.claimed(made_plan(tmp_path, CASEWARD_PORT=str(free_port()))):
            assert len(list(tmp_path.glob("run-*.lock"))) == 2


def test_a_port_that_another_program_took_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "LEAVING", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        asked = made_plan(tmp_path, CASEWARD_PORT=str(taken.getsockname()[1]))
        with pytest.raises(troubles.Trouble, match="taken by another program"), claims.claimed(asked):
            pass


def test_a_claim_is_let_go_of_when_its_holder_is_killed(tmp_path: Path) -> None:
    asked = made_plan(tmp_path, CASEWARD_PORT=str(free_port()))
    child = os.fork()
    if child == 0:
        with claims.claimed(asked):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    with claims.claimed(asked):
        assert (tmp_path / f"run-{asked.port}.lock").read_text() == str(os.getpid())


def test_a_part_and_its_children_end_when_stopped(sleeper: parts.Part) -> None:
    pid = pid_of(sleeper)
    sleeper.stop()

    assert processes.wait_until(lambda: not group_is_alive(pid), seconds=10)


def test_a_part_that_does_not_listen_is_ended_within_its_bound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = "trap '' TERM; echo ready; while :; do sleep 1; done"
    deaf = parts.Part("deaf one", ["sh", "-c", script], {"PATH": os.environ["PATH"]}, tmp_path / "log", 0.5)
    deaf.start()
    assert processes.wait_until(lambda: "ready" in deaf.log.read_text(), seconds=10)
    deaf.stop()

    assert deaf.has_ended
    assert "The deaf one does not stop by itself" in capsys.readouterr().out


def test_a_killed_part_is_started_again_without_its_orphans(sleeper: parts.Part) -> None:
    first = pid_of(sleeper)
    os.kill(first, signal.SIGKILL)
    assert processes.wait_until(lambda: sleeper.has_ended, seconds=10)
    sleeper.look_after()

    assert pid_of(sleeper) != first
    assert not sleeper.has_ended
    assert processes.wait_until(lambda: not group_is_alive(first), seconds=10)


def test_a_part_that_keeps_ending_stops_everything_with_its_last_words(sleeper: parts.Part) -> None:
    for _ in range(2):
        os.kill(pid_of(sleeper), signal.SIGKILL)
        assert processes.wait_until(lambda: sleeper.has_ended, seconds=10)
        if sleeper.revivals.last is None:
            sleeper.look_after()

    with pytest.raises(troubles.Trouble, match=r"(?s)The sleeper ended again.*ready"):
        sleeper.look_after()


def test_a_part_that_runs_is_left_alone(sleeper: parts.Part) -> None:
    first = pid_of(sleeper)
    sleeper.look_after()

    assert pid_of(sleeper) == first


def test_a_part_ends_with_whoever_started_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = os.fork()
    if child == 0:
        part = parts.Part("sleeper", ["sleep", "60"], {"PATH": os.environ["PATH"]}, tmp_path / "log", 5)
        part.start()
        note.write_text(str(pid_of(part)))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    assert processes.wait_until(lambda: not processes.is_alive(int(note.read_text())), seconds=10)
