"""What every identifier is once it is read: its kind, its one canonical form, and the text as it was given."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum


LONGEST = 320


class Kind(StrEnum):
    """The identifiers Caseward reads; the values are stored."""

    PNC = "PNC"
    CRO = "CRO"
    NHS = "NHS"
    NINO = "NINO"
    POSTCODE = "POSTCODE"
    UPRN = "UPRN"
    IMEI = "IMEI"
    PHONE = "PHONE"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier; two are equal when kind and canonical form are, however differently they were given."""

    kind: Kind
    canonical: str
    given: str = field(default="", compare=False)


def compact(text: str) -> str:
    """The text in one spelling: NFKC, capitals, without spaces, dashes and dots; cut where no identifier goes on."""
    normal = unicodedata.normalize("NFKC", text[:LONGEST]).upper()
    return "".join(c for c in normal if not c.isspace() and c not in "-.‐‑‒–—−·")
