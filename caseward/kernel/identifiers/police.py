"""Identifiers of police records: PNC and CRO numbers with their check letters (after MoJ hmpps-person-record)."""

import re
from datetime import date

from caseward.kernel import wording
from caseward.kernel.identifiers import shape
from caseward.kernel.reading import Unreadable


# The letter stands for the remainder after division by 23; I, O and S are left out.
_CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

_PNC = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})/(?P<serial>[0-9]{1,7})(?P<check>[A-Z])")
# Without a slash up to ten characters begin with a year of two digits, longer ones with one of four.
_PNC_SHORT = re.compile(r"(?P<year>[0-9]{2})(?P<serial>[0-9]{1,7})(?P<check>[A-Z])")
_PNC_LONG = re.compile(r"(?P<year>[0-9]{4})(?P<serial>[0-9]{6,7})(?P<check>[A-Z])")
_CRO = re.compile(r"(?P<serial>[0-9]{1,6})/(?P<year>[0-9]{2})(?P<check>[A-Z])")
_CRO_SF = re.compile(r"SF(?P<year>[0-9]{2})/(?P<serial>[0-9]{1,6})(?P<check>[A-Z])")

_NOT_A_PNC = wording.gettext_noop(
    "A PNC number is a year, a slash, up to seven digits and a letter: 1981/0000034U."
)
_PNC_YEAR = wording.gettext_noop("A PNC number cannot be from the year {year}.")
_NOT_A_CRO = wording.gettext_noop("A CRO number looks like 065656/91H, or like SF05/482703J.")
_CHECK = wording.gettext_noop("The letter at the end does not fit the digits: one of them is wrong.")


def read_pnc(text: str, *, today: date) -> shape.Identifier | Unreadable:
    """Read a PNC number into YYYY/NNNNNNNC; a year of two digits later than this one is 19xx. Never raises."""
    plain = shape.compact(text)
    match = _PNC.fullmatch(plain) or _PNC_SHORT.fullmatch(plain) or _PNC_LONG.fullmatch(plain)
    if not match:
        return Unreadable(_NOT_A_PNC)
    year, serial = _pnc_year(match["year"], today), match["serial"].zfill(7)
    if not 1900 <= year <= today.year:
        return Unreadable(_PNC_YEAR, {"year": year})
    if match["check"] != _check_letter(f"{year % 100:02}{serial}"):
        return Unreadable(_CHECK)
    return shape.Identifier(shape.Kind.PNC, f"{year}/{serial}{match['check']}", given=text)


def read_cro(text: str) -> shape.Identifier | Unreadable:
    """Read a CRO number into NNNNNN/YYC, or SFYY/N…C with the serial number unpadded. Never raises."""
    plain = shape.compact(text)
    if match := _CRO.fullmatch(plain):
        year, serial = match["year"], match["serial"].zfill(6)
        canonical = f"{serial}/{year}{match['check']}"
    elif match := _CRO_SF.fullmatch(plain):
        year, serial = match["year"], match["serial"].lstrip("0")
        canonical = f"SF{year}/{serial}{match['check']}"
    else:
        return Unreadable(_NOT_A_CRO)
    if not serial.strip("0"):
        return Unreadable(_NOT_A_CRO)
    if match["check"] != _check_letter(year + serial):
        return Unreadable(_CHECK)
    return shape.Identifier(shape.Kind.CRO, canonical, given=text)


def _pnc_year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    century = today.year - today.year % 100
    return century + int(digits) if century + int(digits) <= today.year else 1900 + int(digits)


def _check_letter(digits: str) -> str:
    return _CHECK_LETTERS[int(digits) % 23]
