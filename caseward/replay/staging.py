"""Forces, units and staff of a replay: those that the timeline names, and whoever else a unit needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils.text import slugify

from caseward.accounts import commands as accounts
from caseward.accounts.models import User
from caseward.accounts.vocabulary import SETUP, Kind
from caseward.demo import building
from caseward.foundation import clock
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import Context
from caseward.kernel.replays import Officer, Player, Team, Timeline, Unit
from caseward.kernel.replays.cast import usual_unit
from caseward.organisations import commands as organisations
from caseward.organisations.vocabulary import Layer, UnitKind
from caseward.workforce import commands as workforce


# Whoever is posted now was posted then, too: what is live is decided by the database's own clock.
LONG_BEFORE = timedelta(days=400)

KINDS = {
    Team.PREVENT: UnitKind.PREVENT,
    Team.NOMINAL: UnitKind.NOMINAL,
    Team.PROTECTED: UnitKind.PROTECTED,
    Team.CYBER: UnitKind.CYBER,
}
_OFFICERS = {
    Team.PREVENT: "case-officer",
    Team.NOMINAL: "nominal-officer",
    Team.PROTECTED: "protected-practitioner",
    Team.CYBER: "cyber-officer",
}
_RANKS = {
    Player.INTAKE: "staff-practitioner",
    Player.OFFICER: "constable",
    Player.OTHER_OFFICER: "constable",
    Player.SUPERVISOR: "sergeant",
    Player.SECOND: "inspector",
}
_USUAL = {
    Player.INTAKE: "the intake officer",
    Player.OFFICER: "the case officer",
    Player.OTHER_OFFICER: "another case officer",
    Player.SUPERVISOR: "the supervisor",
    Player.SECOND: "a second supervisor",
}


ADMINISTRATOR, DEPARTURE, SHARE = "administrator", "departure", "share"

# What is granted for a year from an instant long ago would have lapsed already: it stands for a year from today.
STILL_STANDS = """
    create function public.replay_still_stands() returns trigger language plpgsql as $$
    begin
        if new.sort = 'GRANT' and new.ends_at <= clock_timestamp() + interval '1 day' then
            new.granted_until := greatest(new.starts_at, clock_timestamp()) + interval '1 year';
            new.ends_at := new.granted_until;
        end if;
        return new;
    end $$;
    create trigger replay_still_stands before insert on access_membership
        for each row execute function public.replay_still_stands();
"""
# Nobody waits at the queue of a replay, and whoever watches asks for the notices since an instant.
UNATTENDED = """
    alter table procrastinate_jobs disable trigger user;
    create index replay_notices_since on jobs_outboxmessage (created_at);
"""


class HoldsAccounts(RuntimeError):
    """The database holds accounts: it is somebody's, and nothing is replayed in it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit as it was set up: where it keeps referrals and cases."""

    unit: Unit
    id: UUID
    referrals: UUID
    cases: UUID


@dataclass(frozen=True, slots=True)
class Employed:
    """A member of staff with an account."""

    officer: Officer
    user_id: UUID


def build(timeline: Timeline) -> tuple[tuple[Placed, ...], tuple[Employed, ...]]:
    """Set up what the timeline needs, as the owner of the database. Raises HoldsAccounts."""
    if User.objects.filter(kind=Kind.PERSON).exists():
        raise HoldsAccounts(
            "This database holds accounts: it is no throw-away world, and nothing was replayed."
        )
    ctx = Context(actor=SETUP, now=clock.now())
    units = {unit.name: unit for unit in (*timeline.units, *_units_of_staff(timeline))}
    forces = {
        force: organisations.found_force(ctx, name=force)
        for force in dict.fromkeys(unit.force for unit in units.values() if unit.force)
    }
    placed = {name: _found(ctx, unit, forces.get(unit.force)) for name, unit in units.items()}
    staff = [*timeline.staff, *(one for unit in units.values() for one in _usual(unit, timeline.staff))]
    with connection.cursor() as cursor:
        cursor.execute(STILL_STANDS + UNATTENDED)
    since = min(ctx.now, timeline.events[0].at).date() - LONG_BEFORE
    office_id = _office(ctx)
    employed = [_employ(ctx, one, placed[one.unit], since) for one in staff]
    if any(event.verb == DEPARTURE for event in timeline.events):
        employed.append(_administrator(ctx, office_id, since))
    _open_to_partners(ctx, timeline, {one.officer.name for one in employed})
    return tuple(placed.values()), tuple(employed)


