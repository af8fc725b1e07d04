"""What a tasking must say, and when a session can be logged against it."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from caseward.foundation.commands.context import LONDON
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop
from caseward.provision.models import Session, Tasking
from caseward.provision.vocabulary import MOST_SESSIONS, Became, Ended, Sat, Tasked


Asked = Iterator[tuple[str, Decision]]


def unmet_by_tasking(tasked: Tasked) -> Asked:
    """What must hold of a written tasking: the field at fault if it does not, and the answer (failings F12)."""
    yield "organisation", _said(tasked.organisation, "organisation", gettext_noop("Name the organisation."))
    yield "provider", _said(tasked.provider, "provider", gettext_noop("Name the person who is to do it."))
    yield "brief", _said(tasked.brief, "brief", gettext_noop("Write down what is asked of the provider."))
    yield "objective_1", _has_objectives(tasked)
    yield "sessions_planned", _plans_sessions(tasked.sessions_planned)
    yield "ends_on", _ends_after_it_starts(tasked.starts_on, tasked.ends_on)


def serve_the_case(tasked: Tasked, *, known: frozenset[UUID]) -> Decision:
    """Every objective serves a risk or a factor that is written down in the case."""
    if all(aim.serves_id in known for aim in tasked.aims):
        return Allowed("each serves something in the case")
    return Refused(
        "tasking.serves-nothing",
        gettext_noop("An objective serves no risk and no factor of this case."),
        gettext_noop("Write the risk or the factor down first, and choose it here."),
    )


def is_standing(tasking: Tasking) -> Decision:
    """What was amended or has ended is history."""
    if tasking.superseded_at is not None:
        return Refused(
            "tasking.superseded",
            gettext_noop("This edition of the tasking was amended."),
            gettext_noop("Use the edition that stands now."),
        )
    if tasking.ended_at is not None:
        return Refused("tasking.ended", gettext_noop("This tasking has ended."))
    return Allowed("stands")


def awaits_its_answer(tasking: Tasking) -> Decision:
    """An edition is acknowledged once."""
    if tasking.acknowledged_on is None:
        return Allowed("not acknowledged yet")
    return Refused("tasking.acknowledged", gettext_noop("This tasking has been acknowledged already."))


def unmet_by_answer(tasking: Tasking, *, by: str, on: date, today: date) -> Asked:
    """By whom, and on a day on which it could be."""
    yield "by", _said(by, "nobody-acknowledged", gettext_noop("Name the person who acknowledged it."))
    issued = tasking.created_at.astimezone(LONDON).date()
    if not issued <= on <= today:
        yield (
            "on",
            Refused(
                "tasking.acknowledged-out-of-order",
                gettext_noop("It is acknowledged after it was issued, and not in the future."),
                gettext_noop("Give the day on which the answer came."),
            ),
        )


def takes_sessions(tasking: Tasking) -> Decision:
    """No session counts against what its provider never acknowledged (failings F12)."""
    if tasking.superseded_at is not None:
        return is_standing(tasking)
    if tasking.acknowledged_on is not None:
        return Allowed("acknowledged")
    return Refused(
        "tasking.not-acknowledged",
        gettext_noop("The provider has not acknowledged this tasking, so no session counts against it."),
        gettext_noop("Get the written tasking acknowledged, and record by whom, when and how."),
    )


def unmet_by_session(tasking: Tasking, sat: Sat, *, now: datetime, objectives: frozenset[UUID]) -> Asked:
    """What must hold of a session."""
    yield "occurred_at", _within(tasking, sat.occurred_at, now)
    if sat.became is not Became.HELD:
        yield "because", _said(sat.because, "not-held-silently", gettext_noop("Say why it was not held."))
        return
    yield "minutes", _lasted(sat.minutes)
    yield "attendees", _said(sat.attendees, "nobody-there", gettext_noop("Say who was there."))
    yield "content", _said(sat.summary, "no-content", gettext_noop("Say what the session was about."))
    yield "covered", _covers(sat.covered, objectives)


def awaits_report(session: Session, *, has_report: bool) -> Decision:
    """A session that was held is reported on once."""
    if session.became != Became.HELD:
        return Refused(
            "session.not-held", gettext_noop("This session was not held: there is nothing to report.")
        )
    if has_report:
        return Refused("session.reported", gettext_noop("The report on this session is here already."))
    return Allowed("its report is waited for")


def unmet_by_report(session: Session, *, text: str, received_on: date, today: date) -> Asked:
    """A report says something and came after the session."""
    yield "text", _said(text, "report-empty", gettext_noop("Say what the provider reports."))
    if not session.occurred_at.astimezone(LONDON).date() <= received_on <= today:
        yield (
            "received_on",
            Refused(
                "session.reported-out-of-order",
                gettext_noop("A report comes after its session, and not in the future."),
                gettext_noop("Give the day on which it came."),
            ),
        )


def unmet_by_end(ended: Ended, *, outstanding: int) -> Asked:
    """A tasking never just stops: why, who goes on or why nobody does, and what of sessions not held (F26, F11)."""
    yield "because", _said(ended.because, "ended-silently", gettext_noop("Say why it ends."))
    if bool(ended.successor.strip()) == bool(ended.no_successor_because.strip()):
        yield (
            "successor",
            Refused(
                "tasking.nobody-goes-on",
                gettext_noop("Support does not end without a word on who goes on."),
                gettext_noop("Name who takes over, or say why nobody needs to, and not both."),
            ),
        )
    if outstanding and not ended.unheld_because.strip():
        yield (
            "unheld_because",
            Refused(
                "tasking.sessions-outstanding",
                gettext_noop("Sessions that were planned have not been held."),
                gettext_noop("Say why they will not be."),
            ),
        )


def _said(words: str, code: str, wants: str) -> Decision:
    return Allowed("said") if words.strip() else Refused(f"tasking.no-{code}", wants)


def _has_objectives(tasked: Tasked) -> Decision:
    if tasked.aims and all(aim.text.strip() for aim in tasked.aims):
        return Allowed("says what it is for")
    return Refused(
        "tasking.no-objective",
        gettext_noop("A tasking says what the sessions are to achieve."),
        gettext_noop("Write at least one objective, and choose the risk or factor that it serves."),
    )


def _plans_sessions(planned: int) -> Decision:
    if 1 <= planned <= MOST_SESSIONS:
        return Allowed("plans sessions")
    return Refused("tasking.no-sessions", gettext_noop("Say how many sessions are planned, from 1 to 200."))


def _ends_after_it_starts(starts_on: date, ends_on: date) -> Decision:
    if starts_on <= ends_on:
        return Allowed("ends after it starts")
    return Refused(
        "tasking.ends-before-it-starts",
        gettext_noop("The tasking would end before it starts."),
        gettext_noop("Give a later day."),
    )


def _within(tasking: Tasking, at: datetime, now: datetime) -> Decision:
    if at > now:
        return Refused(
            "session.in-the-future",
            gettext_noop("A session is entered after it was held."),
            gettext_noop("Enter it then; the next date belongs to the session before."),
        )
    if at.astimezone(LONDON).date() < tasking.starts_on:
        return Refused(
            "session.before-tasking",
            gettext_noop("This session was before the tasking starts."),
            gettext_noop("Check the day, or amend the tasking."),
        )
    if tasking.ended_at is not None and at > tasking.ended_at:
        return is_standing(tasking)
    return Allowed("while the tasking stood")


def _lasted(minutes: int) -> Decision:
    if 0 < minutes <= 24 * 60:
        return Allowed("lasted")
    return Refused("session.no-length", gettext_noop("Say how many minutes the session lasted."))


def _covers(covered: tuple[UUID, ...], objectives: frozenset[UUID]) -> Decision:
    if covered and set(covered) <= objectives:
        return Allowed("covers objectives of the tasking")
    return Refused(
        "session.covers-nothing",
        gettext_noop("A session covers at least one objective of its tasking."),
        gettext_noop("Choose which; if it was about something else, amend the tasking."),
    )
