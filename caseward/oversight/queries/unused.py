"""Access by name that nobody used for long, for those who say who may know; nothing follows from it by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from caseward.compartments.models import Grant
from caseward.foundation.access.models import Compartment
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day


ASK = "select sec.unused_grants(%s)"


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """Access that somebody was given, and has not used for long."""

    id: UUID
    name: str
    records: str
    because: str
    given_by: str
    given_at: datetime
    until: datetime


@query
def unused_grants(*, viewer: Actor, now: datetime) -> list[UnusedRow]:
    """Access by name that was not used for as long as is published, the oldest first; NotVisible for all others."""
    if not viewer.holds_anywhere("compartment.grant"):
        raise NotVisible
    since = now - catalogue().access_by_name(on=london_day(now)).unused
    with connection.cursor() as cursor:
        cursor.execute(ASK, [since])
        ids = [row[0] for row in cursor.fetchall()]
    found = Grant.objects.visible_to(viewer).filter(pk__in=ids).select_related("user", "created_by")
    titles = dict(Compartment.objects.values_list("pk", "title"))
    return [
        UnusedRow(
            id=one.pk,
            name=one.user.name,
            records=titles.get(one.compartment_id, ""),
            because=one.because,
            given_by=one.created_by.name,
            given_at=one.created_at,
            until=one.until,
        )
        for one in found.order_by("created_at")
    ]