def _units_of_staff(timeline: Timeline) -> Iterator[Unit]:
    named = {unit.name for unit in timeline.units}
    for team in Team:
        usual = usual_unit(team)
        if usual.name not in named and any(one.unit == usual.name for one in timeline.staff):
            yield usual


def _found(ctx: Context, unit: Unit, force_id: UUID | None) -> Placed:
    unit_id = organisations.found_unit(
        ctx, name=unit.name, kind=KINDS[unit.team], force_id=force_id, contact=f"the duty desk of {unit.name}"
    )
    key = slugify(unit.name)
    compartments = dict(Compartment.objects.filter(key__startswith=f"{key}-").values_list("key", "pk"))
    return Placed(
        unit, unit_id, compartments[f"{key}-{Layer.REFERRALS}"], compartments[f"{key}-{Layer.CASES}"]
    )


def _usual(unit: Unit, described: tuple[Officer, ...]) -> Iterator[Officer]:
    """Whoever is missing in the unit."""
    there = {one.player for one in described if one.unit == unit.name}
    for player, title in _USUAL.items():
        if player not in there:
            name = f"{title[:1].upper()}{title[1:]} of {unit.name}"
            yield Officer(f"{slugify(unit.name)}.{player.value}", name, unit.name, player)


def _employ(ctx: Context, officer: Officer, placed: Placed, since: date) -> Employed:
    role = _role(officer.player, placed.unit.team)
    ranked = replace(officer, rank=officer.rank or _rank(officer.player, placed.unit.team))
    return Employed(ranked, _posted(ctx, ranked, placed.id, role, since))


def _posted(ctx: Context, officer: Officer, unit_id: UUID, role: str, since: date) -> UUID:
    username = slugify(officer.id.replace(".", "-"))[:150] or "officer"
    user_id = accounts.create_demo_account(ctx, username=username, name=officer.name, hashed="!")
    building.qualify(ctx, user_id=user_id, role=role, since=since)
    workforce.post_person(ctx, user_id=user_id, unit_id=unit_id, role=role, starts_on=since)
    building.promote(ctx, user_id=user_id, rank=officer.rank, since=since)
    return user_id


def _office(ctx: Context) -> UUID:
    """Where whatever is owed of anybody's vetting stands: nobody is vetted before there is one."""
    return organisations.found_unit(
        ctx, name="Administration", kind=UnitKind.ADMINISTRATION, force_id=None, contact=""
    )


def _open_to_partners(ctx: Context, timeline: Timeline, staff: set[str]) -> None:
    """An account for everybody outside the police with whom something is shared: they are posted nowhere."""
    named = dict.fromkeys(str(one.values["with"]) for one in timeline.events if one.verb == SHARE)
    for number, name in enumerate(name for name in named if name not in staff):
        accounts.create_demo_account(ctx, username=f"partner-{number}", name=name, hashed="!")


def _administrator(ctx: Context, office_id: UUID, since: date) -> Employed:
    """Whoever ends postings for the whole region."""
    officer = Officer(
        ADMINISTRATOR, "The administrator", "Administration", Player.SECOND, "staff-team-leader"
    )
    return Employed(officer, _posted(ctx, officer, office_id, ADMINISTRATOR, since))


def _rank(player: Player, team: Team) -> str:
    """The usual rank of whoever plays a part; where lives are at stake, a unit is led by superintendents."""
    if team is Team.PROTECTED and player in {Player.SUPERVISOR, Player.SECOND}:
        return "superintendent"
    return _RANKS[player]


def _role(player: Player, team: Team) -> str:
    if player is Player.INTAKE:
        return "intake-officer"
    return "supervisor" if player in {Player.SUPERVISOR, Player.SECOND} else _OFFICERS[team]
