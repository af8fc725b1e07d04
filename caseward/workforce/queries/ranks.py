"""Which rank is held, and who of a rank can do something where a record is kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Refused
from caseward.workforce import policies
from caseward.workforce.models import HeldRank


# Asked whenever somebody decides: written out, because building a question takes longer than answering this one.
HELD = """
    select rank from workforce_heldrank
    where user_id = %(person)s and starts_on <= %(day)s and (ends_on is null or %(day)s < ends_on)
"""
OF_RANK = "select name from sec.of_rank_in(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class RankRow:
    """A rank that somebody holds or held."""

    id: UUID
    version: int
    user_id: UUID
    name: str
    rank: str
    starts_on: date
    ends_on: date | None
    ended_because: str
    is_live: bool


@query
def rank_held(*, viewer: Actor, on: date) -> str:
    """The rank that the viewer holds on a day, the highest of several; "" for none."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"person": viewer.id, "day": on})
        return catalogue().ranks_on(on).highest(rank for (rank,) in cursor.fetchall())


@query
def who_of_rank(
    *, viewer: Actor, compartment_id: UUID, capability: str, rank: str, on: date
) -> tuple[str, ...]:  # fmt: skip
    """Who holds that rank or a higher one and can do something there; nobody for whoever may not know of it."""
    reaching = [one.key for one in catalogue().ranks_on(on).from_rank(rank)]
    with connection.cursor() as cursor:
        cursor.execute(OF_RANK, [compartment_id, capability, reaching, on])
        return tuple(name for (name,) in cursor.fetchall() if name != viewer.name)


@query
def ranks_of(*, viewer: Actor, user_id: UUID, today: date) -> tuple[RankRow, ...]:
    """The ranks of one person, the latest first; for those who post people."""
    _permitted(viewer)
    found = HeldRank.objects.filter(user=user_id).select_related("user").order_by("-starts_on", "rank")
    return tuple(_row(each, today=today) for each in found)


@query
def held_rank(*, viewer: Actor, held_rank_id: UUID, today: date) -> RankRow:
    """One of them; for those who post people."""
    _permitted(viewer)
    found = HeldRank.objects.select_related("user").filter(pk=held_rank_id).first()
    if found is None:
        raise NotVisible
    return _row(found, today=today)


def _permitted(viewer: Actor) -> None:
    if isinstance(answer := policies.may_post(viewer), Refused):
        raise NotPermitted(answer)


def _row(held: HeldRank, *, today: date) -> RankRow:
    return RankRow(
        id=held.pk,
        version=held.version,
        user_id=held.user_id,
        name=held.user.name,
        rank=catalogue().ranks_on(today).title(held.rank),
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        ended_because=held.ended_because,
        is_live=bool(policies.is_still_held(held, today=today)),
    )
