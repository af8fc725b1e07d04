"""Who is it? Names, births, addresses and identifiers compared, weighed and explained; deciding is left to people."""

from caseward.kernel.identity.blocking import blocking_keys, key_numbers, name_keys
from caseward.kernel.identity.box import read_box
from caseward.kernel.identity.fields import FIELD_WORDS, LEVEL_WORDS, NOT_KNOWN, Field
from caseward.kernel.identity.joining import RISK_WORDS, Risk, looks_alike, risks_of_joining
from caseward.kernel.identity.looking import LookUps, look_ups
from caseward.kernel.identity.matching import Evidence, Match, explain, explain_each
from caseward.kernel.identity.model import Likelihood, MatchModel
from caseward.kernel.identity.names import keys, normalise, tokens
from caseward.kernel.identity.nicknames import NO_NICKNAMES, Nicknames
from caseward.kernel.identity.people import Address, Name, Person
from caseward.kernel.identity.tables import Malformed


__all__ = [
    "FIELD_WORDS",
    "LEVEL_WORDS",
    "NOT_KNOWN",
    "NO_NICKNAMES",
    "RISK_WORDS",
    "Address",
    "Evidence",
    "Field",
    "Likelihood",
    "LookUps",
    "Malformed",
    "Match",
    "MatchModel",
    "Name",
    "Nicknames",
    "Person",
    "Risk",
    "blocking_keys",
    "explain",
    "explain_each",
    "key_numbers",
    "keys",
    "look_ups",
    "looks_alike",
    "name_keys",
    "normalise",
    "read_box",
    "risks_of_joining",
    "tokens",
]
