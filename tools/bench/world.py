"""Build the world: units with their people through the commands, then cases and people by the thousand.

Started twice side by side; each takes every other unit. Logs in as the owner of the database, as the
demonstration does.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import django


django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import connection  # noqa: E402

from caseward.accounts import commands as accounts  # noqa: E402
from caseward.accounts.models import User  # noqa: E402
from caseward.accounts.vocabulary import SETUP  # noqa: E402
from caseward.cases import commands as cases  # noqa: E402
from caseward.cases.vocabulary import FormerCase  # noqa: E402
from caseward.demo.people import CONCERNS  # noqa: E402
from caseward.foundation import clock  # noqa: E402
from caseward.foundation.access import actors, sessions  # noqa: E402
from caseward.foundation.access.models import Compartment  # noqa: E402
from caseward.foundation.catalogue import catalogue  # noqa: E402
from caseward.foundation.commands import Context  # noqa: E402
from caseward.kernel.identity import Person  # noqa: E402
from caseward.nominals.vocabulary import Given  # noqa: E402
from caseward.organisations import commands as organisations  # noqa: E402
from caseward.organisations.vocabulary import UnitKind  # noqa: E402
from caseward.workforce import commands as workforce  # noqa: E402
from caseward.workforce.vocabulary import Level  # noqa: E402
from tools.bench import people  # noqa: E402


CASES_IN_A_UNIT = 1_000
PEOPLE_IN_A_UNIT = 25
BATCH = 500
STAGES = ("information-gathering", "information-gathering", "section-36", "panel", "support", "support")
NOTE = "Taken over. Two visits, both agreed beforehand; the school and the doctor have answered. Nothing new since."

# Colleagues are copies of the one officer of their unit who came through the commands.
COPIES = """
    with copy as (
        insert into accounts_user (id, password, username, name, email, kind, is_demo, version)
        select gen_random_uuid(), u.password, left(u.username, 5) || to_char(n, 'FM00'), u.name || ' ' || n, '',
               u.kind, true, 1
        from accounts_user u, generate_series(3, %(people)s) n where u.username = %(like)s returning id),
    posted as (
        insert into workforce_posting (id, user_id, unit_id, role, starts_at, ended_because, version, created_at,
                                       created_by_id)
        select gen_random_uuid(), c.id, p.unit_id, p.role, p.starts_at, '', 1, p.created_at, p.created_by_id
        from copy c, workforce_posting p join accounts_user u on u.id = p.user_id where u.username = %(like)s)
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, capabilities, starts_at, ends_at)
    select gen_random_uuid(), c.id, m.compartment_id, m.basis, m.basis_id, m.capabilities, m.starts_at, m.ends_at
    from copy c, access_membership m join accounts_user u on u.id = m.user_id where u.username = %(like)s
