"""Who is around whom in the invented region: said by the officers who learnt of it, with where that comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from caseward.cases.models import Case
from caseward.chronology.vocabulary import Nature
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.kernel.dates import PartialDate
from caseward.nominals import commands
from caseward.nominals.vocabulary import NominalId, Origin, Provenance, RelationId


@dataclass(frozen=True, slots=True)
class Says:
    """That one of the circle is the `kind` of another, by their places in it; `over` where it is so no longer."""

    one: int
    kind: str
    other: int
    origin: Origin
    origin_name: str
    grade: str = ""
    since: int = 0
    over: str = ""


# By places among the people whose cases the officer owns, the longest open first.
CIRCLES: Mapping[str, tuple[Says, ...]] = {
    "priya": (
        Says(1, "school-friend", 0, Origin.PARTNER, "The school", since=2023),
        Says(2, "relative", 0, Origin.SUBJECT, "", since=2010),
        Says(3, "influences", 0, Origin.POLICE_SYSTEM, "Local intelligence", grade="2D"),
        Says(4, "fears", 3, Origin.PARTNER, "The youth worker"),
        Says(1, "school-friend", 2, Origin.PARTNER, "The school"),
        Says(3, "associate", 1, Origin.POLICE_SYSTEM, "Local intelligence", grade="3D"),
        Says(5, "friend", 0, Origin.PARTNER, "The youth worker", over="They fell out in the spring, and do not speak."),
    ),
    "rhys": (
        Says(1, "associate", 0, Origin.PARTNER, "The prison", grade="2B", since=2024),
        Says(0, "relative", 2, Origin.FAMILY, "An aunt", since=2008),
    ),
}  # fmt: skip


def live(people: Mapping[str, UUID]) -> int:
    """Let the officers say it; returns how many relations stand on record."""
    return sum(_said(people[name], says) for name, says in CIRCLES.items())


def _said(user_id: UUID, says: Sequence[Says]) -> int:
    said = 0
    with sessions.acting_as(user_id, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError("Whoever knows the circle may not act; is there a live posting?")
        around = _around(user_id)
        ctx = Context(actor=actor, now=clock.now() - timedelta(days=2), purpose="casework")
        for one in says:
            if max(one.one, one.other) < len(around):
                _say(ctx, one, around)
                said += 1
    return said


def _around(user_id: UUID) -> list[UUID]:
    """Each person of the officer's cases once."""
    cases = Case.objects.filter(owner_id=user_id, nominal__isnull=False).order_by("opened_at", "id")
    return list(dict.fromkeys(cases.values_list("nominal_id", flat=True)))


def _say(ctx: Context, one: Says, around: Sequence[UUID]) -> None:
    relation_id: RelationId = commands.add_relation(
        ctx,
        one_id=NominalId(around[one.one]),
        kind=one.kind,
        other_id=NominalId(around[one.other]),
        provenance=Provenance(
            origin=one.origin,
            origin_name=one.origin_name,
            grade=one.grade,
            nature=Nature.OPINION if one.grade else Nature.FACT,
            since=PartialDate(one.since) if one.since else None,
        ),
    )
    if one.over:
        commands.end_relation(ctx, relation_id=relation_id, version=1, because=one.over)
