"""The whole platform on a folder and port of its own, with a small demo world, as `make run` starts it."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from caseward.foundation.database import server
from tests.platform import houses


# Enough for the journeys to have company, one of them by a person already known; pictures show a fuller region.
REFERRALS = 60 if os.environ.get("CASEWARD_PICTURES") == "1" else 13


@dataclass(frozen=True, slots=True)
class House:
    """Where it is, the password of everybody in it, and the database below it."""

    url: str
    password: str
    database: server.Server


@contextlib.contextmanager
def opened() -> Iterator[House]:
    """Open while the journeys last."""
    with houses.opened(referrals=REFERRALS) as house:
        yield House(house.plan.url, house.password, house.database)
