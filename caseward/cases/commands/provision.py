"""Providers: tasked in writing, acknowledged, session by session, and never just stopping (F11, F12, F26, F57)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from caseward.cases import policies
from caseward.cases.commands.happening import happen, happen_all
from caseward.cases.commands.loose_ends import write_down_action
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.queries.provision import needs
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.context import LONDON
from caseward.kernel.dates import PartialDate
from caseward.nominals import commands as nominals
from caseward.nominals.vocabulary import Attempt
from caseward.obligations import commands as obligations
from caseward.provision import commands as provision
from caseward.provision.models import Session, Tasking
from caseward.provision.queries import ahead_of_the_end, next_end, oldest_unreported
from caseward.provision.vocabulary import Acknowledged, Became, Ended, Sat, SessionId, Tasked, TaskingId


CONTINUITY = "support-continuity"


@command
def task_provider(ctx: Context, *, case_id: CaseId, tasked: Tasked) -> TaskingId:
    """Task a named person of an organisation in writing, each objective tied to a risk or factor of the case."""
    case = _worked_on(ctx, case_id)
    _reach_provider(ctx, case, tasked)
    tasking = provision.issue(ctx, about=matter_of(case), tasked=_with_needs(ctx, case, tasked))
    _tasked(ctx, case, tasking)
    return TaskingId(tasking.pk)


@command
def amend_tasking(
    ctx: Context, *, tasking_id: TaskingId, version: int, tasked: Tasked, because: str
) -> TaskingId:
    """Issue a further edition of a tasking, which its provider acknowledges anew."""
    tasking, case = _of_tasking(ctx, tasking_id, version)
    ctx.require(
        policies.has_words(because, code="tasking.amended-silently", wants="Say why it is amended."),
        on="because",
    )
    _reach_provider(ctx, case, tasked)
    amended = provision.amend(
        ctx,
        tasking=tasking,
        about=matter_of(case),
        tasked=_with_needs(ctx, case, tasked),
        because=because,
    )
    _tasked(ctx, case, amended)
    return TaskingId(amended.pk)


@command
def acknowledge_tasking(
    ctx: Context, *, tasking_id: TaskingId, version: int, by: str, how: Acknowledged, on: date
) -> CaseId:
    """Record by whom, how and when the provider acknowledged; from now on sessions count (failings F12)."""
    tasking, case = _of_tasking(ctx, tasking_id, version)
    provision.acknowledge(ctx, tasking=tasking, by=by, how=how, on=on)
    happen(ctx, case=case, code="case.tasking-acknowledged")
    return CaseId(case.pk)


@command
def log_session(ctx: Context, *, tasking_id: TaskingId, sat: Sat, accountable: str = "") -> SessionId:
    """Log a session, held or not and why; what gave concern becomes an action of the case."""
    tasking, case = _of_tasking(ctx, tasking_id)
    provision.require_loggable(ctx, tasking=tasking, sat=sat)
    action_id = _act_on(ctx, case, sat, accountable) if sat.concern.strip() else None
    session = provision.log(ctx, tasking=tasking, sat=sat, action_id=action_id)
    _enter_session(ctx, case, tasking, session)
    if sat.became is Became.HELD:
        what = [(code, sat.occurred_at) for code in ("case.session-held", "case.contact-recorded")]
        happen_all(ctx, case=case, what=what)
        _chase(ctx, case)
    return SessionId(session.pk)


@command
def report_session(ctx: Context, *, session_id: SessionId, text: str, received_on: date) -> CaseId:
    """Enter the provider's report on a session; the next one that is waited for is chased from its own day."""
    sessions = Session.objects.visible_to(ctx.actor).select_related("tasking")
    session = ctx.get(sessions, session_id)
    case = _worked_on(ctx, CaseId(session.tasking.about_id))
    provision.report(ctx, session=session, text=text, received_on=received_on)
    happen(ctx, case=case, code="case.session-reported")
    _chase(ctx, case)
    return CaseId(case.pk)


