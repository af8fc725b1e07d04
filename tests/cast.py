"""The people of every test: who they are, where they are posted, and how to act as one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings

from caseward.accounts import commands as accounts
from caseward.accounts.models import User
from caseward.accounts.vocabulary import SETUP
from caseward.foundation.access import actors, sessions
from caseward.foundation.access.models import Compartment
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.organisations import commands as organisations
from caseward.organisations.vocabulary import UnitKind
from caseward.workforce import commands as workforce
from caseward.workforce.vocabulary import Level
from tests import moments


NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSWORD = "heron over quiet reeds"

FORCES = ("Northshire", "Eastmark", "Southdale", "Westmoor")

# Each unit, its kind and its force; the last five belong to the region.
UNITS = {
    "Northshire Prevent": (UnitKind.PREVENT, "Northshire"),
    "Northshire Nominal": (UnitKind.NOMINAL, "Northshire"),
    "Eastmark Prevent": (UnitKind.PREVENT, "Eastmark"),
    "Regional Protected Persons": (UnitKind.PROTECTED, ""),
    "Custodians": (UnitKind.CUSTODIAN, ""),
    "Regional Cyber": (UnitKind.CYBER, ""),
    "Region Oversight": (UnitKind.OVERSIGHT, ""),
    "Records": (UnitKind.RECORDS, ""),
    "Administration": (UnitKind.ADMINISTRATION, ""),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the cast: the name in full, the unit and the role (both empty for those without a posting)."""

    full_name: str
    unit: str = ""
    role: str = ""


MEMBERS = {
    "priya": Member("Priya Sharma", "Northshire Prevent", "case-officer"),
    "omar": Member("Omar Farouk", "Northshire Prevent", "case-officer"),
    "beth": Member("Beth Lindqvist", "Northshire Prevent", "supervisor"),
    "grace": Member("Grace Adeyemi", "Northshire Prevent", "supervisor"),
    "noor": Member("Noor Rahimi", "Northshire Prevent", "intake-officer"),
    "rhys": Member("Rhys Morgan", "Northshire Nominal", "nominal-officer"),
    "kit": Member("Kit Ashdown", "Regional Protected Persons", "protected-practitioner"),
    "cleo": Member("Cleo Marchetti", "Custodians", "custodian"),
    "ada": Member("Ada Whitcombe", "Custodians", "custodian"),
    "jo": Member("Jo Tennant", "Regional Cyber", "cyber-officer"),
    "ewan": Member("Ewan Blythe", "Eastmark Prevent", "case-officer"),
    "elin": Member("Elin Vaughan", "Eastmark Prevent", "supervisor"),
    "ines": Member("Ines Carvalho", "Region Oversight", "inspector"),
    "rafe": Member("Rafe Holloway", "Records", "records-manager"),
    "sam": Member("Sam Underwood", "Administration", "administrator"),
    "dana": Member("Dana Okafor"),
    "marcus": Member("Marcus Bell"),
    "stan": Member("Stan Pruett"),
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
                post(ctx, user_id, units[member.unit], member.role)


def qualify(ctx: Context, user_id: UUID, role: str) -> None:
    """Vet and train somebody for a role."""
    began, ends = ctx.today - timedelta(days=30), ctx.today + timedelta(days=700)
    for level in catalogue().role(role).vetting:
        workforce.record_clearance(ctx, user_id=user_id, level=Level(level), starts_on=began, ends_on=ends)
    for course in catalogue().role(role).training:
        workforce.record_training(ctx, user_id=user_id, course=course, completed_on=began, ends_on=ends)


def post(ctx: Context, user_id: UUID, unit_id: UUID, role: str) -> UUID:
    """Post somebody to a unit since a month ago."""
    began = ctx.today - timedelta(days=30)
    return workforce.post_person(ctx, user_id=user_id, unit_id=unit_id, role=role, starts_on=began)


def browser(name: str) -> Client:
    """A browser in which a member of the cast has signed in."""
    client = Client()
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
