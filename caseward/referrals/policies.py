"""Who may take, read, work on and review referrals."""

from collections.abc import Mapping
from uuid import UUID

from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import Stage


def may_take(actor: Actor, compartment_id: UUID) -> Decision:
    """Intake officers of the unit."""
    return actor.holds("referral.take", compartment_id)


def may_open_letterbox(actor: Actor, compartment_id: UUID) -> Decision:
    """Those who empty the unit's letterbox."""
    return actor.holds("letterbox.read", compartment_id)


def may_read(actor: Actor, referral: Referral) -> Decision:
    """Those who read the unit's referrals."""
    return actor.holds("referral.read", referral.compartment_id)


def may_work_on(actor: Actor, referral: Referral) -> Decision:
    """Those who work on the unit's referrals."""
    return actor.holds("referral.write", referral.compartment_id)


def may_clarify(actor: Actor, referral: Referral) -> Decision:
    """Those who may speak to the referrer."""
    return actor.holds("referral.clarify", referral.compartment_id)


def may_deconflict(actor: Actor, referral: Referral) -> Decision:
    """Those who may write down what the intelligence unit answered."""
    return actor.holds("referral.deconflict", referral.compartment_id)


def may_review_repeats(actor: Actor, referral: Referral) -> Decision:
    """Supervisors, who decide about referrals."""
    return actor.holds("referral.decide", referral.compartment_id)


def says_something(answers: Mapping[str, str]) -> Decision:
    """Nothing in particular is required, but a referral says something."""
    if any(words.strip() for words in answers.values()):
        return Allowed("something is said")
    return Refused(
        "referral.empty",
        "Nothing is written on this form.",
        "Write what the concern is, or who it is about.",
    )


def is_undecided(referral: Referral) -> Decision:
    """What is decided is no longer worked on."""
    if referral.stage != Stage.DECIDED:
        return Allowed("not decided yet")
    return Refused(
        "referral.decided",
        "This referral has been decided.",
        "Add what is new to the case, or take a new referral.",
    )
