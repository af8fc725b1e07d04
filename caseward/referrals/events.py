"""What happens to referrals, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(Event):
    """Something that happened to one referral."""

    operation = Operation.ALTERATION
    referral_id: UUID


@dataclass(frozen=True, kw_only=True)
class SubmissionPosted(Event):
    """A partner sent a referral through the public page."""

    type = "submission.posted"
    operation = Operation.COLLECTION
    makes = {"submission_id": ("referrals_submission",)}
    submission_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralTaken(ReferralEvent):
    """A referral was taken in."""

    type = "referral.taken"
    operation = Operation.COLLECTION
    makes = {"referral_id": ("referrals_referral",)}
    channel: str


@dataclass(frozen=True, kw_only=True)
class ReferralViewed(ReferralEvent):
    """Somebody read a referral."""

    type = "referral.viewed"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class AnswerCorrected(ReferralEvent):
    """An answer was corrected beside the words as given."""

    type = "referral.answer-corrected"
    field: str


@dataclass(frozen=True, kw_only=True)
class ReferralChecked(ReferralEvent):
    """Every answer was checked against what was given."""

    type = "referral.checked"


@dataclass(frozen=True, kw_only=True)
class ReferralAcknowledged(ReferralEvent):
    """The referrer was told that the referral has arrived."""

    type = "referral.acknowledged"
    operation = Operation.DISCLOSURE
    how: str


@dataclass(frozen=True, kw_only=True)
class SafeContactKept(ReferralEvent):
    """Somebody said how the person referred is safely reached."""

    type = "referral.contact-safety-kept"
    operation = Operation.COLLECTION


@dataclass(frozen=True, kw_only=True)
class RiskScreened(ReferralEvent):
    """Somebody said whether anybody is at immediate risk."""

    type = "referral.risk-screened"
    risk: str


@dataclass(frozen=True, kw_only=True)
class RecordsSearched(ReferralEvent):
    """The records were searched for the person referred."""

    type = "referral.records-searched"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class CandidateAnswered(ReferralEvent):
    """Somebody said whether a record is of the person referred."""

    type = "referral.candidate-answered"
    operation = Operation.COMBINATION
    nominal_id: UUID
    answer: str


@dataclass(frozen=True, kw_only=True)
class IdentitySettled(ReferralEvent):
    """The referral was tied to a person."""

    type = "referral.identity-settled"
    operation = Operation.COMBINATION
    nominal_id: UUID
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class ReferrerAsked(ReferralEvent):
    """A question went back to the referrer."""

    type = "referral.referrer-asked"
    operation = Operation.DISCLOSURE


@dataclass(frozen=True, kw_only=True)
class ReplyKept(ReferralEvent):
    """The referrer's reply was written down."""

    type = "referral.reply-kept"
    operation = Operation.COLLECTION


@dataclass(frozen=True, kw_only=True)
class Deconflicted(ReferralEvent):
    """The intelligence unit's answer was recorded."""

    type = "referral.deconflicted"
    operation = Operation.COLLECTION
    result: str
    done_on: date


@dataclass(frozen=True, kw_only=True)
class RepeatReviewed(ReferralEvent):
    """A supervisor reviewed the earlier referrals together with this one."""

    type = "referral.repeat-reviewed"


@dataclass(frozen=True, kw_only=True)
class ReferralMoved(ReferralEvent):
    """A referral went on to another step, or back."""

    type = "referral.moved"
    to: str


@dataclass(frozen=True, kw_only=True)
class ReferralDecided(ReferralEvent):
    """The gateway decision was made."""

    type = "referral.decided"
    outcome: str
    decision_id: UUID
