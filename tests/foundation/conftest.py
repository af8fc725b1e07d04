"""Two compartments and the people who may or may not know them: the smallest world that can leak."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

import pytest

from caseward.accounts.models import User
from caseward.foundation.access import actors, sessions
from caseward.foundation.access.models import Compartment, Membership
from caseward.foundation.commands import Context
from tests import roles
from tests.moments import real_now


NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


class Acting(Protocol):
    """Act as one of the people: `with acting("alice") as ctx:`."""

    def __call__(self, name: str) -> AbstractContextManager[Context]: ...


@dataclass(frozen=True)
class World:
    """Alice writes and Carol reads in the red compartment; Bob writes in the blue one; Mallory knows nothing."""

    red: UUID
    blue: UUID
    people: dict[str, UUID]


def member(user: User, compartment: Compartment, *capabilities: str) -> Membership:
    now = real_now()
    return Membership.objects.create(
        user=user,
        compartment=compartment,
        basis=f"posted to {compartment.title}",
        capabilities=list(capabilities),
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=30),
    )


@pytest.fixture
def world(db: None) -> World:
    with roles.owner():
        red, blue = (
            Compartment.objects.create(key=f"{colour}-{uuid4()}", title=f"{colour} unit")
            for colour in ("red", "blue")
        )
        people = {
            name: User.objects.create(username=f"{name}-{uuid4()}", name=name.title(), password="!")
            for name in ("alice", "bob", "carol", "mallory")
        }
        member(people["alice"], red, "case.read", "case.write")
        member(people["carol"], red, "case.read")
        member(people["bob"], blue, "case.read", "case.write")
    return World(red=red.pk, blue=blue.pk, people={name: user.pk for name, user in people.items()})


@pytest.fixture
def acting(world: World) -> Acting:
    @contextmanager
    def act(name: str) -> Iterator[Context]:
        now = real_now()
        with sessions.acting_as(world.people[name], now=now):
            actor = actors.current_actor()
            assert actor is not None
            yield Context(actor=actor, now=NOW, purpose="casework")

    return act
