"""Plays a timeline: event after event by the real commands, the days between with their bells and jobs."""

import contextlib
import gc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import DatabaseError, DataError, IntegrityError, connection
from psycopg import errors

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.database import address
from caseward.kernel.decisions import Refused
from caseward.kernel.replays import Event, Timeline
from caseward.kernel.replays.events import HAPPENING
from caseward.kernel.replays.verbs import verb
from caseward.kernel.wording import day_in_words
from caseward.replay import jobs, judging, meeting, staging
from caseward.replay.doing import seen, word
from caseward.replay.gates import risen
from caseward.replay.remedies import remedied
from caseward.replay.report import SCHEMA, Happened, Refusal, Report
from caseward.replay.stage import Failed, NotPossible, Stage
from caseward.replay.verbs import DOINGS
from caseward.replay.watching import Entry, Watcher
from caseward.replay.worlds import World


DONE, REFUSED, IMPOSSIBLE = "done", "refused", "impossible"
SEARCHED, INCIDENT = "referral.records-searched", "incident.recorded"
UNSAID = ("access.", "tripwire.compared")
NOT_THERE = Refused("not-visible", "There is no such record, or it is not one this officer may know of.")


def play(timeline: Timeline, *, world: World, name: str) -> Report:
    """Everything that the timeline tells, in a world to which nothing has happened yet. Raises HoldsAccounts."""
    if timeline.rules_of is not None:
        catalogue().settle_on(timeline.rules_of)
    units, staff = staging.build(timeline)
    _become_runtime(world)
    # What is loaded stays until the end, and what a replay makes is small: looking through it frees next to nothing.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    with psycopg.connect(**world.login("owner"), autocommit=True) as owner:
        stage = Stage.of(timeline, units, staff, owner)
        report = _report(timeline, stage, name)
        watcher = Watcher(owner, stage, report)
        watcher.begin()
        for event, after in _with_next(timeline):
            _pass_time(watcher, event.at, event.number - 1)
            report.events.append(_happen(stage, watcher, event, after))
        watcher.finish(report.ends)
    report.alarms.sort(key=lambda one: (one.at, one.kind, one.sentence, one.told))
    report.expectations = judging.judged(timeline, report)
    return report


def _with_next(timeline: Timeline) -> Iterator[tuple[Event, datetime]]:
    """Each event with the instant at which the next one comes."""
    ends = ends_of(timeline)
    for place, event in enumerate(timeline.events):
        later = timeline.events[place + 1].at if place + 1 < len(timeline.events) else ends
        yield event, max(later, event.at)


def ends_of(timeline: Timeline) -> datetime:
    """The last instant that is looked at."""
    named = [timeline.until, *(one.values.get("until") for one in timeline.events)]
    return max([timeline.events[-1].at, *(one for one in named if isinstance(one, datetime))])


def _happen(stage: Stage, watcher: Watcher, event: Event, after: datetime) -> Happened:
    stage.now = event.at
    happened = _told(stage, event, after)
    try:
        happened.did = DOINGS[event.verb](stage, event)
    except NotPossible as missing:
        happened.outcome, happened.why_not = IMPOSSIBLE, str(missing)
        stage.failed.append(Failed(event, "was not possible"))
    except (NotPermitted, Invalid) as refusal:
        _refused(stage, watcher.report, event, happened, refusal.refusal, kind=_kind(refusal))
    except DatabaseError as refusal:
        if not _is_refusal(refusal):
            raise
        happened.outcome, happened.why_not = (
            IMPOSSIBLE,
            f"The records cannot hold this: {_first_line(refusal)}",
        )
        stage.failed.append(Failed(event, "could not be kept"))
    except NotVisible:
        _refused(stage, watcher.report, event, happened, NOT_THERE, kind="not visible")
    entries = watcher.look(event)
    if _within_the_minute(stage, entries):
        entries += watcher.look(event)
    happened.recorded = [one.event for one in entries if not one.event.startswith(UNSAID)]
    happened.found = next((one.facts["shown"] for one in entries if one.event == SEARCHED), None)
    _stand(stage, event, happened)
    _wait(watcher, event, happened)
    return happened


