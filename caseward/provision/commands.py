"""Tasking, acknowledging, amending, ending; sessions and their reports: steps of the commands on a case."""

from datetime import date
from uuid import UUID, uuid4

from caseward.foundation.commands import Context, step
from caseward.foundation.records import bulk
from caseward.obligations.vocabulary import Matter
from caseward.provision import events, policies
from caseward.provision.models import Objective, Session, SessionReport, Tasking
from caseward.provision.queries import Held, provided
from caseward.provision.vocabulary import Acknowledged, Ended, Sat, Tasked


@step
def issue(ctx: Context, *, about: Matter, tasked: Tasked) -> Tasking:
    """Task a provider in writing; Invalid names the field at fault (failings F12)."""
    _require(ctx, policies.unmet_by_tasking(tasked))
    return _issued(ctx, about, tasked, line_id=uuid4(), edition=1, because="")


@step
def require_served(ctx: Context, *, tasked: Tasked, known: frozenset[UUID]) -> None:
    """Refuse a tasking with an objective that serves nothing written down in the case."""
    ctx.require(policies.serve_the_case(tasked, known=known), on="serves_1")


@step
def amend(ctx: Context, *, tasking: Tasking, about: Matter, tasked: Tasked, because: str) -> Tasking:
    """Issue a further edition, which has to be acknowledged anew; what was asked before stays to be read."""
    ctx.require(policies.is_standing(tasking))
    _require(ctx, policies.unmet_by_tasking(tasked))
    ctx.change(tasking, superseded_at=ctx.now)
    return _issued(ctx, about, tasked, line_id=tasking.line_id, edition=tasking.edition + 1, because=because)


@step
def acknowledge(ctx: Context, *, tasking: Tasking, by: str, how: Acknowledged, on: date) -> None:
    """Record by whom, how and when the provider acknowledged the tasking."""
    ctx.require(policies.is_standing(tasking))
    ctx.require(policies.awaits_its_answer(tasking))
    _require(ctx, policies.unmet_by_answer(tasking, by=by, on=on, today=ctx.today))
    ctx.change(tasking, acknowledged_on=on, acknowledged_by=by, acknowledged_how=how)
    ctx.record(events.TaskingAcknowledged(tasking_id=tasking.pk, about_id=tasking.about_id, how=how))


@step
def end(ctx: Context, *, tasking: Tasking, ended: Ended) -> None:
    """End a tasking: why, who goes on or why nobody does, and what of the sessions not held (failings F11, F26)."""
    ctx.require(policies.is_standing(tasking))
    _require(ctx, policies.unmet_by_end(ended, outstanding=figures_of(ctx, tasking=tasking).outstanding))
    ctx.change(
        tasking,
        ended_at=ctx.now,
        ended_by_id=ctx.actor.id,
        ended_because=ended.because,
        successor=ended.successor.strip(),
        no_successor_because=ended.no_successor_because.strip(),
        unheld_because=ended.unheld_because.strip(),
    )
    has_successor = bool(ended.successor.strip())
    ctx.record(
        events.TaskingEnded(tasking_id=tasking.pk, about_id=tasking.about_id, has_successor=has_successor)
    )


@step
def log(ctx: Context, *, tasking: Tasking, sat: Sat, action_id: UUID | None = None) -> Session:
    """Log a session against an acknowledged tasking; `action_id` is what its concern made somebody do."""
    require_loggable(ctx, tasking=tasking, sat=sat)
    session = ctx.add(
        bulk.filled(
            Session,
            compartment_id=tasking.compartment_id,
            tasking_id=tasking.pk,
            action_id=action_id,
            became=sat.became,
            occurred_at=sat.occurred_at,
            minutes=sat.minutes,
            channel=sat.channel,
            place=sat.place,
            attendees=sat.attendees,
            covered=list(sat.covered),
            summary=sat.summary,
            concern=sat.concern,
            safeguarding=sat.safeguarding,
            next_on=sat.next_on,
            because=sat.because,
        )
    )
    ctx.record(
        events.SessionLogged(
            tasking_id=tasking.pk, about_id=tasking.about_id, session_id=session.pk, became=sat.became
        )
    )
    return session


@step
def require_loggable(ctx: Context, *, tasking: Tasking, sat: Sat) -> None:
    """Refuse a session that cannot be logged before anything is made of it."""
    ctx.require(policies.takes_sessions(tasking))
    objectives = frozenset(tasking.objectives.values_list("pk", flat=True))
    _require(ctx, policies.unmet_by_session(tasking, sat, now=ctx.now, objectives=objectives))


@step
def report(ctx: Context, *, session: Session, text: str, received_on: date) -> SessionReport:
    """Enter the provider's report on a session."""
    has_report = SessionReport.objects.filter(session=session).exists()
    ctx.require(policies.awaits_report(session, has_report=has_report))
    _require(ctx, policies.unmet_by_report(session, text=text, received_on=received_on, today=ctx.today))
    made = ctx.add(
        SessionReport(
            compartment_id=session.compartment_id, session=session, text=text, received_on=received_on
        )
    )
    about_id = session.tasking.about_id
    ctx.record(
        events.SessionReported(tasking_id=session.tasking_id, about_id=about_id, session_id=session.pk)
    )
    return made


def figures_of(ctx: Context, *, tasking: Tasking) -> Held:
    """The line of a tasking, planned against held."""
    every = provided(viewer=ctx.actor, about_id=tasking.about_id)
    return next(one for one in every if one.line_id == tasking.line_id)


def _issued(
    ctx: Context, about: Matter, tasked: Tasked, *, line_id: UUID, edition: int, because: str
) -> Tasking:
    tasking = ctx.add(
        bulk.filled(
            Tasking,
            compartment_id=about.compartment_id,
            about_id=about.id,
            about_kind=about.kind,
            about_reference=about.reference,
            line_id=line_id,
            edition=edition,
            amended_because=because,
            organisation=tasked.organisation.strip(),
            provider=tasked.provider.strip(),
            brief=tasked.brief,
            sessions_planned=tasked.sessions_planned,
            starts_on=tasked.starts_on,
            ends_on=tasked.ends_on,
        )
    )
    ctx.add_all(
        [
            bulk.filled(
                Objective,
                compartment_id=about.compartment_id,
                tasking_id=tasking.pk,
                place=place,
                text=aim.text,
                serves_id=aim.serves_id,
                serves=aim.serves,
            )
            for place, aim in enumerate(tasked.aims, start=1)
        ]
    )
    ctx.record(
        events.TaskingIssued(
            tasking_id=tasking.pk,
            about_id=about.id,
            edition=edition,
            sessions_planned=tasked.sessions_planned,
        )
    )
    return tasking


def _require(ctx: Context, asked: policies.Asked) -> None:
    for field, answer in asked:
        ctx.require(answer, on=field)
