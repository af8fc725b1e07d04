"""Identifiers of people, places and things, each read into one canonical form or refused with a sentence.

They link evidence; they never prove identity (domain brief 5.7).
"""

from collections.abc import Callable, Mapping
from datetime import date

from caseward.kernel.identifiers.contact import read_email, read_imei, read_phone
from caseward.kernel.identifiers.police import read_cro, read_pnc
from caseward.kernel.identifiers.public import read_nhs, read_nino, read_postcode, read_uprn
from caseward.kernel.identifiers.shape import Identifier, Kind
from caseward.kernel.reading import Unreadable


_READERS: Mapping[Kind, Callable[[str], Identifier | Unreadable]] = {
    Kind.CRO: read_cro,
    Kind.NHS: read_nhs,
    Kind.NINO: read_nino,
    Kind.POSTCODE: read_postcode,
    Kind.UPRN: read_uprn,
    Kind.IMEI: read_imei,
    Kind.PHONE: read_phone,
    Kind.EMAIL: read_email,
}


def read_identifier(text: str, *, kind: Kind, today: date) -> Identifier | Unreadable:
    """Read a text as an identifier of the kind that somebody said it is; never raises."""
    if kind is Kind.PNC:
        return read_pnc(text, today=today)
    return _READERS[kind](text)


__all__ = [
    "Identifier",
    "Kind",
    "read_cro",
    "read_email",
    "read_identifier",
    "read_imei",
    "read_nhs",
    "read_nino",
    "read_phone",
    "read_pnc",
    "read_postcode",
    "read_uprn",
]
