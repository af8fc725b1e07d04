"""One house for all journeys, and people who come to it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from caseward.foundation.commands.context import LONDON
from tests import moments
from tests.journeys import houses, visits
from tests.journeys.houses import House
from tests.journeys.visits import Visiting


expect.set_options(timeout=visits.PATIENCE)


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """The whole platform, started once."""
    with houses.opened() as one:
        yield one


@pytest.fixture
def visit(browser: Browser, house: House) -> Visiting:
    """Bring a member of the cast to the house, through its door."""
    return visits.visiting(browser, house)


@pytest.fixture
def today() -> tuple[str, str, str]:
    """The day of the house as three boxes take it."""
    day = moments.real_now().astimezone(LONDON).date()
    return str(day.day), str(day.month), str(day.year)
