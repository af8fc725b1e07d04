"""R3: the server is killed (kill -9) in storms of creates; nothing acknowledged is missing, nothing is half there."""

import time
from pathlib import Path

import pytest

from tests.blackbox import ledgers, rounds, storms, work
from tests.blackbox.houses import House


pytestmark = pytest.mark.blackbox


def test_what_was_acknowledged_outlives_the_server(house: House, tmp_path: Path) -> None:
    form = work.note_on(house, "priya")
    back = []
    with storms.raging(form) as storm:
        for number in rounds.counted("R3, server killed", 4, soak=100):
            storm.goes_on()
            if number % 2:
                house.kill_worker()
            else:
                house.kill_server()
                killed = time.monotonic()
                house.start_server()
                back.append(time.monotonic() - killed + storm.goes_on(more=1))
        storm.goes_on()

    rounds.measured("R3, back", back, most=10)
    assert storm.missing(house) == set()
    assert storm.strange == set()
    ledgers.holds(house, tmp_path / "export")