@command
def end_tasking(ctx: Context, *, tasking_id: TaskingId, version: int, ended: Ended) -> CaseId:
    """End a tasking: why, who takes over or why nobody does, and what of the sessions not held (failings F26)."""
    tasking, case = _of_tasking(ctx, tasking_id, version)
    provision.end(ctx, tasking=tasking, ended=ended)
    _enter(ctx, case, f"The tasking of {tasking.provider}, {tasking.organisation}, ended: {ended.because}")
    happen(ctx, case=case, code="case.tasking-ended")
    _watch_the_end(ctx, case)
    return CaseId(case.pk)


def _tasked(ctx: Context, case: Case, tasking: Tasking) -> None:
    _enter(
        ctx,
        case,
        f"Tasked {tasking.provider}, {tasking.organisation}, in writing (edition {tasking.edition}): "
        f"{tasking.sessions_planned} sessions planned.",
    )
    happen(ctx, case=case, code="case.provider-tasked")
    _watch_the_end(ctx, case)


def _worked_on(ctx: Context, case_id: CaseId) -> Case:
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_open(case))
    return case


def _of_tasking(ctx: Context, tasking_id: UUID, version: int | None = None) -> tuple[Tasking, Case]:
    tasking = ctx.lock(Tasking.objects.visible_to(ctx.actor), tasking_id, version=version)
    return tasking, _worked_on(ctx, CaseId(tasking.about_id))


def _reach_provider(ctx: Context, case: Case, tasked: Tasked) -> None:
    """Nobody is tasked who must never be told anything of the person (failings F41)."""
    for name in (tasked.provider, tasked.organisation):
        nominals.require_safe(
            ctx,
            nominal_id=case.nominal_id,
            attempt=Attempt(to=name),
            on="provider",
            owner_id=case.owner_id,
        )


def _with_needs(ctx: Context, case: Case, tasked: Tasked) -> Tasked:
    """Each objective with the words that what it serves has today."""
    known = needs(viewer=ctx.actor, case_id=case.pk)
    provision.require_served(ctx, tasked=tasked, known=frozenset(known))
    return replace(tasked, aims=tuple(replace(aim, serves=known[aim.serves_id]) for aim in tasked.aims))


def _act_on(ctx: Context, case: Case, sat: Sat, accountable: str) -> UUID:
    day = PartialDate.of(sat.occurred_at.astimezone(LONDON).date()).words
    action = write_down_action(
        ctx, case=case, text=f"From the session of {day}: {sat.concern}", accountable=accountable
    )
    return UUID(str(action.pk))


def _chase(ctx: Context, case: Case) -> None:
    """The oldest report that is waited for is the one that is chased."""
    since = oldest_unreported(viewer=ctx.actor, about_id=case.pk)
    if since is not None:
        happen(ctx, case=case, code="case.session-report-awaited", at=since)


def _watch_the_end(ctx: Context, case: Case) -> None:
    """Support that comes to its end without a successor is owed an answer a month before (failings F26)."""
    ends_on = next_end(viewer=ctx.actor, about_id=case.pk)
    obligations.keep_due(
        ctx,
        about=matter_of(case),
        rule_key=CONTINUITY,
        due_on=ends_on and ends_on - ahead_of_the_end(),
        owed_by_id=case.owner_id,
        capability="case.write",
        how="tasking-changed",
    )


def _enter(ctx: Context, case: Case, text: str) -> None:
    chronology.enter(
        ctx, about=matter_of(case), entered=Entered(kind=Kind.SYSTEM, text=text, source=Source.OBSERVED)
    )


def _enter_session(ctx: Context, case: Case, tasking: Tasking, session: Session) -> None:
    at = session.occurred_at.astimezone(LONDON)
    held = session.became == Became.HELD
    text = session.summary if held else f"{Became(session.became).label}: {session.because}"
    entered = Entered(
        kind=Kind.SESSION,
        text=text,
        occurred=PartialDate.of(at.date()),
        occurred_time=at.time().replace(second=0, microsecond=0),
        source=Source.PARTNER,
        source_name=f"{tasking.provider}, {tasking.organisation}",
    )
    chronology.enter(ctx, about=matter_of(case), entered=entered)
