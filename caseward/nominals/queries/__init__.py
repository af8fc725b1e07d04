"""Reading people: found by likeness with the evidence, or by id, always as the viewer may know them."""

from caseward.nominals.queries.alike import (
    Alike,
    Looked,
    looked_through,
    similar,
    similar_to,
    strength_of,
    waiting_words,
)
from caseward.nominals.queries.contacts import (
    REVIEWED,
    ContactMade,
    about_person,
    contacts_of,
    is_often_contacted,
    last_review,
    records_of,
)
from caseward.nominals.queries.contacts import RULE as OFTEN_RULE
from caseward.nominals.queries.details import (
    DETAILS,
    Corrected,
    Detail,
    detail,
    details,
    grades,
    origin_of,
)
from caseward.nominals.queries.linked import Joined, StepTaken, Two, Word, asked_of, compared, joined, two
from caseward.nominals.queries.pointing import pointers
from caseward.nominals.queries.records import (
    NominalFile,
    NominalHeading,
    by_reference,
    file_of,
    headings,
    known_people,
    known_person,
    name_beside,
    named,
    short_name,
)
from caseward.nominals.queries.relations import Associates, Tie, associates, relation_groups, relation_kinds
from caseward.nominals.queries.safety import Safety, safety_of
from caseward.nominals.queries.searching import Candidate, candidates, known_nicknames, match_model


__all__ = [
    "DETAILS",
    "OFTEN_RULE",
    "REVIEWED",
    "Alike",
    "Associates",
    "Candidate",
    "ContactMade",
    "Corrected",
    "Detail",
    "Joined",
    "Looked",
    "NominalFile",
    "NominalHeading",
    "Safety",
    "StepTaken",
    "Tie",
    "Two",
    "Word",
    "about_person",
    "asked_of",
    "associates",
    "by_reference",
    "candidates",
    "compared",
    "contacts_of",
    "detail",
    "details",
    "file_of",
    "grades",
    "headings",
    "is_often_contacted",
    "joined",
    "known_nicknames",
    "known_people",
    "known_person",
    "last_review",
    "looked_through",
    "match_model",
    "name_beside",
    "named",
    "origin_of",
    "pointers",
    "records_of",
    "relation_groups",
    "relation_kinds",
    "safety_of",
    "short_name",
    "similar",
    "similar_to",
    "strength_of",
    "two",
    "waiting_words",
]
