"""Who may read and amend an entry, and what an entry must say before it is made."""

from collections.abc import Iterator
from datetime import date, time

from caseward.chronology.models import Entry, SameEvent
from caseward.chronology.vocabulary import GRADE, NAMED_SOURCES, Contact, Entered, Kind, Risk, Visited
from caseward.foundation.catalogue import catalogue
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


def are_of_one_record(one: Entry, other: Entry) -> Decision:
    """Two entries themselves, about one record: what amends an entry, or is an account beside it, is told already."""
    is_own = one.amends_id is None and other.amends_id is None and one.pk != other.pk
    if is_own and one.about_id == other.about_id and one.compartment_id == other.compartment_id:
        return Allowed("two entries of one record")
    return Refused(
        code="entry.not-of-one-record",
        because=gettext_noop("These are not two entries of one chronology."),
        remedy=gettext_noop("Choose another entry about the same record."),
    )


def is_not_joined(*, is_joined: bool) -> Decision:
    """Two entries are joined once."""
    if not is_joined:
        return Allowed("nobody has said so yet")
    return Refused(
        code="entry.joined-already",
        because=gettext_noop("Somebody has said already that these two tell of one event."),
        remedy=gettext_noop("Open either entry to see both side by side."),
    )


def still_joined(said: SameEvent) -> Decision:
    """What was parted is not decided any more."""
    if said.ended_at is None:
        return Allowed("joined")
    return Refused(
        code="entry.parted-already",
        because=gettext_noop("Somebody has parted these entries already."),
        remedy=gettext_noop("If they tell of one event after all, join them anew."),
    )


def says_why(because: str) -> Decision:
    """What is said of two entries has its reason."""
    if because.strip():
        return Allowed("has a reason")
    return Refused(
        code="entry.joined-without-reason",
        because=gettext_noop("Whoever reads both entries later has to understand this."),
        remedy=gettext_noop("Say what makes you think so."),
    )


def unmet(entered: Entered, *, today: date, clock: time) -> Iterator[tuple[str, Decision]]:
    """What must hold of an entry: the field at fault if it does not, and the answer.

    `today` and `clock` are the London day and time now.
    """
    yield "text", _says_something(entered.text)
    yield "occurred", _has_happened(entered.occurred, entered.occurred_time, today, clock)
    yield "source_name", _names_its_source(entered)
    yield "grade", _is_graded(entered)
    yield "risk", _contact_is_whole(entered)
    if entered.contact is not None:
        yield "outcome", _is_published(entered.contact)
        yield "doing", _says_what_is_done(entered.contact)
        if entered.contact.visit is not None:
            yield from _visit_is_whole(entered.contact.visit)


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


def _is_published(contact: Contact) -> Decision:
    if contact.outcome in catalogue().table("contacts", "contacts")["outcome"]:
        return Allowed("a published outcome")
    return Refused(
        code="entry.no-such-outcome",
        because=gettext_noop("A contact does not end like this."),
        remedy=gettext_noop("Choose what came of it."),
    )


def _says_what_is_done(contact: Contact) -> Decision:
    """A risk that is not known is an answer only with what is being done to know it (failings F09, F54)."""
    if contact.risk is not Risk.UNKNOWN or contact.doing.strip():
        return Allowed("says what is done about it")
    return Refused(
        code="entry.unknown-risk-left",
        because=gettext_noop("That the risk is not known is an answer, and not the end of it."),
        remedy=gettext_noop("Say what is being done to find out, by whom and by when."),
    )


def _visit_is_whole(visit: Visited) -> Iterator[tuple[str, Decision]]:
    wants = {
        "observations": gettext_noop("Say what you saw of the home."),
        "items_seen": gettext_noop("Say which things you noticed, or that nothing stood out."),
        "demeanour": gettext_noop("Say how they seemed."),
        "exact_words": gettext_noop("Write down their own words, or that nothing was said."),
        "present": gettext_noop("Say who was there."),
        "crew": gettext_noop("Say who of us went."),
    }
    for name, because in wants.items():
        said = getattr(visit, name).strip()
        yield (
            name,
            Allowed("said") if said else Refused(code=f"visit.no-{name.replace('_', '-')}", because=because),
        )
    yield "minutes", _lasted(visit.minutes)
    yield "short_because", _short_is_explained(visit)


def _lasted(minutes: int) -> Decision:
    if 0 < minutes <= 24 * 60:
        return Allowed("a time that a visit can last")
    return Refused(code="visit.no-length", because=gettext_noop("Say how many minutes the visit lasted."))


def _short_is_explained(visit: Visited) -> Decision:
    """A visit of two minutes may be right, and somebody says why (failings F29)."""
    least = catalogue().table("contacts", "contacts")["short_visit_minutes"]
    if visit.minutes >= least or visit.short_because.strip():
        return Allowed("long enough, or explained")
    return Refused(
        code="visit.short-and-silent",
        because=gettext_noop("This visit was short, and nothing says why."),
        remedy=gettext_noop("Say why it ended so soon, and when you go again."),
    )
