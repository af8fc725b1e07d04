"""Identifiers by which people are reached: telephone number, handset and e-mail address."""

import re
import unicodedata

import phonenumbers

from caseward.kernel import wording
from caseward.kernel.identifiers import shape
from caseward.kernel.reading import Unreadable


_IMEI = re.compile(r"[0-9]{15}")
_PHONE = re.compile(r"[0-9+()/.\s-]+?(?:\s*(?:EXT\.?|EXTENSION|X)\s*[0-9]{1,7})?")
# Ofcom gives these to nobody: they are the numbers of drama, training and our demonstration.
_FICTION = re.compile(r"\+44(?:1632960|7700900)[0-9]{3}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# The shape only: whether anybody reads it is for the first message to find out (RFC 5321 s.4.5.3.1 for lengths).
_LOCAL = r"(?=[^@]{1,64}@)[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f.]+(?:\.[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f.]+)*"
_LABEL = r"[^\W_](?:[^\W_]|-(?=[^\W_]|-)){0,62}"
_EMAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+(?!\d+$){_LABEL}")
_LONGEST_EMAIL = 254

_NOT_A_PHONE = wording.gettext_noop(
    "This is not a telephone number. Write the whole number, with +44 or another code if abroad."
)
_NOT_AN_IMEI = wording.gettext_noop("An IMEI has fifteen digits.")
_IMEI_CHECK = wording.gettext_noop("This is not an IMEI: its last digit does not fit the others.")
_NOT_AN_EMAIL = wording.gettext_noop("This is not an e-mail address. Write it like name@example.org.")


def read_phone(text: str) -> shape.Identifier | Unreadable:
    """Read a telephone number into E.164; without a country code it is British. Never raises.

    A number outside every range in use has a slip in it and is unreadable; so are short codes (101, 999), which
    reach a service and not a person. An extension stays in `given`.
    """
    plain = unicodedata.normalize("NFKC", text[: shape.LONGEST]).strip().translate(_DASHES).upper()
    if not _PHONE.fullmatch(plain):
        return Unreadable(_NOT_A_PHONE)
    try:
        number = phonenumbers.parse(plain, "GB")
    except phonenumbers.NumberParseException:
        return Unreadable(_NOT_A_PHONE)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not _FICTION.fullmatch(e164):
        return Unreadable(_NOT_A_PHONE)
    return shape.Identifier(shape.Kind.PHONE, e164, given=text)


def read_imei(text: str) -> shape.Identifier | Unreadable:
    """Read the number of a handset: fifteen digits, the last by Luhn (3GPP TS 23.003 annex B). Never raises."""
    plain = shape.compact(text)
    if not _IMEI.fullmatch(plain):
        return Unreadable(_NOT_AN_IMEI)
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(plain)]
    if sum(value - 9 if value > 9 else value for value in doubled) % 10 or len(set(plain)) == 1:
        return Unreadable(_IMEI_CHECK)
    return shape.Identifier(shape.Kind.IMEI, plain, given=text)


def read_email(text: str) -> shape.Identifier | Unreadable:
    """Read an e-mail address by its shape, in small letters; mailboxes that differ by case are one. Never raises."""
    plain = unicodedata.normalize("NFKC", text[: shape.LONGEST]).strip().lower()
    if len(plain) > _LONGEST_EMAIL or not plain.isprintable() or not _EMAIL.fullmatch(plain):
        return Unreadable(_NOT_AN_EMAIL)
    return shape.Identifier(shape.Kind.EMAIL, plain, given=text)
