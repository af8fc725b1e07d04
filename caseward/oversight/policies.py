"""Who may read the ledger and the diaries, and for what."""

import re
from datetime import datetime
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.jobs import service
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.oversight.models import Anomaly, Sample
from caseward.oversight.vocabulary import Attested


POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")


def may_read_ledger(actor: Actor) -> Decision:
    """Inspectors and auditors, who read what was done and never what it says."""
    if actor.holds_anywhere("ledger.read"):
        return Allowed("inspects the ledger", Tie.OVERSIGHT)
    return Refused(
        "ledger.not-yours",
        "The ledger is read by inspectors and auditors.",
        "Ask them if you need to know who opened a record of yours.",
    )


READERS = {
    "officer": Tie.RECIPIENT,
    "owner": Tie.OWNER,
    "supervisor": Tie.SUPERVISOR,
    "inspector": Tie.OVERSIGHT,
}


def may_read_diary(actor: Actor, reader: str) -> Decision:
    """The owner of a record, a supervisor, an inspector; and everybody his own."""
    if reader in READERS and actor.memberships:
        return Allowed(f"reads it as {reader}", READERS[reader])
    return Refused("diary.not-yours", "This diary is not yours to read.", "Ask an inspector.")


def is_purpose_of_the_log(purpose: str, words: str, reader: str) -> Decision:
    """The log is read for the ends for which it is kept, and no other (DPA 2018 s.62(4))."""
    if not words.strip():
        return Refused(
            "diary.no-words", "A diary is read for a reason.", "Say in a sentence why you read this one."
        )
    if purpose in purposes_for(reader):
        return Allowed("one of the ends for which the log is kept")
    return Refused(
        "diary.no-purpose",
        "The log is kept for a few ends, and read for no other.",
        "Choose the one for which you read it.",
    )


def has_purpose_of_the_log(purpose: str) -> Decision:
    """A diary opens after it was said what for."""
    if purpose.startswith("diary."):
        return Allowed("said what for")
    return Refused("diary.no-purpose-said", "Say first for what you read this diary.")


def purposes_for(reader: str) -> dict[str, str]:
    """The ends that this sort of reader may name, with their titles."""
    found = catalogue().table("oversight", "diary-purposes")["purpose"]
    return {code: one["title"] for code, one in found.items() if reader in one["readers"]}


def home_of(actor: Actor) -> UUID:
    """Where what somebody writes in watching is kept: with the unit he supervises or inspects for, else his own."""
    led = actor.where("ledger.read") or actor.where("team.read")
    both = led & actor.where("case.read") or led
    return min(both or actor.compartments, key=str)


def may_draw(actor: Actor) -> Decision:
    """Only the platform draws lines and lots: no person chooses at whose looks it is looked."""
    if actor.id == service.WORKER.id:
        return Allowed("draws by rule and by lot")
    return Refused("watch.not-the-platform", "Lists and samples are drawn by Caseward itself.")


def may_inspect(actor: Actor) -> Decision:
    """Inspectors keep what the lists go by."""
    if actor.holds_anywhere("ledger.read"):
        return Allowed("inspects", Tie.OVERSIGHT)
    return Refused("watch.not-an-inspector", "Only inspectors keep these lists.", "Ask an inspector.")


def may_settle(actor: Actor, line: Anomaly) -> Decision:
    """An inspector, and never of his own look."""
    if line.officer_id == actor.id:
        return Refused("watch.own-look", "This was your own look.", "Another inspector says what came of it.")
    return may_inspect(actor)


def may_declare(actor: Actor) -> Decision:
    """Whoever works here, of himself."""
    if actor.memberships:
        return Allowed("declares his own", Tie.RECIPIENT)
    return Refused("watch.no-posting", "Only those who work in a unit declare an address.")


def is_unsettled(line: Anomaly) -> Decision:
    """What is settled stays settled."""
    if line.settled_at is None:
        return Allowed("open")
    return Refused("watch.settled", "What came of this look has been said already.")


def has_words(words: str) -> Decision:
    """Whether something was written."""
    if words.strip():
        return Allowed("in words")
    return Refused("watch.no-words", "Nothing was written.", "Say it in a sentence.")


def can_be_decoy(*, found: bool, is_new: bool) -> Decision:
    """A record of a person or a referral, marked once."""
    if found and is_new:
        return Allowed("can be marked")
    return Refused(
        "watch.no-such-record",
        "There is no such person or referral, or it is marked already.",
        "Type the reference as its page shows it.",
    )


def is_postcode(postcode: str) -> Decision:
    """A postcode, or nothing."""
    if not postcode.strip() or POSTCODE.fullmatch(postcode.strip().upper()):
        return Allowed("a postcode or none")
    return Refused("watch.no-postcode", "This is no postcode.", "Type one like NP4 7QX, or nothing.")


def may_explain(actor: Actor, sample: Sample) -> Decision:
    """Whoever looked says why, and nobody for him."""
    if sample.officer_id == actor.id:
        return Allowed("it was his own look", Tie.TASK)
    return Refused("sample.not-yours", "This was another officer's look.", "Only he says why he looked.")


def may_attest(actor: Actor, sample: Sample) -> Decision:
    """A supervisor of the unit or an inspector, and never of his own look."""
    if sample.officer_id == actor.id:
        return Refused(
            "sample.own-look", "This was your own look.", "Another supervisor or an inspector attests it."
        )
    if actor.holds_anywhere("ledger.read"):
        return Allowed("inspects", Tie.OVERSIGHT)
    return actor.holds("team.read", sample.compartment_id)


def may_sign(actor: Actor, sample: Sample) -> Decision:
    """A supervisor of the unit."""
    return actor.holds("team.read", sample.compartment_id)


def is_unsaid(*, said: bool) -> Decision:
    """It is said once."""
    if not said:
        return Allowed("not said yet")
    return Refused("sample.said", "This has been said already.")


def was_asked(sample: Sample, *, is_explained: bool, now: datetime) -> Decision:
    """Whoever looked is heard first, unless his time has run out."""
    if is_explained or sample.explain_by <= now:
        return Allowed("was heard, or had his time")
    return Refused(
        "sample.not-explained",
        "Whoever looked has not said why yet.",
        "Wait for it, or until its day is over.",
    )


def is_referred(says: Attested, referred_to: str) -> Decision:
    """What cannot be told goes to somebody."""
    if says is not Attested.CANNOT_TELL or referred_to.strip():
        return Allowed("somebody can tell")
    return Refused("sample.referred-to-nobody", "You cannot tell.", "Say to whom it was referred.")


def is_gone_through(*, left: int) -> Decision:
    """A week is signed when nothing in it stands open."""
    if not left:
        return Allowed("everything is attested")
    return Refused(
        "sample.left",
        "Some looks of this week are not attested.",
        "Attest them first; your own, another does.",
    )


def where_attested(actor: Actor, sample: Sample) -> UUID:
    """With the unit for its supervisors; with oversight for an inspector, who does not know the unit's records."""
    return sample.compartment_id if sample.compartment_id in actor.compartments else home_of(actor)
