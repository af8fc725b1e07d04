"""Intervention providers: tasked in writing, acknowledged, session by session."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Risk
from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Channel
from caseward.kernel.replays import Event
from caseward.provision.models import Session, Tasking
from caseward.provision.vocabulary import Acknowledged, Aim, Became, Ended, Sat, SessionId, Tasked, TaskingId
from caseward.replay.doing import Doing, Done, at_case, case_id, first, rows, value, whole, word
from caseward.replay.stage import Stage
from caseward.replay.verbs import happening, intake, working


A_YEAR = timedelta(days=365)
HOW = {"telephone": Acknowledged.PHONE, "e-mail": Acknowledged.EMAIL, "in-person": Acknowledged.IN_PERSON}


def task(stage: Stage, event: Event) -> Done:
    """Task a provider; each objective serves a risk of the case."""
    found, who = at_case(stage, event)
    starts, ends = value(event, "starts"), value(event, "ends")
    with stage.acting(who) as ctx:
        begins = starts if isinstance(starts, date) else ctx.today
        made = cases.task_provider(
            ctx,
            case_id=CaseId(found),
            tasked=Tasked(
                organisation=word(event, "organisation"),
                provider=word(event, "provider"),
                brief=word(event, "words") if value(event, "written") else "",
                aims=_aims(stage, event, found),
                sessions_planned=int(value(event, "sessions")),
                starts_on=begins,
                ends_on=ends if isinstance(ends, date) else begins + A_YEAR,
            ),
        )
    if event.label:
        stage.labels[event.label] = made
    return [
        f"{word(event, 'provider')} was tasked in writing: {value(event, 'sessions')} sessions are planned."
    ]


def acknowledge(stage: Stage, event: Event) -> Done:
    """The provider acknowledges a tasking that waits for it; else the referrer is told."""
    of = word(event, "of")
    standing = _standing(stage, event) if of != "referral" and stage.history(event).cases else None
    if of == "tasking" and standing is None:
        raise stage.missing("tasking", event, "task")
    if standing is None and not of and stage.history(event).cases and not intake.is_undecided(stage, event):
        raise stage.missing("tasking", event, "task")
    if standing is None or (not of and standing.acknowledged_on is not None):
        return intake.acknowledge(stage, event)
    _, who = at_case(stage, event)
    by = word(event, "provider") or standing.provider
    with stage.acting(who) as ctx:
        cases.acknowledge_tasking(
            ctx, tasking_id=TaskingId(standing.pk), version=standing.version, by=by,
            how=HOW[word(event, "how")], on=ctx.today,
        )  # fmt: skip
    return [f"{by} acknowledged the tasking."]


def session(stage: Stage, event: Event) -> Done:
    """A session against the tasking that stands; without one, what an officer records as having happened."""
    found, who = at_case(stage, event)
    standing = _standing(stage, event)
    if standing is None and not value(event, "held"):
        unheld = {
            **event.values,
            "words": f"A session was not held: {word(event, 'words')}",
            "opinion": False,
        }
        return [
            *working.note(stage, replace(event, values=unheld)),
            "No clock counts a session that was not held.",
        ]
    if standing is None:
        return happening.by_name("session")(stage, event)
    with stage.acting(who) as ctx:
        cases.log_session(
            ctx, tasking_id=TaskingId(standing.pk), sat=_sat(stage, event, standing),
            accountable=word(event, "accountable"),
        )  # fmt: skip
        held = len(rows(Session.objects.filter(tasking__about_id=found, became=Became.HELD)))
    was = "" if value(event, "held") else "The session was not held. "
    return [f"{was}{held} of {standing.sessions_planned} planned sessions held."]


def report(stage: Stage, event: Event) -> Done:
    """The provider reports on the oldest session that was held and not reported on."""
    found, who = at_case(stage, event)
    with stage.acting(who) as ctx:
        asked = Session.objects.filter(tasking__about_id=found, became=Became.HELD, report__isnull=True)
        waiting = first(asked.order_by("occurred_at"))
        if waiting is None:
            raise stage.missing("session that waits for a report", event, "session")
        cases.report_session(
            ctx, session_id=SessionId(waiting.pk), text=word(event, "words"), received_on=ctx.today
        )
    return ["The provider reported on the session."]


def end(stage: Stage, event: Event) -> Done:
    """The tasking ends."""
    standing = _standing(stage, event)
    if standing is None:
        raise stage.missing("tasking", event, "task")
    _, who = at_case(stage, event)
    ended = Ended(
        because=word(event, "words"),
        successor=word(event, "successor"),
        no_successor_because=word(event, "no_successor"),
        unheld_because=word(event, "unheld"),
    )
    with stage.acting(who) as ctx:
        cases.end_tasking(ctx, tasking_id=TaskingId(standing.pk), version=standing.version, ended=ended)
    return ["The tasking of the provider ended."]


def _aims(stage: Stage, event: Event, found: UUID) -> tuple[Aim, ...]:
    chosen = stage.labels.get(word(event, "risk"))
    if chosen is None:
        oldest = first(Risk.objects.filter(case_id=found, settled_at__isnull=True).order_by("created_at"))
        chosen = oldest.pk if oldest else None
    return () if chosen is None else (Aim(text=word(event, "objective"), serves_id=chosen, serves=""),)


def _standing(stage: Stage, event: Event) -> Tasking | None:
    """The tasking of the case that stands."""
    found = case_id(stage, event)
    whole(stage, found)
    with stage.acting(stage.readers_of(found)[0]):
        return first(
            Tasking.objects.filter(about_id=found, superseded_at__isnull=True, ended_at__isnull=True)
            .prefetch_related("objectives")
            .order_by("-created_at")
        )


def _sat(stage: Stage, event: Event, standing: Tasking) -> Sat:
    occurred = value(event, "occurred")
    at = occurred if isinstance(occurred, datetime) else stage.now
    if not value(event, "held"):
        return Sat(became=Became.NOT_ATTENDED, occurred_at=at, because=word(event, "words"))
    return Sat(
        became=Became.HELD,
        occurred_at=at,
        minutes=int(value(event, "minutes")),
        channel=Channel(word(event, "channel")),
        attendees=word(event, "attendees"),
        covered=tuple(one.pk for one in standing.objectives.all()),
        summary=word(event, "words"),
        concern=word(event, "concern"),
    )


DOINGS: Mapping[str, Doing] = {
    "task": task,
    "acknowledge": acknowledge,
    "session": session,
    "session-report": report,
    "end-task": end,
}
