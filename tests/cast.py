"""The people of every test: who they are, where they are posted, and how to act as one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.test import Client

from caseward.accounts.models import User
from caseward.foundation.access import actors, sessions
from caseward.foundation.access.models import Compartment, Discretion, Membership
from caseward.foundation.commands import Context
from tests import moments


NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

REFERRALS, CASES, OFFICE = "referrals", "cases", "office"
NOUNS = {
    REFERRALS: {"referral", "nominal", "letterbox"},
    CASES: {"case", "decision", "chronology", "plan", "team", "pack", "seal", "retention", "hold"},
    OFFICE: {"ledger", "posting", "account", "organisation", "definition"},
}

ROLES = {
    "intake officer": {"letterbox.read", "referral.take", "referral.read", "referral.write", "referral.clarify",
                       "nominal.search", "nominal.read", "nominal.write"},
    "case officer": {"referral.read", "referral.write", "referral.clarify", "referral.deconflict", "nominal.search",
                     "nominal.read", "nominal.write", "case.read", "case.write", "case.accept", "case.move"},
    "supervisor": {"letterbox.read", "referral.read", "referral.write", "referral.clarify", "referral.deconflict",
                   "referral.decide", "nominal.search", "nominal.read", "nominal.write", "nominal.link",
                   "case.read", "case.write", "case.accept", "case.allocate", "case.move", "case.override",
                   "case.approve", "team.read"},
    "nominal officer": {"nominal.search", "nominal.read", "nominal.write", "case.read", "case.write", "case.accept",
                        "case.move"},
    "protected persons practitioner": {"case.accept"},
    "custodian": {"seal.hold"},
    "cyber officer": {"referral.take", "referral.read", "referral.write", "nominal.search", "nominal.read",
                      "nominal.write", "case.read", "case.write", "case.accept", "case.move"},
    "inspector": {"ledger.read", "definition.read"},
    "records manager": {"retention.review", "retention.dispose", "hold.place"},
    "administrator": {"account.administer", "posting.administer", "organisation.configure", "definition.read"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """One member: the name in full, the unit and the role (both empty for those without a posting)."""

    full_name: str
    unit: str = ""
    role: str = ""


MEMBERS = {
    "priya": Cast("Priya Sharma", "Northshire Prevent", "case officer"),
    "omar": Cast("Omar Farouk", "Northshire Prevent", "case officer"),
    "beth": Cast("Beth Lindqvist", "Northshire Prevent", "supervisor"),
    "grace": Cast("Grace Adeyemi", "Northshire Prevent", "supervisor"),
    "noor": Cast("Noor Rahimi", "Northshire Prevent", "intake officer"),
    "rhys": Cast("Rhys Morgan", "Northshire Nominal", "nominal officer"),
    "kit": Cast("Kit Ashdown", "Regional Protected Persons", "protected persons practitioner"),
    "cleo": Cast("Cleo Marchetti", "Custodians", "custodian"),
    "ada": Cast("Ada Whitcombe", "Custodians", "custodian"),
    "jo": Cast("Jo Tennant", "Regional Cyber", "cyber officer"),
    "ewan": Cast("Ewan Blythe", "Eastmark Prevent", "case officer"),
    "elin": Cast("Elin Vaughan", "Eastmark Prevent", "supervisor"),
    "ines": Cast("Ines Carvalho", "Region Oversight", "inspector"),
    "rafe": Cast("Rafe Holloway", "Records", "records manager"),
    "sam": Cast("Sam Underwood", "Administration", "administrator"),
    "dana": Cast("Dana Okafor"),
    "marcus": Cast("Marcus Bell"),
    "stan": Cast("Stan Pruett"),
}
PEOPLE = tuple(MEMBERS)
PASSWORD = "heron over quiet reeds"


def build() -> None:
    """Make the region once for a test database, as the owner; its postings are live by the database's own clock."""
    now = moments.real_now()
    for name, member in MEMBERS.items():
        user = User.objects.create(
            username=name, name=member.full_name, is_demo=True, password=make_password(PASSWORD)
        )
        for layer, nouns in NOUNS.items():
            held = sorted(c for c in ROLES.get(member.role, ()) if c.split(".")[0] in nouns)
            if held:
                Membership.objects.create(
                    user=user, compartment_id=_compartment(member.unit, layer), capabilities=held,
                    basis=f"Posted to {member.unit} as {member.role}",
                    starts_at=now - timedelta(days=30), ends_at=now + timedelta(days=300),
                )  # fmt: skip


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


def _compartment(unit: str, layer: str) -> UUID:
    key = f"{unit.lower().replace(' ', '-')}-{layer}"
    silent = unit in {"Regional Protected Persons", "Custodians"}
    made, _new = Compartment.objects.get_or_create(
        key=key,
        defaults={
            "title": f"{unit} {layer}",
            "discretion": Discretion.SILENT if silent else Discretion.POINTERS,
            "contact": "" if silent else f"the supervisor of {unit}",
        },
    )
    return made.pk
