"""Who may know, said through the real commands, and what somebody then sees."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.compartments.models import Exclusion, Grant
from caseward.compartments.vocabulary import Extent
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.jobs import service
from caseward.foundation.ledger.models import Entry
from caseward.tripwires import commands as tripwires
from tests import cast, given, moments, roles


IN_A_MONTH = given.later(days=30).date()
WHY = "the two families share a house"
PICKED = ("priya", "grace")
USUAL: dict[str, Any] = {"extent": Extent.READ, "because": WHY, "ends_on": IN_A_MONTH}


def granted(case_id: CaseId, to: str = "rhys", *, by: str = "beth", **said: Any) -> UUID:
    """Access by name, for a month and to read, unless something else is said."""
    with cast.acting(by) as ctx:
        return commands.grant_access(ctx, case_id=case_id, **(USUAL | {"name": to} | said))


def excluded(case_id: CaseId, who: str = "omar", *, by: str = "beth", **said: Any) -> UUID:
    """Somebody shut out by name."""
    with cast.acting(by) as ctx:
        return commands.exclude_person(
            ctx, case_id=case_id, user_id=cast.person(who).pk, because="a cousin of the person", **said
        )


def sees(case_id: CaseId, *names: str) -> set[str]:
    """Who of these (of everybody, when nobody is named) finds the case with its person."""
    found = set()
    for name in names or cast.PEOPLE:
        with cast.acting(name) as ctx:
            mine = Case.objects.visible_to(ctx.actor).select_related("nominal", "referral")
            if mine.filter(pk=case_id).exists():
                found.add(name)
    return found


def grant_of(grant_id: UUID) -> Grant:
    with roles.owner():
        return Grant.objects.get(pk=grant_id)


def exclusion_of(exclusion_id: UUID) -> Exclusion:
    with roles.owner():
        return Exclusion.objects.get(pk=exclusion_id)


def told() -> str:
    """The last event of the ledger."""
    with roles.owner():
        return Entry.objects.order_by("-sequence").values_list("event", flat=True)[0]


def said() -> list[str]:
    """Every event of the ledger."""
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def ids(*names: str) -> list[UUID]:
    return [cast.person(name).pk for name in names]


def seal_asked(case_id: CaseId, *names: str, by: str = "beth") -> UUID:
    with cast.acting(by) as ctx:
        return commands.ask_to_seal(ctx, case_id=case_id, people=ids(*(names or PICKED)), because=WHY)


def turned(request_id: UUID, *, by: str = "grace", after: timedelta = timedelta(minutes=5)) -> None:
    with cast.acting(by, now=given.NOW + after) as ctx:
        commands.turn_key(ctx, request_id=request_id, version=1)


def sealed(case_id: CaseId) -> None:
    """Sealed by Beth and Grace, for them and Priya."""
    turned(seal_asked(case_id))


def day(name: str, date: Any) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}-day": str(date.day), f"{name}-month": str(date.month), f"{name}-year": str(date.year)}


def compared() -> None:
    """What was asked for is compared with who is kept in silence."""
    with sessions.acting_as(service.WORKER.id, now=moments.real_now()):
        tripwires.compare_look_ups(
            Context(actor=actors.current_actor() or service.WORKER, now=given.NOW, purpose="job")
        )
