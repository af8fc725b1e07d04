"""Who may look for people, read a person's record, add to it, or say what two of them are to each other."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from caseward.kernel.access import Actor
from caseward.kernel.dates import Born
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.identity import normalise
from caseward.kernel.ties import Tie
from caseward.nominals.models import PersonLink, Relation, Sourced, Ways
from caseward.nominals.vocabulary import NAMED_ORIGINS, Attempt, LinkState, Provenance, Said


def may_search(actor: Actor) -> Decision:
    """Whoever may search in some unit; what is found is limited to what he may know."""
    if actor.holds_anywhere("nominal.search"):
        return Allowed("may search in a unit of his own", Tie.UNIT)
    return Refused(
        "nominal.no-search",
        "Your role does not include looking for people.",
        "Ask your supervisor if you need it for your work.",
    )


def may_view(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may read people's records in the unit that keeps this one."""
    return actor.holds("nominal.read", compartment_id)


def may_write(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may make or correct people's records in the unit."""
    return actor.holds("nominal.write", compartment_id)


def may_speak_of(actor: Actor, *compartments: UUID) -> Decision:
    """Whoever may make or correct people's records where each of the two is kept."""
    return every(*(may_write(actor, one) for one in compartments))


def where_may_write(actor: Actor) -> frozenset[UUID]:
    """Where somebody may make or correct people's records."""
    return frozenset(one for one in actor.compartments if actor.holds("nominal.write", one))


def may_judge_somewhere(actor: Actor) -> Decision:
    """Whoever may make or correct people's records in some unit looks there for those that are alike."""
    if where_may_write(actor):
        return Allowed("may judge in a unit of his own", Tie.UNIT)
    return Refused(
        "nominal.no-judging",
        "Your role does not include comparing people's records.",
        "Ask your supervisor if you need it for your work.",
    )


def may_link(actor: Actor, *compartments: UUID) -> Decision:
    """Whoever may link records where each of the two is kept."""
    return every(*(actor.holds("nominal.link", one) for one in compartments))


def may_link_alone(actor: Actor, *compartments: UUID, needs_two: bool) -> bool:
    """Whether nobody else has to look: the evidence holds no risk, and the actor may link."""
    return not needs_two and bool(may_link(actor, *compartments))


def may_answer(actor: Actor, link: PersonLink) -> Decision:
    """Whoever may link, and is not the one who asked."""
    return every(may_link(actor, *link.compartments), _is_second(actor, link))


def _is_second(actor: Actor, link: PersonLink) -> Decision:
    if link.asked_by_id != actor.id:
        return Allowed("a second person")
    return Refused(
        "nominal.link-own-word",
        "You said this yourself, and it needs a second person.",
        "Ask a colleague who may link records to look at it.",
    )


def has_reason(because: str) -> Decision:
    """What is said of two records is said with its reason."""
    if because.strip():
        return Allowed("has a reason")
    return Refused(
        "nominal.link-without-reason",
        "Whoever looks at these records later has to understand this.",
        "Say what makes you think so.",
    )


def nothing_stands(word: PersonLink | None) -> Decision:
    """Two records are linked, or said to be different people, or neither: never both."""
    if word is None:
        return Allowed("nothing was said of the two yet")
    if word.says == Said.NOT_SAME:
        return Refused(
            "nominal.told-apart-stands",
            "Somebody compared these records and said that they are of different people.",
            "If that was wrong, a second person withdraws it first, with a reason.",
        )
    if word.state == LinkState.PROPOSED:
        return Refused(
            "nominal.link-waits",
            "Somebody has proposed that these records are of one person.",
            "A second person has to confirm or refuse that first.",
        )
    return Refused(
        "nominal.link-stands",
        "These records are linked as one person.",
        "If that is wrong, end the link first, with a reason.",
    )


def is_in(link: PersonLink, *states: LinkState) -> Decision:
    """Whether the link is still where it was when somebody looked."""
    if link.state in states:
        return Allowed("as it was seen")
    return Refused(
        "nominal.link-moved-on",
        "Somebody has answered this already.",
        "Open the person's record again to see it.",
    )


def are_two_people(*, is_one: bool) -> Decision:
    """Nobody is his own relation: records that are linked as one person have none between them."""
    if not is_one:
        return Allowed("nobody says that they are one person")
    return Refused(
        "nominal.relation-of-one",
        "These two records are linked, or proposed to be linked, as one person.",
        "If that is wrong, end the link first, with a reason.",
    )


def is_new_relation(*, is_known: bool) -> Decision:
    """What stands already is not said again."""
    if not is_known:
        return Allowed("not said yet")
    return Refused(
        "nominal.relation-known",
        "This is on record already.",
        "If something of it is wrong, correct it; if it is over, end it.",
    )


def still_stands(relation: Relation) -> Decision:
    """What ended or was found wrong is not changed any more."""
    if relation.ended_at is None and relation.corrected_at is None:
        return Allowed("stands")
    return Refused(
        "nominal.relation-over",
        "Somebody has ended or corrected this already.",
        "Open the page again to see what stands now.",
    )


def unmet(provenance: Provenance, *, today: date) -> Iterator[tuple[str, Decision]]:
    """What must hold of where a detail comes from: the field at fault if it does not, and the answer."""
    yield "origin_name", _names_its_origin(provenance)
    yield "until", _in_order(provenance, today)


def _names_its_origin(provenance: Provenance) -> Decision:
    named = provenance.origin_name.strip() or provenance.source_id
    if named or provenance.origin not in NAMED_ORIGINS:
        return Allowed("says where it comes from")
    return Refused(
        "nominal.origin-not-named",
        "Say which one: this kind of source stands for many.",
        "Give a name, a role or a reference by which others can find it.",
    )


def _in_order(provenance: Provenance, today: date) -> Decision:
    since, until = provenance.since, provenance.until
    if since and until and until.latest < since.earliest:
        return Refused(
            "nominal.ends-before-it-begins",
            "This detail would end before it began.",
            "Give the earlier date first, or leave one of them out.",
        )
    if any(each and each.earliest > today for each in (since, until)):
        return Refused(
            "nominal.detail-in-the-future",
            "A detail says what is so, and this date lies in the future.",
            "Give the day from which or until which it has been so, or leave it out.",
        )
    return Allowed("in order")


def says_something(words: str) -> Decision:
    """A detail has a value."""
    if words.strip():
        return Allowed("says something")
    return Refused("nominal.empty-detail", "Nothing was given.", "Give what is known.")


def is_born(born: Born, *, today: date) -> Decision:
    """Nobody on record is born in the future."""
    if born.earliest <= today:
        return Allowed("born")
    return Refused("nominal.not-born", "This date lies in the future.", "Give the date of birth again.")


def is_not_known_yet(*, is_known: bool) -> Decision:
    """What is known is not added, but put right."""
    if not is_known:
        return Allowed("not known yet")
    return Refused(
        "nominal.known-already",
        "The record says this already, or says another birth.",
        "If what it says is wrong, correct that detail.",
    )


def still_holds(fact: Sourced) -> Decision:
    """What was found wrong is not changed any more."""
    if fact.corrected_at is None:
        return Allowed("not corrected")
    return Refused(
        "nominal.detail-corrected",
        "Somebody has corrected this detail already.",
        "Open the person again, and correct what stands there now.",
    )


def says_why(because: str) -> Decision:
    """A correction has its reason."""
    if because.strip():
        return Allowed("has a reason")
    return Refused(
        "nominal.corrected-without-reason",
        "Whoever relied on this detail has to understand why it was wrong.",
        "Say what was wrong with it, and how you know.",
    )


def may_be_sent(safety: Ways | None, attempt: Attempt) -> Decision:
    """Whether something may go this way: the one rule wherever something is sent or said to be (failings F41)."""
    if safety is None:
        return Allowed("nobody said that any way is unsafe")
    if is_never_told(safety, attempt.to):
        return Refused(
            "contact.never-told",
            "This goes to somebody who must never be told anything of this person. Nothing was sent or recorded.",
            "If it has happened already, write it down as a note. Whoever answers for it has been alerted.",
        )
    if is_unsafe(safety, attempt.number):
        return Refused(
            "contact.unsafe-number",
            "This number or address is not safe for this person. Nothing was sent or recorded.",
            "Use a safe way: they stand under Safe contact. Whoever answers for it has been alerted.",
        )
    if attempt.to_subject and safety.channels and attempt.channel not in safety.channels:
        return Refused(
            "contact.unsafe-channel",
            "This person is not safely reached this way. Nothing was sent or recorded.",
            "Use a safe way: they stand under Safe contact. Whoever answers for it has been alerted.",
        )
    return Allowed("a safe way")


def is_never_told(safety: Ways, name: str) -> bool:
    """Whether the name is one of those who must never be told anything."""
    return any(_names(one, name) for one in safety.never_tell)


def is_unsafe(safety: Ways, used: str) -> bool:
    """Whether a number or address is one of those that are not safe."""
    return any(_is_at(line, used) for line in safety.unsafe)


def _names(name: str, told: str) -> bool:
    """Every word of the one stands in the other: a surname alone, too, is enough to stop."""
    one, other = set(normalise(name).split()), set(normalise(told).split())
    return bool(one and other) and (one <= other or other <= one)


def _is_at(line: str, used: str) -> bool:
    """The same number however it is written, or the same words of an address."""
    one, other = _digits(line), _digits(used)
    if len(one) > 6 and len(other) > 6:
        return one == other
    return bool(used.strip()) and normalise(line) == normalise(used)


def _digits(text: str) -> str:
    """A telephone number without what countries put before it."""
    return re.sub(r"[^0-9]", "", text).removeprefix("0044").removeprefix("44").lstrip("0")


def may_review_contacts(actor: Actor, compartment_id: UUID) -> Decision:
    """Supervisors, who decide on referrals of the person, too."""
    return actor.holds("referral.decide", compartment_id)


def is_to_be_reviewed(*, is_owed: bool) -> Decision:
    """The review is owed since the fifth contact within twelve months."""
    if is_owed:
        return Allowed("the fifth contact within twelve months")
    return Refused(
        "nominal.no-review-owed",
        "No review of all contacts is owed: there were not five within twelve months since the last one.",
        "There is nothing to do.",
    )
