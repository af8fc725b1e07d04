"""Who books engagements, and what has to be so before one is booked, ended or settled."""

from datetime import datetime, timedelta
from uuid import UUID

from caseward.engagements.models import Clash, Engagement
from caseward.engagements.vocabulary import BOOK, LONGEST_AHEAD, READ, Answer, Became, Move, Settled
from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


MOVABLE = ("planned_at", "place", "organisation")


def may_read(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who read the unit's cases."""
    return actor.holds(READ, compartment_id)


def may_book(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who work on the unit's cases; the same say what became of it and settle its clashes."""
    return actor.holds(BOOK, compartment_id)


def may_tell(actor: Actor) -> Decision:
    """Only the platform compares units: whoever books learns no more than whom to ring."""
    if actor.id == WORKER.id:
        return Allowed("tells those whose engagements clash", Tie.OFFICE)
    return Refused("engagement.not-the-platform", gettext_noop("Clashes are told of by Caseward itself."))


def says_with_whom(organisation: str, place: str, *, of_case: bool) -> Decision:
    """With a person, an organisation or at an address."""
    if of_case or organisation.strip() or place.strip():
        return Allowed("says with whom or where")
    return Refused(
        "engagement.with-nobody",
        gettext_noop("It is not said with whom the engagement is, or where."),
        gettext_noop("Write the name of the organisation or the address, or book it in a case."),
    )


def is_said(words: str) -> Decision:
    """In words."""
    if words.strip():
        return Allowed("says it in words")
    return Refused(
        "engagement.unsaid", gettext_noop("Nothing is said of it."), gettext_noop("Say it in words.")
    )


def is_to_come(planned_at: datetime, *, now: datetime) -> Decision:
    """Planned for a time to come that is not too far off for anybody to hold it."""
    if now < planned_at <= now + timedelta(days=LONGEST_AHEAD):
        return Allowed("to come within a year")
    return Refused(
        "engagement.out-of-its-time",
        gettext_noop("An engagement is booked for a time to come, within a year."),
        gettext_noop("Give the time at which it is planned; what has happened is recorded as a contact."),
    )


def is_planned(engagement: Engagement) -> Decision:
    """What became of it is said once."""
    if engagement.ended_at is None:
        return Allowed("still planned")
    return Refused(
        "engagement.over",
        gettext_noop("It is on record already what became of this engagement."),
        gettext_noop("Book another one where there is to be one."),
    )


def can_become(engagement: Engagement, became: Became, *, now: datetime) -> Decision:
    """Nothing is held, or missed, before its time; until then it can be withdrawn."""
    if became is Became.WITHDRAWN or engagement.planned_at <= now:
        return Allowed("its time has come, or it is withdrawn")
    return Refused(
        "engagement.not-yet",
        gettext_noop("This engagement is still to come."),
        gettext_noop("Say what became of it after its time, or withdraw it."),
    )


def is_unsettled(clash: Clash) -> Decision:
    """A clash is settled once, by either of the two."""
    if clash.settled_at is None:
        return Allowed("not settled yet")
    return Refused("engagement.settled", gettext_noop("This clash is settled already."))


def can_be_settled(engagement: Engagement, answer: Answer) -> Decision:
    """Only what is planned is moved or withdrawn."""
    if answer.how in {Settled.WENT_AHEAD, Settled.JOINT}:
        return Allowed("both stand")
    return is_planned(engagement)


def is_as_seen(engagement: Engagement, move: Move) -> Decision:
    """Nobody else has changed it since the page was opened that shows where it was."""
    if move.seen in {None, engagement.version}:
        return Allowed("as it was seen")
    return Refused(
        "engagement.moved-meanwhile",
        gettext_noop("Somebody else has changed this engagement since the page was opened."),
        gettext_noop("Open the page again, look where and when it is planned now, and then move it."),
    )


def is_another(engagement: Engagement, move: Move) -> Decision:
    """Whatever is moved has another time, another place or goes to another organisation."""
    if any(getattr(move, name) not in {None, getattr(engagement, name)} for name in MOVABLE):
        return Allowed("another time or place")
    return Refused(
        "engagement.moved-nowhere",
        gettext_noop("It is not said to when or where it is moved."),
        gettext_noop("Give a new day and time, a new place, or both."),
    )
