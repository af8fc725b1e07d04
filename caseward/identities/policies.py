"""Who may link two identities, answer for a link, and read it; there is no way round two custodians."""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from caseward.identities.models import Ending, IdentityLink, Opening
from caseward.identities.vocabulary import HOLD, EndingState, LinkState, OpeningState
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused, every, tied
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


# A reference as it is written or read aloud; a word of nine letters is none.
WRITTEN = re.compile(
    rf"\b[{''.join(references.Kind)}][·.\-_/ ]?[0-9A-Z]{{4}}[·.\-_/ ]?[0-9A-Z]{{4}}\b", re.IGNORECASE
)

NO_KEY = Refused(
    "identity.no-key",
    gettext_noop("The key of identity links is not on this machine."),
    gettext_noop(
        "Its keeper, whom your force has named, gives it to whoever runs Caseward; ask the two to put it in."
    ),
)
UNREADABLE = Refused(
    "identity.unreadable",
    gettext_noop("What is stored of this link was changed, or belongs to another link."),
    gettext_noop("It cannot be opened. Tell your supervisor and whoever runs Caseward today."),
)
NO_SUCH_RECORDS = Refused(
    "identity.no-such-records",
    gettext_noop("These are not the references of two records that two units keep."),
    gettext_noop("Type both again as they were given to you."),
)
SHUT = Refused(
    "identity.shut",
    gettext_noop("This link is not open."),
    gettext_noop("Ask to open it; another custodian has to approve."),
)

LATE = Refused(
    "identity.not-confirmed",
    gettext_noop(
        "This link can be confirmed no more: the time is over, other references were typed, or one of you has left."
    ),
    gettext_noop("Make it anew: one of you types both references, the other types them again."),
)

ENDED = Refused(
    "identity.ended",
    gettext_noop("Two custodians ended this link as wrong."),
    gettext_noop("It leads nowhere. If two records are of one person after all, make the link anew."),
)


def may_enter(actor: Actor) -> Decision:
    """Custodians alone learn whether there are any links."""
    if actor.holds_anywhere(HOLD):
        return Allowed("holds a key", Tie.UNIT)
    return Refused(
        "identity.not-custodian",
        gettext_noop("Identity links are kept by the custodians of sealed records."),
        gettext_noop("Ask them if your work needs one."),
    )


def may_propose(actor: Actor, compartment_id: UUID) -> Decision:
    """Any custodian of the unit."""
    return actor.holds(HOLD, compartment_id)


def may_confirm(actor: Actor, link: IdentityLink) -> Decision:
    """Another custodian than the one who proposed it."""
    return every(actor.holds(HOLD, link.compartment_id), _is_another(actor, link.created_by_id))


def may_ask(actor: Actor, link: IdentityLink) -> Decision:
    """Any custodian of the unit."""
    return actor.holds(HOLD, link.compartment_id)


def may_answer(actor: Actor, asking: Opening | Ending) -> Decision:
    """Another custodian than the one who asked."""
    return every(actor.holds(HOLD, asking.compartment_id), _is_another(actor, asking.created_by_id))


def may_read(actor: Actor, opening: Opening) -> Decision:
    """The two who opened it together, and no third."""
    return tied(every(actor.holds(HOLD, opening.compartment_id), _is_one_of(actor, opening)), Tie.TASK)


def may_close(actor: Actor, opening: Opening) -> Decision:
    """Either of the two."""
    return every(actor.holds(HOLD, opening.compartment_id), _is_one_of(actor, opening))


def may_rotate(*, is_owner: bool) -> Decision:
    """Whoever owns the tables, from the command line: no account can."""
    if is_owner:
        return Allowed("owns the tables")
    return Refused(
        "identity.not-owner",
        gettext_noop("Only the owner of the tables sees every link."),
        gettext_noop("Run this with CASEWARD_DATABASE_ROLE=owner."),
    )


def is_proposed(link: IdentityLink, *, now: datetime) -> Decision:
    """Only what waits can be confirmed."""
    state = link.state(now)
    if state is LinkState.PROPOSED:
        return Allowed("it waits")
    if state is LinkState.MADE:
        return Refused("identity.confirmed-already", gettext_noop("This link was confirmed already."))
    return ENDED if state is LinkState.ENDED else LATE


