"""Reading referrals, always as the viewer may know them."""

from caseward.referrals.queries.facts import facts_of
from caseward.referrals.queries.files import (
    AnswerRow,
    ReferralFile,
    ReferralHeading,
    file_of,
    heading,
    referrals_of,
)
from caseward.referrals.queries.identity import CandidateRow, candidates_for
from caseward.referrals.queries.lists import LetterboxRow, QueueRow, letterbox, queue, units_taking
from caseward.referrals.queries.persons import is_identifiable, living_at, person_of


__all__ = [
    "AnswerRow",
    "CandidateRow",
    "LetterboxRow",
    "QueueRow",
    "ReferralFile",
    "ReferralHeading",
    "candidates_for",
    "facts_of",
    "file_of",
    "heading",
    "is_identifiable",
    "letterbox",
    "living_at",
    "person_of",
    "queue",
    "referrals_of",
    "units_taking",
]
