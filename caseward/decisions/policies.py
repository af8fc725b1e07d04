"""Who may read, add to and countersign a decision, and what a decision must say before it is signed."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from uuid import UUID

from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Decided, ReviewFound, refuse_absence_of_ideology
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused, every, tied
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

BLANK = {
    "title": gettext_noop("Say in a line what is decided."),
    "conduct": gettext_noop("Say how the Code of Ethics bears on this."),
    "information": gettext_noop("Say what is known and what is not."),
    "assessment": gettext_noop("Say what the threat and the risk are, and the working strategy."),
    "powers": gettext_noop("Say which powers and policies apply, or that none does."),
    "review": gettext_noop("Say what happens now, and when and how it is looked at again."),
    "rationale": gettext_noop("Say why: whoever reads this later was not there."),
}


class OfMatter(Protocol):
    """A record, stored or read, as far as these questions need it."""

    @property
    def about_kind(self) -> str: ...
    @property
    def compartment_id(self) -> UUID: ...


class DissentedFrom(OfMatter, Protocol):
    """The same, with who signed."""

    @property
    def decided_by_id(self) -> UUID: ...


def may_read(actor: Actor, record: OfMatter, *, is_owned: bool) -> Decision:
    """Whoever reads what the decision is about reads the decision; whoever owns that, as its owner."""
    read = actor.holds(READS[MatterKind(record.about_kind)], record.compartment_id)
    return tied(read, Tie.OWNER if is_owned else None)


def may_add_to(actor: Actor, record: OfMatter) -> Decision:
    """Whoever works on what the decision is about adds to it; what was signed stays."""
    return actor.holds(WRITES[MatterKind(record.about_kind)], record.compartment_id)


def may_review(actor: Actor, record: OfMatter) -> Decision:
    """Whoever works on what the decision is about looks at it again."""
    return may_add_to(actor, record)


def may_dissent(actor: Actor, record: DissentedFrom, *, is_owned: bool) -> Decision:
    """Whoever reads it, for himself alone; who signed it can add to it, and takes nobody's dissent away."""
    if actor.id == record.decided_by_id:
        return Refused(
            "decision.own-dissent",
            gettext_noop("You made this decision yourself."),
            gettext_noop("Add to it, or decide anew."),
        )
    return may_read(actor, record, is_owned=is_owned)


def dissents_once(*, has_dissented: bool) -> Decision:
    """What was said stands; more of it is an addendum."""
    if not has_dissented:
        return Allowed("not said yet")
    return Refused(
        "decision.dissented-already",
        gettext_noop("Your dissent is on record already."),
        gettext_noop("Add to the decision what is new."),
    )


def review_leads_on(found: ReviewFound, *, leads_to: UUID | None, is_later: bool) -> Decision:
    """A decision is changed by a later one about the same, and by nothing else."""
    if (found is ReviewFound.STANDS and leads_to is None) or (found is ReviewFound.CHANGED and is_later):
        return Allowed("says what follows")
    if found is ReviewFound.STANDS:
        return Refused(
            "decision.stands-and-leads-on",
            gettext_noop("A decision that stands leads to no other."),
            gettext_noop("Say that it is changed, or leave the later decision out."),
        )
    return Refused(
        "decision.changed-by-nothing",
        gettext_noop("A decision is changed only by a later decision about the same."),
        gettext_noop("Take that decision first, and choose it here."),
    )


def may_countersign(actor: Actor, record: DecisionRecord) -> Decision:
    """A second person who may work on the matter, and never the decider."""
    return every(may_add_to(actor, record), _is_another(actor, record))


def unmet(decided: Decided, *, today: date) -> Iterator[tuple[str, Decision]]:
    """What must hold of a decision before it is signed: the field at fault if it does not, and the answer."""
    for field, sentence in BLANK.items():
        yield field, _said(field, getattr(decided, field), sentence)
    yield "options", _weighed(decided)
    yield "rights", _each_right_has_its_line(decided)
    yield "review_on", _not_in_the_past(decided.review_on, today)
    yield "rationale", refuse_absence_of_ideology(rationale=decided.rationale, outcome=decided.outcome)


def _is_another(actor: Actor, record: DecisionRecord) -> Decision:
    if actor.id in {record.decided_by_id, record.created_by_id}:
        return Refused(
            code="decision.own",
            because=gettext_noop("You made this decision yourself."),
            remedy=gettext_noop("A second person has to agree or disagree."),
        )
    return Allowed("is not the decider")


def _said(field: str, words: str, sentence: str) -> Decision:
    return Allowed("says it") if words.strip() else Refused(f"decision.no-{field}", sentence)


def _weighed(decided: Decided) -> Decision:
    if len(decided.options) < 2:
        return Refused(
            code="decision.one-option",
            because=gettext_noop("A decision weighs at least two options."),
            remedy=gettext_noop("Say what else could be done, if only to leave things as they are."),
        )
    if sum(option.chosen for option in decided.options) != 1:
        return Refused(
            code="decision.not-one-chosen",
            because=gettext_noop("One option, and only one, is chosen."),
            remedy=gettext_noop("Mark the one that was chosen."),
        )
    if not all(option.text.strip() and option.because.strip() for option in decided.options):
        return Refused(
            code="decision.option-without-reason",
            because=gettext_noop("Each option says what it is, and why it was chosen or rejected."),
        )
    return Allowed("weighs its options")


def _each_right_has_its_line(decided: Decided) -> Decision:
    if all(line.strip() for line in decided.rights.values()):
        return Allowed("says how each right is engaged")
    return Refused(
        code="decision.right-without-line",
        because=gettext_noop("Say in a line how each right you ticked is engaged."),
    )


def _not_in_the_past(review_on: date | None, today: date) -> Decision:
    if review_on is None or review_on >= today:
        return Allowed("lies ahead")
    return Refused(
        code="decision.review-in-the-past",
        because=gettext_noop("The day on which it is looked at again has passed."),
        remedy=gettext_noop("Give today or a later day."),
    )
