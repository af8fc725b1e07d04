"""Looks at given times, and the lists drawn of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from caseward.cases.commands import view_case, view_person
from caseward.foundation.access import sessions
from caseward.foundation.commands import Context
from caseward.foundation.jobs.service import WORKER
from caseward.nominals.models import Nominal
from caseward.oversight import commands
from caseward.oversight.models import Anomaly
from tests import cast, given, moments


WORKING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
AT_NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
NEXT_DAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


def looks(who: str, case_id: UUID, *, at: datetime = WORKING, why: str = "") -> None:
    """Somebody opens a case."""
    with cast.acting(who, now=at, purpose=why) as ctx:
        view_case(ctx, case_id=case_id)  # type: ignore[arg-type]  # an id of a case


def opens_person(who: str, nominal_id: UUID, *, at: datetime = WORKING) -> None:
    with cast.acting(who, now=at) as ctx:
        view_person(ctx, nominal_id=nominal_id)


def nominal_of(case_id: UUID) -> UUID:
    with cast.acting("beth"):
        return given.person_of(case_id).pk


def reference_of(nominal_id: UUID) -> str:
    with cast.acting("beth"):
        return Nominal.objects.get(pk=nominal_id).reference


def drawn(*, at: datetime = NEXT_DAY) -> int:
    """Have the platform go through the looks."""
    with sessions.acting_as(WORKER.id, now=moments.real_now()):
        return commands.draw_lines(Context(actor=WORKER, now=at, purpose="job"))


def listed() -> set[tuple[str, str]]:
    """Who stands in the lists for which rule, as an inspector sees it."""
    with cast.acting("ines"):
        return {(one.officer.username, one.rule) for one in Anomaly.objects.select_related("officer")}


def line_of(rule: str) -> Anomaly:
    with cast.acting("ines"):
        return Anomaly.objects.filter(rule=rule)[0]


@contextmanager
def as_platform(*, at: datetime = NEXT_DAY) -> Iterator[Context]:
    """Act as the platform's own jobs do."""
    with sessions.acting_as(WORKER.id, now=moments.real_now()):
        yield Context(actor=WORKER, now=at, purpose="job")
