"""People's records, and what was said of two records together."""

from caseward.nominals.models.details import Address, Birth, Identifier, KnownFact, Name, Sourced
from caseward.nominals.models.pairs import LinkStep, Pair, PersonLink
from caseward.nominals.models.records import Nominal, born_of
from caseward.nominals.models.relations import Relation
from caseward.nominals.models.safety import WAYS_KEPT, WAYS_PERSONAL, ContactSafety, Ways
from caseward.nominals.models.similar import STRONGEST, SimilarPair


__all__ = [
    "STRONGEST",
    "WAYS_KEPT",
    "WAYS_PERSONAL",
    "Address",
    "Birth",
    "ContactSafety",
    "Identifier",
    "KnownFact",
    "LinkStep",
    "Name",
    "Nominal",
    "Pair",
    "PersonLink",
    "Relation",
    "SimilarPair",
    "Sourced",
    "Ways",
    "born_of",
]
