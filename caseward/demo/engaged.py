"""Where officers of three units go in the next days: two of them to one school, two colleagues to one door."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from caseward.engagements import commands
from caseward.engagements.vocabulary import Booked, Sort
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.organisations.models import Unit


# Who books for which unit, what, with whom, where, in how many days, and what for.
PLANNED: tuple[tuple[str, str, Sort, str, str, int, str], ...] = (
    (
        "jo", "Regional Cyber", Sort.EXERCISE, "Fennel School", "", 9,
        "Exercise in a Box with the senior team, after the outage.",
    ),
    (
        "ewan", "Eastmark Prevent", Sort.BRIEFING, "The Fennel School", "", 4,
        "What staff notice, and whom they ring.",
    ),
    (
        "priya", "Northshire Prevent", Sort.VISIT, "", "14 Fennel Row, Northport", 2,
        "Speak to the mother about the tablet.",
    ),
    (
        "omar", "Northshire Prevent", Sort.VISIT, "", "14 Fennel Row, Northport", 3,
        "The younger brother’s school asked us to call.",
    ),
)  # fmt: skip


def live(people: Mapping[str, UUID]) -> int:
    """Let each be booked; who clashes is told when the platform’s jobs run. Returns how many."""
    units = {unit.name: unit.pk for unit in Unit.objects.all()}
    for who, unit, sort, organisation, place, days, purpose in PLANNED:
        booked = Booked(
            organisation=organisation,
            place=place,
            sort=sort,
            planned_at=(clock.now() + timedelta(days=days)).replace(hour=10, minute=30),
            purpose=purpose,
        )
        with _acting(people[who]) as ctx:
            commands.book_engagement(ctx, unit_id=units[unit], case_id=None, booked=booked)
    return len(PLANNED)


@contextmanager
def _acting(officer: UUID) -> Iterator[Context]:
    with sessions.acting_as(officer, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError("An officer of the demonstration may not act; is there a live posting?")
        yield Context(actor=actor, now=clock.now(), purpose="casework")
