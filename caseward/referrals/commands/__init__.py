"""The verbs of referrals."""

from caseward.referrals.commands.arriving import (
    open_submission,
    post_submission,
    take_referral,
    take_uploaded_referral,
)
from caseward.referrals.commands.checking import (
    correct_answer,
    finish_checking,
    mark_acknowledged,
    screen_immediate_risk,
    view_original,
    view_referral,
)
from caseward.referrals.commands.clarifying import ask_referrer, keep_reply
from caseward.referrals.commands.deciding import mark_decided
from caseward.referrals.commands.deconflicting import record_deconfliction
from caseward.referrals.commands.identifying import answer_candidate, search_records, settle_identity
from caseward.referrals.commands.reaching import keep_safe_contact
from caseward.referrals.commands.reviewing import review_repeat
from caseward.referrals.commands.taking_over import take_over_referrals


__all__ = [
    "answer_candidate",
    "ask_referrer",
    "correct_answer",
    "finish_checking",
    "keep_reply",
    "keep_safe_contact",
    "mark_acknowledged",
    "mark_decided",
    "open_submission",
    "post_submission",
    "record_deconfliction",
    "review_repeat",
    "screen_immediate_risk",
    "search_records",
    "settle_identity",
    "take_over_referrals",
    "take_referral",
    "take_uploaded_referral",
    "view_original",
    "view_referral",
]
