"""The people of every test: who they are, where they are posted, and how to act as one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings

from caseward.accounts import commands as accounts
from caseward.accounts.models import User
from caseward.accounts.vocabulary import SETUP
from caseward.demo import building, region
from caseward.foundation.access import actors, sessions
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import Context
from caseward.organisations import commands as organisations
from caseward.ui import typed
from caseward.workforce import commands as workforce
from tests import moments


NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "heron over quiet reeds"

# The region is the demo world's; the tests leave out the two forces in which none of them takes place.
FORCES = region.FORCES
MEMBERS = {
    name: {**region.CAST, **region.OTHERS}[name]
    for name in (
        "priya", "omar", "beth", "grace", "noor", "rhys", "kit", "cleo", "ada", "jo", "dee",
        "ewan", "elin", "ines", "rafe", "sam", "dana", "marcus", "stan",
    )
}  # fmt: skip
UNITS = {
    name: made for name, made in region.UNITS.items() if name in {member.unit for member in MEMBERS.values()}
}
PEOPLE = tuple(MEMBERS)


def build() -> None:
    """Make the region once for a test database, as its owner and through the real commands.

    Postings are live by the database's own clock: they began a month before the tests and last.
    """
    ctx = Context(actor=SETUP, now=moments.real_now())
    forces = {name: organisations.found_force(ctx, name=name) for name in FORCES}
    units = {
        name: organisations.found_unit(ctx, name=name, kind=kind, force_id=forces.get(force))
        for name, (kind, force) in UNITS.items()
    }
    hashed = make_password(PASSWORD)
    with override_settings(CASEWARD_DEMO=True):
        for name, member in MEMBERS.items():
            user_id = accounts.create_demo_account(ctx, username=name, name=member.full_name, hashed=hashed)
            if member.role:
                qualify(ctx, user_id, member.role)
                promote(ctx, user_id, member.rank)
                post(ctx, user_id, units[member.unit], member.role)


def qualify(ctx: Context, user_id: UUID, role: str) -> None:
    """Vet and train somebody for a role, since a month ago."""
    building.qualify(ctx, user_id=user_id, role=role, since=ctx.today - timedelta(days=30))


def promote(ctx: Context, user_id: UUID, rank: str) -> None:
    """Let somebody hold a rank since long before every test: rank is held at the time of the command."""
    building.promote(ctx, user_id=user_id, rank=rank, since=LONG_AGO)


def post(ctx: Context, user_id: UUID, unit_id: UUID, role: str) -> UUID:
    """Post somebody to a unit since a month ago."""
    began = ctx.today - timedelta(days=30)
    return workforce.post_person(ctx, user_id=user_id, unit_id=unit_id, role=role, starts_on=began)


class Browser(Client):
    """Sends each form under a key of its own, as every page of ours would have it."""

    def post(self, path: Any, data: Any = None, *rest: Any, **extra: Any) -> Any:
        """Send a form; a test of what comes without a key says so with an empty one."""
        said = {typed.KEY: str(uuid4()), **(data or {})} if data is None or isinstance(data, dict) else data
        return super().post(path, said, *rest, **extra)


def browser(name: str) -> Client:
    """A browser in which a member of the cast has signed in."""
    client = Browser()
    answer = client.post("/sign-in/", {"login": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def person(name: str) -> User:
    """The account of a member of the cast."""
    return User.objects.get(username=name)


def compartment(key: str) -> UUID:
    """The compartment with this key, as whoever acts sees it ("northshire-prevent-cases")."""
    return Compartment.objects.get(key=key).pk


@contextmanager
def acting(name: str, *, now: datetime = NOW, purpose: str = "") -> Iterator[Context]:
    """Act as a member of the cast in a session of its own; `now` is what the commands take for the time."""
    with sessions.acting_as(person(name).pk, now=moments.real_now()):
        actor = actors.current_actor()
        assert actor is not None
        yield Context(actor=actor, now=now, purpose=purpose)
