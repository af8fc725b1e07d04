"""Corrections as the tests make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from caseward.corrections import commands, queries
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.jobs import service
from caseward.foundation.jobs.models import OutboxMessage
from caseward.kernel.identity import Address
from caseward.nominals.vocabulary import NominalId, Origin, Provenance
from caseward.obligations.models import Obligation
from tests import cast, given, moments, roles


ROW = Address("71 Fennel Row, Northport", "NP4 7QX")
HERSELF = Provenance(origin=Origin.SUBJECT)
WHY = "The school had the two figures of the house swapped."
OUTSIDE = ["rhys", "ewan", "stan", "sam", "dana", "kit"]


@contextmanager
def platform() -> Iterator[Context]:
    """Act as Caseward itself."""
    with sessions.acting_as(service.WORKER.id, now=moments.real_now()):
        actor = actors.current_actor()
        assert actor is not None
        yield Context(actor=actor, now=given.later(hours=3), purpose="job")


def correct(
    detail_id: UUID, value: Any = ROW, *, who: str = "noor", version: int = 1, because: str = WHY
) -> NominalId:
    with cast.acting(who, now=given.later(hours=2)) as ctx:
        return commands.correct_detail(
            ctx, detail_id=detail_id, version=version, value=value, provenance=HERSELF, because=because
        )


def recipients() -> set[tuple[str, str]]:
    """Who was put down to be told, and of what."""
    with roles.owner():
        found = OutboxMessage.objects.filter(kind__startswith="detail.").values_list("user__username", "kind")
        return {(str(name), kind) for name, kind in found}


def owed() -> list[tuple[str, str]]:
    with roles.owner():
        found = Obligation.objects.filter(rule_key=queries.RULE, ended_at__isnull=True)
        return [(one.owed_by.username, one.about_reference) for one in found if one.owed_by]
