"""One house for all figures."""

from collections.abc import Iterator

import pytest

from tests.blackbox import houses
from tests.blackbox.houses import House


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """The whole platform, started once."""
    with houses.opened() as one:
        yield one
