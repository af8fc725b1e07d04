"""Reading referrals, always as the viewer may know them."""

from caseward.referrals.queries.facts import earlier_referrals, facts_for_case, facts_of, is_repeated
from caseward.referrals.queries.files import (
    AnswerRow,
    ReferralFile,
    concerns_beside,
    file_of,
)
from caseward.referrals.queries.headings import (
    PastReferral,
    ReferralHeading,
    heading,
    heading_of,
    names_as_given,
    referrals_of,
    with_name,
)
from caseward.referrals.queries.identity import (
    CandidateRow,
    Identity,
    Tied,
    candidates_for,
    identity_of,
    tied_to,
)
from caseward.referrals.queries.lists import (
    Desk,
    LetterboxRow,
    QueueRow,
    desk,
    letterbox,
    places_to_take,
    queue,
    units_taking,
)
from caseward.referrals.queries.persons import is_identifiable, living_at, person_of


__all__ = [
    "AnswerRow",
    "CandidateRow",
    "Desk",
    "Identity",
    "LetterboxRow",
    "PastReferral",
    "QueueRow",
    "ReferralFile",
    "ReferralHeading",
    "Tied",
    "candidates_for",
    "concerns_beside",
    "desk",
    "earlier_referrals",
    "facts_for_case",
    "facts_of",
    "file_of",
    "heading",
    "heading_of",
    "identity_of",
    "is_identifiable",
    "is_repeated",
    "letterbox",
    "living_at",
    "names_as_given",
    "person_of",
    "places_to_take",
    "queue",
    "referrals_of",
    "tied_to",
    "units_taking",
    "with_name",
]
