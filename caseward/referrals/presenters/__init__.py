"""Referrals as people read them: on the ledger pages, at the head of a page, field by field, record by record."""

from django.utils.translation import gettext_lazy as _

from caseward.referrals.presenters.answers import FieldShown, Whole, field_shown, row_id, typed, whole_of
from caseward.referrals.presenters.given import given_of
from caseward.referrals.presenters.heads import Head, Powers, head_of
from caseward.referrals.presenters.lists import QueueLine, deconfliction_lines, queue_lines
from caseward.referrals.presenters.people import CandidateShown, born_words, candidates_shown, history_of
from caseward.referrals.presenters.whole import whole_view
from caseward.ui.told import Told


__all__ = [
    "EVENTS",
    "NOTICES",
    "CandidateShown",
    "FieldShown",
    "Head",
    "Powers",
    "QueueLine",
    "Whole",
    "born_words",
    "candidates_shown",
    "deconfliction_lines",
    "field_shown",
    "given_of",
    "head_of",
    "history_of",
    "queue_lines",
    "row_id",
    "typed",
    "whole_of",
    "whole_view",
]

EVENTS = {
    "submission.posted": _("a referral came through the public page"),
    "referral.taken": _("took in a referral"),
    "referral.viewed": _("read a referral"),
    "referral.answer-corrected": _("corrected an answer of a referral"),
    "referral.checked": _("checked a referral against what was given"),
    "referral.contact-safety-kept": _("said how the person of a referral is safely reached"),
    "referral.acknowledged": _("told the referrer that the referral has arrived"),
    "referral.risk-screened": _("said whether anybody is at immediate risk"),
    "referral.records-searched": _("searched the records for the person referred"),
    "referral.candidate-answered": _("said whether a record is of the person referred"),
    "referral.identity-settled": _("tied a referral to a person"),
    "referral.referrer-asked": _("asked the referrer"),
    "referral.reply-kept": _("wrote down the referrer's reply"),
    "referral.deconflicted": _("recorded the answer of the intelligence unit"),
    "referral.repeat-reviewed": _("reviewed the earlier referrals together"),
    "referral.moved": _("took a referral to another step"),
    "referral.decided": _("decided what happens to a referral"),
}

NOTICES = {
    "referral.contact-stopped": Told(
        _("Somebody tried to reach a referrer in a way that is not safe, and was stopped."), "referrals:check"
    ),
}
