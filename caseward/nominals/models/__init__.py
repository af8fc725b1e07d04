"""People's records, and what was said of two records together."""

from caseward.nominals.models.pairs import LinkStep, Pair, PersonLink
from caseward.nominals.models.records import Address, Identifier, KnownFact, Name, Nominal, born_of
from caseward.nominals.models.similar import STRONGEST, SimilarPair


__all__ = [
    "STRONGEST",
    "Address",
    "Identifier",
    "KnownFact",
    "LinkStep",
    "Name",
    "Nominal",
    "Pair",
    "PersonLink",
    "SimilarPair",
    "born_of",
]