def is_made(link: IdentityLink, *, now: datetime) -> Decision:
    """Only a confirmed link leads somewhere."""
    state = link.state(now)
    if state is LinkState.MADE:
        return Allowed("two custodians confirmed it")
    if state is LinkState.ENDED:
        return ENDED
    return Refused(
        "identity.not-made",
        gettext_noop("This link was not confirmed, so there is nothing to open."),
        gettext_noop("Another custodian confirms it first, or it is made anew."),
    )


def is_idle(running: Collection[Opening], *, now: datetime) -> Decision:
    """One opening of a link at a time."""
    live = (OpeningState.ASKED, OpeningState.OPEN)
    if not any(one.state(now) in live for one in running):
        return Allowed("nothing waits and nothing is open")
    return Refused(
        "identity.asked-already",
        gettext_noop("Somebody has asked to open this link already, or it is open."),
        gettext_noop("Wait for the answer, or until it is closed."),
    )


def is_unquestioned(endings: Collection[Ending], *, now: datetime) -> Decision:
    """One word at a time that a link is wrong."""
    if not any(one.state(now) is EndingState.ASKED for one in endings):
        return Allowed("nobody waits for an answer")
    return Refused(
        "identity.questioned-already",
        gettext_noop("Somebody has said already that this link is wrong."),
        gettext_noop("Another custodian answers that first."),
    )


def is_asked(asking: Opening | Ending, *, now: datetime) -> Decision:
    """Only what waits can be answered, and the instant at which it lapses is too late."""
    state = asking.state(now)
    if state in (OpeningState.ASKED, EndingState.ASKED):
        return Allowed("it waits for an answer")
    if state in (OpeningState.LAPSED, EndingState.LAPSED):
        return Refused(
            "identity.lapsed",
            gettext_noop("Nobody answered in time."),
            gettext_noop("Have it asked again."),
        )
    return Refused("identity.answered", gettext_noop("This was answered already."))


def is_open(opening: Opening, *, now: datetime) -> Decision:
    """Approved, not closed, and before its last instant."""
    return Allowed("both agreed") if opening.state(now) is OpeningState.OPEN else SHUT


def both_hold(asking: Opening | Ending, custodians: Collection[UUID]) -> Decision:
    """When either posting or vetting ends, the link is shut for both, at once."""
    named = {one for one in (asking.created_by_id, asking.answered_by_id) if one is not None}
    if named <= set(custodians):
        return Allowed("both are custodians now")
    return Refused(
        "identity.custodian-gone",
        gettext_noop("One of the two custodians no longer holds a key."),
        gettext_noop("Two who do have to ask and approve anew."),
    )


def names_no_record(words: str) -> Decision:
    """What is said beside a link does not tell what it ties."""
    if not any(_is_reference(found) for found in WRITTEN.findall(words)):
        return Allowed("no reference among the words")
    return Refused(
        "identity.reference-in-words",
        gettext_noop("These words hold a reference, and they are kept in clear."),
        gettext_noop("Say what it is for without it."),
    )


def has_words(words: str) -> Decision:
    """Whoever refuses, or says that a link is wrong, says why."""
    if words.strip():
        return Allowed("it says why")
    return Refused("identity.silent", gettext_noop("Say why."))


def is_purpose(purpose: str, known: Collection[str]) -> Decision:
    """One of those that the definition names."""
    if purpose in known:
        return Allowed("a purpose of the definition")
    return Refused("identity.no-purpose", gettext_noop("Choose what the link is opened for."))


def _is_another(actor: Actor, first: UUID) -> Decision:
    if actor.id != first:
        return Allowed("another custodian began it")
    return Refused(
        "identity.same-person",
        gettext_noop("You began this, and nobody answers himself."),
        gettext_noop("Another custodian goes on with it."),
    )


def _is_one_of(actor: Actor, opening: Opening) -> Decision:
    if actor.id in (opening.created_by_id, opening.answered_by_id):
        return Allowed("one of the two who opened it")
    return Refused(
        "identity.not-one-of-two",
        gettext_noop("Only the two custodians who opened this link read it."),
        gettext_noop("Ask to open it yourself once it is closed."),
    )


def _is_reference(found: str) -> bool:
    is_plain_word = found.isalpha() and not found.isupper()
    return references.parse(found) is not None and not is_plain_word
