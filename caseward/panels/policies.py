"""Who arranges sittings and approves minutes, and what an item must say at each step on its way."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from caseward.cases.models import Case
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop
from caseward.panels.models import Sitting
from caseward.panels.vocabulary import (
    APPROVE,
    ARRANGE,
    Answered,
    Arranged,
    Asked,
    Attended,
    Became,
    Closed,
    Kept,
    sort_of,
    sorts,
)


Unmet = Iterator[tuple[str, Decision]]


def may_arrange(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who work on the unit's cases."""
    return actor.holds(ARRANGE, compartment_id)


def may_read(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who read the unit's cases."""
    return actor.holds("case.read", compartment_id)


def may_minute(actor: Actor, item: Kept) -> Decision:
    """Those of the sitting who work on the case or, since it went to another unit, may still read it."""
    return _of_sitting(actor, item, ARRANGE)


def may_approve_item(actor: Actor, item: Kept) -> Decision:
    """The same of approving: minutes stay with the unit that held the sitting."""
    return _of_sitting(actor, item, APPROVE)


def _of_sitting(actor: Actor, item: Kept, capability: str) -> Decision:
    if item.is_gone:
        return actor.holds("case.read", item.kept_in) and actor.holds(capability, item.held_in)
    return actor.holds("case.read", item.held_in) and actor.holds(capability, item.kept_in)


def may_approve(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever the chair lets speak for them."""
    return actor.holds(APPROVE, compartment_id)


def unmet_by_arranging(arranged: Arranged, *, unit_kind: str) -> Unmet:
    """A published sort that such a unit holds, and somebody in the chair."""
    known = sorts().get(arranged.sort)
    is_held = known is not None and unit_kind in known.units
    yield (
        "which",
        _if(
            is_held,
            "sitting.no-such-sort",
            gettext_noop("This unit does not hold such a sitting."),
            gettext_noop("Choose one of those shown."),
        ),
    )
    yield "chair", _words(arranged.chair, "sitting.no-chair", gettext_noop("Name who chairs it."))
    yield "agency", _words(arranged.agency, "sitting.no-agency", gettext_noop("Say where they come from."))


def unmet_by_attending(sitting: Sitting, attended: Attended) -> Unmet:
    """Somebody of somewhere, in a role that such a sitting has."""
    yield (
        "role",
        _if(
            attended.role in sort_of(sitting.sort).roles,
            "sitting.no-such-role",
            gettext_noop("Nobody sits there as this."),
            gettext_noop("Choose one of the roles shown."),
        ),
    )
    yield "name", _words(attended.name, "sitting.nobody-named", gettext_noop("Name the member."))
    yield "agency", _words(attended.agency, "sitting.no-agency", gettext_noop("Say where they come from."))


def takes(sitting: Sitting, case: Case) -> Decision:
    """Such a sitting talks about cases of that pathway."""
    return _if(
        case.pathway_key in sort_of(sitting.sort).pathways,
        "sitting.not-for-such-a-case",
        gettext_noop("This sitting does not take cases of this pathway."),
        gettext_noop("Choose another sitting."),
    )


def is_of_its_unit(sitting: Sitting, *, home: UUID | None) -> Decision:
    """Another unit learns of a case by a transfer, and not from an agenda."""
    return _if(
        sitting.compartment_id == home,
        "sitting.of-another-unit",
        gettext_noop("This sitting is of another unit than the one that holds the case."),
        gettext_noop("Choose one of its own unit."),
    )


def is_once(*, is_there: bool) -> Decision:
    """A case stands on an agenda once."""
    return _if(
        not is_there,
        "sitting.there-already",
        gettext_noop("This case stands on that agenda already."),
        gettext_noop("Open it there, or choose another sitting."),
    )


def unmet_by_asking(asked: Asked) -> Unmet:
    """A question, and for the referrer a yes or no with its reason (failings F17)."""
    yield (
        "asks",
        _words(asked.question, "agenda.no-question", gettext_noop("Write what the sitting is asked.")),
    )
    yield (
        "is_referrer_invited",
        _if(
            asked.is_referrer_invited is not None,
            "agenda.referrer-not-thought-of",
            gettext_noop("Say whether the referrer is invited."),
        ),
    )
    yield (
        "invited_because",
        _words(
            asked.invited_because,
            "agenda.referrer-without-reason",
            gettext_noop("Say how the referrer was invited, or why not."),
        ),
    )


def unmet_by_closing(closed: Closed, *, is_signed: bool) -> Unmet:
    """Decided and why, or not discussed and why (failings F25)."""
    if closed.became is Became.NOT_DISCUSSED:
        yield (
            "because",
            _words(
                closed.because, "agenda.not-discussed-silently", gettext_noop("Say why it was not discussed.")
            ),
        )
        return
    yield "decision", _words(closed.decision, "agenda.no-decision", gettext_noop("Write what was decided."))
    yield "rationale", _words(closed.rationale, "agenda.no-rationale", gettext_noop("Write why."))
    yield (
        "became",
        _if(
            closed.became is not Became.ANSWERED or is_signed,
            "agenda.decision-not-signed",
            gettext_noop("No decision about this case was signed since the sitting."),
            gettext_noop(
                "Open the case, choose Decide and move on, sign the panel’s decision, and come back."
            ),
        ),
    )


def stays_discussed(closed: Closed, *, was_discussed: bool) -> Decision:
    """Clocks count from what was discussed."""
    return _if(
        not (was_discussed and closed.became is Became.NOT_DISCUSSED),
        "agenda.was-discussed",
        gettext_noop("It is recorded that this was discussed, and clocks count from it."),
        gettext_noop("Put its words right, or say so in an addition to the minutes."),
    )


def unmet_by_answer(answered: Answered, *, today: date) -> Unmet:
    """Told on a day and what they said, or not told and why."""
    yield (
        "was_told",
        _if(
            answered.is_sent is not None,
            "referrer.unsaid",
            gettext_noop("Say whether the referrer was told."),
        ),
    )
    yield (
        "words",
        _words(
            answered.words,
            "referrer.silently",
            gettext_noop("Say what came of it, or why they were not told."),
        ),
    )
    yield (
        "on",
        _if(
            not answered.is_sent or (answered.on is not None and answered.on <= today),
            "referrer.no-day",
            gettext_noop("Say on which day they were told, today or before."),
        ),
    )


def is_closed(*, is_closed: bool) -> Decision:
    """What came of an item is told after it is known."""
    return _if(
        is_closed,
        "agenda.blank",
        gettext_noop("What became of this item is not recorded yet."),
        gettext_noop("Record it first."),
    )


def is_unanswered(*, is_answered: bool) -> Decision:
    """Said once."""
    return _if(
        not is_answered,
        "referrer.said",
        gettext_noop("This has been recorded already."),
        gettext_noop("Add to the minutes if something has come since."),
    )


def has_begun(sitting: Sitting, *, now: datetime) -> Decision:
    """Nothing is decided before anybody met."""
    return _if(
        sitting.held_at <= now,
        "sitting.not-held-yet",
        gettext_noop("This sitting has not been held yet."),
        gettext_noop("Record what became of it afterwards."),
    )


def is_unapproved(*, is_approved: bool) -> Decision:
    """Approved minutes are only added to."""
    return _if(
        not is_approved,
        "minutes.approved",
        gettext_noop("The minutes of this are approved."),
        gettext_noop("Add to them."),
    )


def is_approved(*, is_approved: bool) -> Decision:
    """What is not approved yet is put right itself."""
    return _if(
        is_approved,
        "minutes.not-approved",
        gettext_noop("The minutes of this are not approved yet."),
        gettext_noop("Put them right as they are."),
    )


def is_whole(blank: Collection[str]) -> Decision:
    """Each item that the approver may know is closed (failings F25); of others nothing is said and nothing approved."""
    if not blank:
        return Allowed("no item is blank")
    return Refused(
        "minutes.blank-item",
        gettext_noop("An item of this agenda is blank."),
        gettext_noop("Close each with its decision and why, or as not discussed and why."),
    )


def is_something_to_approve(*, is_something: bool) -> Decision:
    """Approved once."""
    return _if(is_something, "minutes.approved", gettext_noop("The minutes of this are approved."))


def has_words(words: str, *, wants: str) -> Decision:
    """Whether something was written."""
    return _words(words, "minutes.no-words", wants)


def _if(is_so: bool, code: str, because: str, remedy: str = "") -> Decision:  # noqa: FBT001  reads as a sentence
    return Allowed("as it must be") if is_so else Refused(code, because, remedy)


def _words(words: str, code: str, wants: str) -> Decision:
    return Allowed("in words") if words.strip() else Refused(code, wants)