"""
# One supervisor who knows every unit, for the deepest pages there are.
WIDE = """
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, capabilities, starts_at, ends_at)
    select gen_random_uuid(), w.id, m.compartment_id, m.basis, m.basis_id, m.capabilities, m.starts_at, m.ends_at
    from accounts_user w, access_membership m join accounts_user u on u.id = m.user_id
    where w.username = 'u001-00' and u.username like 'u%%-01'
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the world is."""

    cases: int
    people: int

    @property
    def units(self) -> int:
        """Each keeps a thousand cases."""
        return max(1, self.cases // CASES_IN_A_UNIT)


def staff(size: Size, *, password: str) -> None:
    """Units and everybody in them."""
    ctx = Context(actor=SETUP, now=clock.now())
    hashed = make_password(password)
    organisations.found_unit(ctx, name="Administration", kind=UnitKind.ADMINISTRATION)
    force_id = organisations.found_force(ctx, name="Benchshire")
    for number in range(1, size.units + 1):
        unit_id = organisations.found_unit(
            ctx, name=f"Unit {number:03} Prevent", kind=UnitKind.PREVENT, force_id=force_id
        )
        _employ(ctx, f"u{number:03}-01", "supervisor", unit_id, hashed)
        _employ(ctx, f"u{number:03}-02", "case-officer", unit_id, hashed)
        _sql(COPIES, {"people": PEOPLE_IN_A_UNIT, "like": f"u{number:03}-02"})
        _say("units", number, size.units)
    accounts.create_demo_account(ctx, username="u001-00", name="Wide Winslow", hashed=hashed)
    _sql(WIDE, {})


def records(size: Size, *, part: int, parts: int) -> None:
    """Cases and people of every unit whose turn it is."""
    for number in range(1 + part, size.units + 1, parts):
        _fill(size, number)
        _say("units filled", number, size.units)


def finish() -> None:
    """Statistics as a database that has run for a while has them."""
    _sql("vacuum analyze", None)


def _employ(ctx: Context, username: str, role: str, unit_id: UUID, hashed: str) -> None:
    user_id = accounts.create_demo_account(ctx, username=username, name=f"Officer {username}", hashed=hashed)
    began, ends = ctx.today - timedelta(days=300), ctx.today + timedelta(days=700)
    for level in catalogue().role(role).vetting:
        workforce.record_clearance(ctx, user_id=user_id, level=Level(level), starts_on=began, ends_on=ends)
    for course in catalogue().role(role).training:
        workforce.record_training(ctx, user_id=user_id, course=course, completed_on=began, ends_on=ends)
    workforce.post_person(ctx, user_id=user_id, unit_id=unit_id, role=role, starts_on=began)


def _fill(size: Size, number: int) -> None:
    compartment_id = Compartment.objects.get(key=f"unit-{number:03}-prevent-referrals").pk
    owners = list(User.objects.filter(username__regex=rf"^u{number:03}-(0[2-9]|1|2)").order_by("username"))
    invented = people.people(size.people // size.units, seed=number)
    chief = User.objects.get(username=f"u{number:03}-01")
    with sessions.acting_as(chief.pk, now=clock.now()):
        ctx = _context()
        taken = (
            former(person, place, owners, ctx.now) for place, person in enumerate(_first(invented, size))
        )
        for batch in _batches(taken):
            cases.take_over_cases(ctx, compartment_id=compartment_id, former=batch)
        for others in _batches(Given(person=one, living_at=one.addresses[0]) for one in invented):
            cases.take_over_people(ctx, compartment_id=compartment_id, people=others)


def _first(invented: Iterator[Person], size: Size) -> Iterator[Person]:
    return islice(invented, size.cases // size.units)


def _context() -> Context:
    actor = actors.current_actor()
    if actor is None:
        raise LookupError("The supervisor of the unit may not act.")
    return Context(actor=actor, now=clock.now(), purpose="benchmark")


def former(person: Person, place: int, owners: list[User], now: datetime) -> FormerCase:
    """Somebody's open case, one of the owners' in turn."""
    chance = random.Random(place)  # noqa: S311  as above
    opened = now - timedelta(days=chance.randint(2, 400), minutes=chance.randint(0, 600))
    return FormerCase(
        person=person,
        living_at=person.addresses[0],
        concern=chance.choice(CONCERNS),
        received_at=opened - timedelta(days=3),
        opened_at=opened,
        stage=chance.choice(STAGES),
        owner_id=owners[place % len(owners)].pk,
        note=NOTE,
    )


def _batches(many: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(many, BATCH)):
        yield batch


def _sql(statement: str, values: dict[str, Any] | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _say(what: str, done: int, count: int) -> None:
    print(f"\r  {done} of {count} {what} ", end="", file=sys.stderr, flush=True)


def main() -> None:
    """One of the steps, by name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["staff", "records", "finish"])
    for name in ("cases", "people", "part", "parts"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--password", default="")
    asked = parser.parse_args()
    size = Size(asked.cases, asked.people)
    if asked.step == "staff":
        staff(size, password=asked.password)
    elif asked.step == "records":
        records(size, part=asked.part, parts=asked.parts)
    else:
        finish()


if __name__ == "__main__":
    main()
