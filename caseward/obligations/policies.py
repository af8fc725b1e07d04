"""Whose something can be, and what may be done to its clock."""

from uuid import UUID

from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.clocks import ClockRule, may_pause
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.wording import gettext_noop
from caseward.obligations.models import Obligation


def may_know(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may know of a record may know, and with a command of the record's app change, what is owed about it."""
    return actor.knows(compartment_id)


def may_tell(actor: Actor) -> Decision:
    """Only the platform tells, of what the rules say and to whom they say."""
    if actor.id == WORKER.id:
        return Allowed("the platform's own job")
    return Refused(
        "obligation.not-the-platform", gettext_noop("People are told of what is due by Caseward itself.")
    )


def is_new(*, already_owed: bool) -> Decision:
    """Nothing is owed twice at once under one rule."""
    if already_owed:
        return Refused(
            code="obligation.already-owed",
            because=gettext_noop("This is owed already."),
            remedy=gettext_noop("Do or withdraw the one before the next begins."),
        )
    return Allowed("is owed for the first time")


def has_a_bearer(*, owed_by_id: UUID | None, capability: str, bearer_knows: bool) -> Decision:
    """Somebody who may know of the record owes it, or whoever holds the capability there."""
    if owed_by_id is None and not capability:
        return Refused(
            code="obligation.nobodys",
            because=gettext_noop("Somebody has to owe this."),
            remedy=gettext_noop("Name a person, or say what whoever takes it must be able to do."),
        )
    return have_bearers(are_known=owed_by_id is None or bearer_knows)


def have_bearers(*, are_known: bool) -> Decision:
    """Everybody who is to owe something about a record may know of it."""
    if not are_known:
        return Refused(
            code="obligation.bearer-may-not-know",
            because=gettext_noop(
                "This person may not know of the record, and so cannot owe anything about it."
            ),
            remedy=gettext_noop("Choose somebody of the unit that keeps the record."),
        )
    return Allowed("has somebody who owes it")


def may_be_paused(obligation: Obligation, rule: ClockRule, *, reason: str) -> Decision:
    """Its rule lets the clock stand still for this reason, and it runs."""
    return every(may_pause(rule, reason=reason), _runs(obligation))


def may_be_resumed(obligation: Obligation) -> Decision:
    """Only what stands still runs on."""
    if obligation.paused_at is None:
        return Refused(code="obligation.not-paused", because=gettext_noop("This clock is not paused."))
    return Allowed("is paused")


def is_owed(obligation: Obligation | None) -> Decision:
    """There is something to pause, resume or date anew."""
    if obligation is None:
        return Refused(
            code="obligation.not-owed", because=gettext_noop("Nothing is owed here under this rule.")
        )
    return Allowed("is owed")


def _runs(obligation: Obligation) -> Decision:
    if obligation.paused_at is not None:
        return Refused(
            code="obligation.paused-already",
            because=gettext_noop("This clock is paused already."),
            remedy=gettext_noop("Let it run on before it is paused for another reason."),
        )
    return Allowed("runs")
