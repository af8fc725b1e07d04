"""Forces, units and accounts: what has to be there before anybody can act."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from caseward.accounts import commands as accounts
from caseward.accounts.vocabulary import SETUP
from caseward.demo.region import CAST, CONTACTS, FORCES, OTHERS, UNITS, Member
from caseward.foundation import clock
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.organisations import commands as organisations
from caseward.workforce import commands as workforce
from caseward.workforce.vocabulary import Level


def build(*, password: str) -> dict[str, UUID]:
    """Make the region and everybody who can sign in to it; returns the ids of accounts by name."""
    ctx = Context(actor=SETUP, now=clock.now())
    forces = {name: organisations.found_force(ctx, name=name) for name in FORCES}
    units = {
        name: organisations.found_unit(
            ctx, name=name, kind=kind, force_id=forces.get(force), contact=CONTACTS.get(name, "")
        )
        for name, (kind, force) in UNITS.items()
    }
    hashed = make_password(password)
    return {name: _employ(ctx, name, member, units, hashed) for name, member in {**CAST, **OTHERS}.items()}


def _employ(ctx: Context, name: str, member: Member, units: dict[str, UUID], hashed: str) -> UUID:
    user_id = accounts.create_demo_account(ctx, username=name, name=member.full_name, hashed=hashed)
    if member.role:
        began = ctx.today - timedelta(days=400)
        qualify(ctx, user_id=user_id, role=member.role, since=began)
        promote(ctx, user_id=user_id, rank=member.rank, since=began)
        workforce.post_person(
            ctx, user_id=user_id, unit_id=units[member.unit], role=member.role, starts_on=began
        )
    return user_id


def promote(ctx: Context, *, user_id: UUID, rank: str, since: date) -> None:
    """Let somebody hold a rank since a day."""
    workforce.record_rank(ctx, user_id=user_id, rank=rank, starts_on=since)


def qualify(ctx: Context, *, user_id: UUID, role: str, since: date) -> None:
    """Vet and train somebody for a role, for the two years to come."""
    ends = ctx.today + timedelta(days=700)
    for level in catalogue().role(role).vetting:
        workforce.record_clearance(ctx, user_id=user_id, level=Level(level), starts_on=since, ends_on=ends)
    for course in catalogue().role(role).training:
        workforce.record_training(ctx, user_id=user_id, course=course, completed_on=since, ends_on=ends)
