"""Taskings and sessions, through the real commands as Priya."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from caseward.cases import commands
from caseward.cases.vocabulary import Axis, CaseId, Level
from caseward.provision.models import Objective, Tasking
from caseward.provision.vocabulary import Acknowledged, Aim, Became, Ended, Sat, SessionId, Tasked, TaskingId
from tests import cast, given


TASKED_AT = given.later(hours=6)


def risk(case_id: CaseId, *, now: datetime = TASKED_AT) -> UUID:
    """A risk of the case, which an objective can serve."""
    with cast.acting("priya", now=now) as ctx:
        return commands.record_risk(
            ctx,
            case_id=case_id,
            text="Harm to a teacher",
            axis=Axis.VIOLENCE,
            level=Level.MEDIUM,
            is_volatile=False,
        )


def tasked(serves: UUID, **changes: Any) -> Tasked:
    """Six sessions of mentoring by Mr Adeyemi."""
    said: dict[str, Any] = {
        "organisation": "Bridge Mentoring",
        "provider": "Tunde Adeyemi",
        "brief": "Meet weekly at the youth centre; ring us on the day if he does not come.",
        "aims": (Aim(text="Somebody to talk to who is not police", serves_id=serves, serves=""),),
        "sessions_planned": 6,
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2027, 2, 12),
    }
    return Tasked(**said | changes)


def task_provider(
    case_id: CaseId,
    *,
    who: str = "priya",
    now: datetime = TASKED_AT,
    serves: UUID | None = None,
    **changes: Any,
) -> TaskingId:
    """A tasking, issued and not yet acknowledged."""
    serves = serves or risk(case_id, now=now)
    with cast.acting(who, now=now) as ctx:
        return commands.task_provider(ctx, case_id=case_id, tasked=tasked(serves, **changes))


def version(tasking_id: TaskingId) -> int:
    with cast.acting("priya"):
        return Tasking.objects.get(pk=tasking_id).version


def acknowledge_tasking(
    tasking_id: TaskingId, *, who: str = "priya", now: datetime = TASKED_AT, **changes: Any
) -> CaseId:
    """Acknowledged by the provider the same day."""
    said: dict[str, Any] = {"by": "Tunde Adeyemi", "how": Acknowledged.EMAIL, "on": now.date()} | changes
    seen = version(tasking_id)
    with cast.acting(who, now=now) as ctx:
        return commands.acknowledge_tasking(ctx, tasking_id=tasking_id, version=seen, **said)


def acknowledged(case_id: CaseId, **changes: Any) -> TaskingId:
    """A tasking against which sessions count."""
    tasking_id = task_provider(case_id, **changes)
    acknowledge_tasking(tasking_id)
    return tasking_id


def sat(tasking_id: TaskingId, at: datetime, **changes: Any) -> Sat:
    """An hour at the youth centre."""
    with cast.acting("priya"):
        covered = tuple(Objective.objects.filter(tasking_id=tasking_id).values_list("pk", flat=True))
    said: dict[str, Any] = {
        "became": Became.HELD,
        "occurred_at": at,
        "minutes": 60,
        "place": "Youth centre",
        "attendees": "Callum, Mr Adeyemi",
        "covered": covered,
        "summary": "Talked about school and about the videos.",
    }
    return Sat(**said | changes)


def log_session(
    tasking_id: TaskingId, *, day: int = 1, who: str = "priya", accountable: str = "", **changes: Any
) -> SessionId:
    """A session so many days after the tasking, entered an hour after it was held."""
    at = TASKED_AT + timedelta(days=day)
    said = sat(tasking_id, at, **changes)
    with cast.acting(who, now=at + timedelta(hours=1)) as ctx:
        return commands.log_session(ctx, tasking_id=tasking_id, sat=said, accountable=accountable)


def report_session(
    session_id: SessionId, *, day: int = 2, who: str = "priya", text: str = "He came early."
) -> CaseId:
    """The provider's report, so many days after the tasking."""
    now = TASKED_AT + timedelta(days=day)
    with cast.acting(who, now=now) as ctx:
        return commands.report_session(ctx, session_id=session_id, text=text, received_on=now.date())


ENDED = Ended(
    because="His contract ends.", successor="Ms Ware, Bridge Mentoring", unheld_because="Fewer were needed."
)


def end_tasking(
    tasking_id: TaskingId, *, day: int = 20, who: str = "priya", ended: Ended = ENDED, seen: int | None = None
) -> CaseId:
    seen = seen or version(tasking_id)
    with cast.acting(who, now=TASKED_AT + timedelta(days=day)) as ctx:
        return commands.end_tasking(ctx, tasking_id=tasking_id, version=seen, ended=ended)
