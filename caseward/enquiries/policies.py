"""Who takes, reads and answers enquiries, and what has to be so before they end."""

from uuid import UUID

from caseward.enquiries.models import Enquiry
from caseward.enquiries.vocabulary import READ, TAKE, WORK, Ended, Reach
from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


def may_take(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who take calls for the unit."""
    return actor.holds(TAKE, compartment_id)


def may_read(actor: Actor, enquiry: Enquiry) -> Decision:
    """Those who read what comes to the unit."""
    return actor.holds(READ, enquiry.compartment_id)


def may_work_on(actor: Actor, enquiry: Enquiry) -> Decision:
    """Those who work on what comes to the unit."""
    return actor.holds(WORK, enquiry.compartment_id)


def may_begin_clocks(actor: Actor) -> Decision:
    """Only the platform: the public page knows nothing of what is owed."""
    if actor.id == WORKER.id:
        return Allowed("begins what is owed", Tie.OFFICE)
    return Refused(
        "enquiry.not-the-platform", gettext_noop("The clock of an enquiry is started by Caseward itself.")
    )


def says_what_is_seen(concern: str) -> Decision:
    """An enquiry without a concern cannot be answered."""
    if concern.strip():
        return Allowed("says something")
    return Refused(
        "enquiry.empty", gettext_noop("Nothing is asked."), gettext_noop("Write what you have seen or heard.")
    )


def consents_to_be_reached(reach: Reach) -> Decision:
    """How somebody is reached is kept with his leave alone."""
    if reach.consents or not reach.says_something:
        return Allowed("with consent, or nothing is kept")
    return Refused(
        "enquiry.no-consent-to-reply",
        gettext_noop("It is not said that we may keep how to reach you."),
        gettext_noop("Tick that it may be kept for the reply, or leave the three answers empty."),
    )


def is_open(enquiry: Enquiry) -> Decision:
    """What has ended is no longer worked on."""
    if enquiry.closed_at is None:
        return Allowed("open")
    return Refused(
        "enquiry.closed",
        gettext_noop("This enquiry has ended."),
        gettext_noop("Take what is new as a new enquiry."),
    )


def is_nobodys(enquiry: Enquiry) -> Decision:
    """Taken on once."""
    if enquiry.taken_at is None:
        return Allowed("nobody has it")
    return Refused(
        "enquiry.taken-on-already",
        gettext_noop("Somebody has taken this enquiry on already."),
        gettext_noop("Speak to whoever has it; anybody of the unit may answer it."),
    )


def is_in_force(*, known: bool) -> Decision:
    """What is given is the edition that is to be given today."""
    if known:
        return Allowed("the edition of today")
    return Refused(
        "enquiry.no-such-advice",
        gettext_noop("This edition of the advice is not the one to give today."),
        gettext_noop("Choose one of the products shown."),
    )


def has_no_case(enquiry: Enquiry) -> Decision:
    """One case of one enquiry."""
    if enquiry.case_id is None:
        return Allowed("no case yet")
    return Refused(
        "enquiry.case-already",
        gettext_noop("A case was opened after this enquiry already."),
        gettext_noop("Work on that case."),
    )


def has_reason(words: str) -> Decision:
    """Nothing ends and nobody is named without a word why."""
    if words.strip():
        return Allowed("says why")
    return Refused(
        "enquiry.no-reason", gettext_noop("It is not said why."), gettext_noop("Say why in words.")
    )


def may_end(enquiry: Enquiry, how: Ended) -> Decision:
    """Answered first, unless whoever asked withdrew; with a case only where there is one."""
    if how is Ended.TAKEN_ON and enquiry.case_id is None:
        return Refused(
            "enquiry.no-case",
            gettext_noop("No case was opened after this enquiry."),
            gettext_noop("Open the case first, or choose how else it ended."),
        )
    if enquiry.answered_at is None and how is not Ended.WITHDRAWN:
        return Refused(
            "enquiry.unanswered",
            gettext_noop("Whoever asked has no answer yet."),
            gettext_noop("Answer first, also where the answer is that it belongs elsewhere."),
        )
    return Allowed("answered or withdrawn")
