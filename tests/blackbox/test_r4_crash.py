"""R4: the database crashes in a storm of creates; the house works again without a restart, and nothing is missing."""

from pathlib import Path

import pytest

from tests.blackbox import ledgers, rounds, storms, work
from tests.blackbox.houses import House, wait


pytestmark = pytest.mark.blackbox


def test_what_was_acknowledged_outlives_the_database(house: House, tmp_path: Path) -> None:
    form = work.note_on(house, "priya")
    server = house.server_pids()
    back = []
    with storms.raging(form) as storm:
        for _each in rounds.counted("R4, database crashed", 3, soak=50):
            storm.goes_on()
            house.crash_database()
            house.start_database()
            back.append(storm.goes_on(more=1))
        storm.goes_on()

    rounds.measured("R4, works again", back, most=5)
    assert house.server_pids() == server
    assert storm.missing(house) == set()
    assert storm.strange == set()
    ledgers.holds(house, tmp_path / "export")


def test_while_it_is_away_the_page_says_so_and_keeps_the_words(house: House) -> None:
    form = work.note_on(house, "priya")
    house.crash_database()
    try:
        answer = form.send({"text": "typed while it was away", "nature": "FACT"})
    finally:
        house.start_database()
    # Every web process has to come round, not only the first that is asked.
    wait(lambda: {form.who.get("/").status for _each in range(8)} == {200}, seconds=30)

    assert answer.status == 503
    assert answer.header("Retry-After")
    assert "typed while it was away" in answer.text
