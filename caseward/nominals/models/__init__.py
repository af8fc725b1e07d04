"""People's records, and what was said of two records together."""

from caseward.nominals.models.pairs import LinkStep, Pair, PersonLink
from caseward.nominals.models.records import Address, Identifier, KnownFact, Name, Nominal, born_of


__all__ = [
    "Address",
    "Identifier",
    "KnownFact",
    "LinkStep",
    "Name",
    "Nominal",
    "Pair",
    "PersonLink",
    "born_of",
]
