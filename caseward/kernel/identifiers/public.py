"""Identifiers of public services: NHS number, National Insurance number, postcode and property reference."""

import re

from caseward.kernel import wording
from caseward.kernel.identifiers import shape
from caseward.kernel.reading import Unreadable


_NHS = re.compile(r"[0-9]{10}")
_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?")
_UPRN = re.compile(r"0*[1-9][0-9]{0,11}")
_OUTWARD = r"[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
_POSTCODE = re.compile(rf"(?P<outward>GIR(?=0AA)|{_OUTWARD})(?P<inward>[0-9][ABD-HJLNP-UW-Z]{{2}})")

_NOT_AN_NHS_NUMBER = wording.gettext_noop("An NHS number has ten digits.")
_NHS_CHECK = wording.gettext_noop("This is not an NHS number: its last digit does not fit the others.")
_NOT_A_NINO = wording.gettext_noop(
    "A National Insurance number is two letters, six digits and a letter: AB123456C."
)
_NOT_A_POSTCODE = wording.gettext_noop(
    "This is not a postcode of the United Kingdom. Write it like SW1A 1AA."
)
_NOT_A_UPRN = wording.gettext_noop("A property reference number (UPRN) has at most twelve digits.")


def read_nhs(text: str) -> shape.Identifier | Unreadable:
    """Read an NHS number of England, Wales or the Isle of Man: ten digits, weights 10 to 2, modulus 11."""
    plain = shape.compact(text)
    if not _NHS.fullmatch(plain):
        return Unreadable(_NOT_AN_NHS_NUMBER)
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), plain, strict=False))
    # Ten equal digits pass the sum but are never issued: people type them for "not known".
    if (11 - total % 11) % 11 != int(plain[-1]) or len(set(plain)) == 1:
        return Unreadable(_NHS_CHECK)
    return shape.Identifier(shape.Kind.NHS, plain, given=text)


def read_nino(text: str) -> shape.Identifier | Unreadable:
    """Read a National Insurance number; the letter at the end may be missing, as on old papers. Never raises."""
    plain = shape.compact(text)
    if not _NINO.fullmatch(plain):
        return Unreadable(_NOT_A_NINO)
    return shape.Identifier(shape.Kind.NINO, plain, given=text)


def read_postcode(text: str) -> shape.Identifier | Unreadable:
    """Read a postcode into capitals with one space before the last three (BS 7666). Never raises."""
    match = _POSTCODE.fullmatch(shape.compact(text))
    if not match:
        return Unreadable(_NOT_A_POSTCODE)
    return shape.Identifier(shape.Kind.POSTCODE, f"{match['outward']} {match['inward']}", given=text)


def read_uprn(text: str) -> shape.Identifier | Unreadable:
    """Read a unique property reference number: up to twelve digits, no leading zeros, no check digit (BS 7666)."""
    plain = shape.compact(text)
    if not _UPRN.fullmatch(plain):
        return Unreadable(_NOT_A_UPRN)
    return shape.Identifier(shape.Kind.UPRN, plain.lstrip("0"), given=text)
