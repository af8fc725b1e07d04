"""The world of a replay is nobody else's: made, used and dropped, whatever happens."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from caseward.foundation.database import address, processes, server
from caseward.replay import worlds
from tests.replay.conftest import PATIENCE, Replay, typed
from tests.replay.timelines import TAKEN, event


pytestmark = pytest.mark.slow


def test_what_was_not_understood_says_where_and_starts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[[event]]\nat = 2019-02-29\nwhat = "refer"\n', "utf-8")

    answer = typed(tmp_path / "data", str(file))

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == f"{file}:2: event[1].at: There is no 29 February in the calendar of 2019.\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", "at least one [[event]]"),
        (b'[[event]]\nwhat = "rfer"', "“refer”"),
    ],
)
def test_every_other_text_is_refused_with_status_2(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_bytes(content)

    answer = typed(tmp_path, str(file))

    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in typed(tmp_path, str(tmp_path / "none.toml")).err
    assert typed(tmp_path).status == 2


def test_the_grammar_is_printed_without_a_timeline(tmp_path: Path) -> None:
    answer = typed(tmp_path, "--verbs")

    assert answer.status == 0
    assert all(
        f"\n{word}" in answer.out for word in ("refer", "link", "decide", "accept", "panel", "close", "wait")
    )


def test_nothing_is_left_of_a_world(replay: Replay, data: Path) -> None:
    assert replay(TAKEN).status == 0

    assert _worlds(data) == []


def test_what_a_killed_replay_left_is_dropped_by_the_next(replay: Replay, data: Path) -> None:
    opens = [sys.executable, "-c", _OPENS.format(folder=str(data))]
    with subprocess.Popen(opens, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == "opened"
        running.send_signal(signal.SIGKILL)

    assert replay(TAKEN).status == 0
    assert _worlds(data) == []


def test_a_server_that_is_lost_ends_the_replay_with_a_sentence(replay: Replay, data: Path) -> None:
    """Half a replay is no finding: nothing is told of it but that, and the next one runs."""
    assert replay(TAKEN).status == 0  # the tables are made
    file = data / "long.toml"
    file.write_text(TAKEN + "".join(event(f"2019-10-08T10:{n:02}", "screen") for n in range(60)) * 5, "utf-8")
    with subprocess.Popen(
        [str(Path(sys.executable).parent / "caseward"), "replay", str(file)],
        env={"CASEWARD_DATA": str(data), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        server = _server_once_played_on(data)
        os.kill(server, signal.SIGQUIT)
        out, err = running.communicate(timeout=PATIENCE)

    assert (running.returncode, out) == (1, "")
    assert err.startswith("The replay was broken off: the database server went away.")
    assert "Traceback" not in err
    assert replay(TAKEN).status == 0


def test_a_database_with_accounts_is_left_alone(data: Path) -> None:
    """Were the world ever somebody's, nothing would be replayed in it."""
    done = subprocess.run(
        [sys.executable, "-c", _TWICE.format(folder=str(data))],
        check=False,
        capture_output=True,
        text=True,
        timeout=200,
    )

    assert "holds accounts" in done.stdout, done.stderr


def test_nothing_of_the_house_reaches_a_world(data: Path) -> None:
    environ = {
        "CASEWARD_DATA": str(data),
        "DATABASE_URL": "postgresql://caseward_runtime:secret@records.example/caseward",
        "DATABASE_OWNER_URL": "postgresql://caseward_owner:secret@records.example/caseward",
        "CASEWARD_SECRET_KEY": "the house's",
        "PATH": os.environ["PATH"],
    }

    with worlds.opened(environ) as world:
        assert "records.example" not in str(world.variables)
        assert "the house's" not in world.variables.values()
        assert world.login("runtime")["dbname"].startswith(worlds.PREFIX)


def test_a_server_s_own_address_alone_is_not_enough(tmp_path: Path) -> None:
    environ = {
        "CASEWARD_DATA": str(tmp_path),
        worlds.ADMINISTRATOR: "postgresql://postgres@records.example/postgres",
    }

    with pytest.raises(worlds.NotReady, match="DATABASE_URL is not"):
        with worlds.opened(environ):
            pass


PLAYED_ON = """
    select exists (select from pg_stat_activity
                   where datname like 'replay_world%' and usename like '%runtime%' and query ilike '%ledger%')
"""
_OPENS = """
from caseward.replay import worlds
with worlds.opened({{"CASEWARD_DATA": "{folder}", "PATH": "/usr/bin:/bin"}}):
    print("opened", flush=True)
    time.sleep(60)
"""
_TWICE = """
import os
from pathlib import Path
os.environ["CASEWARD_DATA"] = "{folder}"
from caseward.replay import typed, worlds
timeline = typed.read(Path("{folder}/timeline.toml"))
with worlds.opened(os.environ) as world:
    worlds.put_up(world, os.environ)
    import django
    django.setup()
    from caseward.replay import staging
    staging.build(timeline)
    try:
        staging.build(timeline)
    except staging.HoldsAccounts as refusal:
        print(refusal)
"""


def _server_once_played_on(data: Path) -> int:
    """The process of the server, once officers act in the world."""
    places = server.Server(data / "replay", throwaway=True).places
    dsn = address.embedded(data / "replay").dsn("administrator", database="postgres")

    def is_played_on() -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(dsn) as administrator:
            return administrator.execute(PLAYED_ON).fetchone() == (True,)
        return False

    assert processes.wait_until(is_played_on, seconds=PATIENCE)
    found = processes.postmaster(places.cluster)
    assert found is not None
    return found


def _worlds(data: Path) -> list[str]:
    """The databases of replays on the server of the folder."""
    ours = server.Server(data / "replay", throwaway=True)
    try:
        dsn = ours.start().dsn("administrator", database="postgres")
        with psycopg.connect(dsn) as administrator:
            found = administrator.execute(
                "select datname from pg_database where datname like 'replay_world%'"
            ).fetchall()
        return [name for (name,) in found]
    finally:
        ours.stop()
