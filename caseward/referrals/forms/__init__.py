"""The forms of referrals, as views import them."""

from caseward.referrals.forms.arriving import OpenSubmission, TypedReferral, UploadedReferral
from caseward.referrals.forms.checking import Acknowledge, Correct, FinishChecking, Risk
from caseward.referrals.forms.identifying import AnswerCandidate, Search, Settle
from caseward.referrals.forms.lists import QueueFilter
from caseward.referrals.forms.public import PublicReferral
from caseward.referrals.forms.working import Ask, Deconflict, Reply, Review


__all__ = [
    "Acknowledge",
    "AnswerCandidate",
    "Ask",
    "Correct",
    "Deconflict",
    "FinishChecking",
    "OpenSubmission",
    "PublicReferral",
    "QueueFilter",
    "Reply",
    "Review",
    "Risk",
    "Search",
    "Settle",
    "TypedReferral",
    "UploadedReferral",
]
