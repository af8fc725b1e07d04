"""Who may read and amend an entry, and what an entry must say before it is made."""

from collections.abc import Iterator
from datetime import date, time

from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import GRADE, NAMED_SOURCES, Entered, Kind
from caseward.kernel.access import Actor
from caseward.kernel.dates import PartialDate
from caseward.kernel.decisions import Allowed, Decision, Refused, tied
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop
from caseward.obligations.vocabulary import MatterKind


READS = {
    MatterKind.REFERRAL: "referral.read",
    MatterKind.CASE: "case.read",
    MatterKind.NOMINAL: "nominal.read",
}
WRITES = {
    MatterKind.REFERRAL: "referral.write",
    MatterKind.CASE: "case.write",
    MatterKind.NOMINAL: "nominal.write",
}

EARLIEST_YEAR = 1900


def may_read(actor: Actor, entry: Entry, *, is_owned: bool) -> Decision:
    """Whoever reads what the entry is about reads the entry; whoever owns that, as its owner."""
    read = actor.holds(READS[MatterKind(entry.about_kind)], entry.compartment_id)
    return tied(read, Tie.OWNER if is_owned else None)


def may_amend(actor: Actor, entry: Entry) -> Decision:
    """Whoever works on what the entry is about adds to it or puts it right; what was entered stays."""
    return actor.holds(WRITES[MatterKind(entry.about_kind)], entry.compartment_id)


def unmet(entered: Entered, *, today: date, clock: time) -> Iterator[tuple[str, Decision]]:
    """What must hold of an entry: the field at fault if it does not, and the answer.

    `today` and `clock` are the London day and time now.
    """
    yield "text", _says_something(entered.text)
    yield "occurred", _has_happened(entered.occurred, entered.occurred_time, today, clock)
    yield "source_name", _names_its_source(entered)
    yield "grade", _is_graded(entered)
    yield "risk", _contact_is_whole(entered)


def _says_something(text: str) -> Decision:
    if text.strip():
        return Allowed("says something")
    return Refused(code="entry.no-words", because=gettext_noop("Say what is to be entered."))


def _has_happened(occurred: PartialDate | None, at: time | None, today: date, clock: time) -> Decision:
    if occurred is None:
        return Allowed("its date is not known")
    if occurred.year < EARLIEST_YEAR:
        return Refused(
            code="entry.too-early",
            because=gettext_noop("The year is before 1900."),
            remedy=gettext_noop("Give the year with four figures."),
        )
    still_to_come = at is not None and occurred.earliest == today and at > clock
    if occurred.earliest > today or still_to_come:
        return Refused(
            code="entry.in-the-future",
            because=gettext_noop("A chronology says what has happened, and this lies in the future."),
            remedy=gettext_noop("Put what is planned into the plan, or enter today what was arranged."),
        )
    return Allowed("has happened")


def _names_its_source(entered: Entered) -> Decision:
    if entered.source in NAMED_SOURCES and not entered.source_name.strip():
        return Refused(
            code="entry.source-not-named",
            because=gettext_noop("Say which one: this kind of source stands for many."),
            remedy=gettext_noop("Give a name, a role or a reference by which others can find it."),
        )
    return Allowed("names its source")


def _is_graded(entered: Entered) -> Decision:
    if entered.grade and not GRADE.fullmatch(entered.grade):
        return Refused(
            code="entry.grade-not-3x5x2",
            because=gettext_noop("This is no grade of the 3x5x2 report."),
            remedy=gettext_noop("Give source 1 to 3, assessment A to E and handling P or C, such as 2DP."),
        )
    if entered.kind is Kind.INTELLIGENCE and not entered.grade:
        return Refused(
            code="entry.intelligence-not-graded",
            because=gettext_noop("Intelligence is entered with its grade."),
            remedy=gettext_noop("Grade the source, the assessment and the handling."),
        )
    return Allowed("is graded as far as it must be")


def _contact_is_whole(entered: Entered) -> Decision:
    if (entered.kind is Kind.CONTACT) == (entered.contact is not None):
        return Allowed("a contact says its risk, or that it is not known")
    return Refused(
        code="entry.contact-without-risk",
        because=gettext_noop("A contact says with whom, how, what came of it and how much risk it showed."),
        remedy=gettext_noop("Say that the risk is not known if it is not."),
    )