def _within_the_minute(stage: Stage, entries: list[Entry]) -> bool:
    """What the platform does at once after some events; whether it did anything."""
    if is_search := any(one.event == SEARCHED for one in entries):
        jobs.after_search(stage)
    incidents = [one.facts["incident_id"] for one in entries if one.event == INCIDENT]
    for incident_id in incidents:
        jobs.after_incident(stage, UUID(incident_id))
    return is_search or bool(incidents)


def _is_refusal(error: DatabaseError) -> bool:
    """Whether the records refused what was written; a server that is lost is no finding."""
    said = isinstance(error.__cause__, errors.RaiseException | errors.InsufficientPrivilege)
    return said or isinstance(error, DataError | IntegrityError)


def _first_line(refusal: DatabaseError) -> str:
    return next(iter(str(refusal).splitlines()), "the database refused it")


def _told(stage: Stage, event: Event, after: datetime) -> Happened:
    said = verb(event.verb)
    named = word(event, "name") if event.verb == HAPPENING else ""
    by = stage.staff[event.by].officer.name if event.by in stage.staff else event.by
    return Happened(
        number=event.number, place=event.place, at=event.at, until=after, what=named or event.verb,
        means=said.means if said else "", by=by, person=event.person, source=event.source, remark=event.note,
    )  # fmt: skip


def _wait(watcher: Watcher, event: Event, happened: Happened) -> None:
    """Let the time pass that the event itself takes."""
    until = event.values.get("until")
    if isinstance(until, datetime):
        _pass_time(watcher, until, event.number)
        happened.did = [f"Nothing was done until {day_in_words(until.date())}."]
    elif happened.until > event.at and event is watcher.stage.timeline.events[-1]:
        _pass_time(watcher, happened.until, event.number)


def _pass_time(watcher: Watcher, until: datetime, event: int) -> None:
    for instant in watcher.hear(until, event):
        jobs.when_a_clock_rings(watcher.stage, instant)
        watcher.hear_who_was_told(instant)


def _refused(
    stage: Stage, report: Report, event: Event, happened: Happened, refusal: Refused, *, kind: str
) -> None:
    refusal = remedied(stage, event, refusal)
    gates = list(risen(stage, event, refusal))
    refusal = meeting.told(refusal, gates, today=stage.today)
    happened.outcome, happened.why_not = REFUSED, refusal.sentence
    stage.failed.append(Failed(event, f"was refused: {refusal.sentence}".removesuffix("."), is_refusal=True))
    report.gates += gates
    report.refusals.append(
        Refusal(
            event.number,
            event.at,
            kind,
            refusal.code,
            refusal.because,
            refusal.remedy,
            [one.gate for one in gates],
        )
    )


def _kind(refusal: NotPermitted | Invalid) -> str:
    return "not permitted" if isinstance(refusal, NotPermitted) else "not yet"


def _stand(stage: Stage, event: Event, happened: Happened) -> None:
    """Where the person's latest case stands now."""
    with contextlib.suppress(LookupError):
        if cases := stage.history(event).cases:
            case = seen(stage, cases[-1])
            happened.stage, happened.is_closed = case.stage, case.closed_at is not None


def _become_runtime(world: World) -> None:
    """From here on as the server does: row-level security shows each officer what is theirs."""
    connection.close()
    login = address.database_settings(world.variables, role="runtime")
    # The questions of one verb are those of the next of its kind: plans are kept, as the server keeps them.
    kept = {"OPTIONS": {**login["OPTIONS"], "prepare_threshold": address.PREPARED_WHEN_ASKED}}
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    connection.settings_dict.update({**{key: login[key] for key in names}, **kept})


def _report(timeline: Timeline, stage: Stage, name: str) -> Report:
    return Report(
        schema=SCHEMA,
        title=timeline.title,
        about=timeline.about,
        timeline=Path(name).name,
        rules_of="the day of each event" if timeline.rules_of is None else timeline.rules_of.isoformat(),
        starts=timeline.events[0].at,
        ends=ends_of(timeline),
        people=[_person(one) for one in timeline.people],
        staff=[
            {"id": one.officer.id, "name": one.officer.name, "unit": one.officer.unit}
            for one in stage.staff.values()
        ],
        remarks=[{"place": one.place, "sentence": one.sentence} for one in timeline.remarks],
    )


def _person(one: Any) -> dict[str, Any]:  # noqa: ANN401  a person of the timeline
    return {"id": one.id, "name": one.name, "born": one.born, "organisation": one.organisation}
