"""What is compared, and the levels of agreement in each field, best first."""

from collections.abc import Mapping
from enum import StrEnum

from caseward.kernel import identifiers
from caseward.kernel.wording import gettext_noop as _


class Field(StrEnum):
    """A field of evidence; a date of birth counts in one of four, as far as both sides know it."""

    SURNAME = "surname"
    FORENAMES = "forenames"
    SWAPPED = "swapped"
    ALIASES = "aliases"
    DATE_OF_BIRTH = "date_of_birth"
    MONTH_OF_BIRTH = "month_of_birth"
    YEAR_OF_BIRTH = "year_of_birth"
    AGE = "age"
    POSTCODE = "postcode"
    STREET = "street"
    PNC = "pnc"
    CRO = "cro"
    NHS = "nhs"
    NINO = "nino"
    UPRN = "uprn"
    IMEI = "imei"
    PHONE = "phone"
    EMAIL = "email"


NAME_FIELDS = (Field.SURNAME, Field.FORENAMES, Field.SWAPPED, Field.ALIASES)
BIRTH_FIELDS = (Field.DATE_OF_BIRTH, Field.MONTH_OF_BIRTH, Field.YEAR_OF_BIRTH, Field.AGE)
IDENTIFIER_FIELDS = {
    Field(kind.lower()): kind for kind in identifiers.Kind if kind is not identifiers.Kind.POSTCODE
}

SAME, NEAR, SHORT, DIFFERENT, NOT_KNOWN = "same", "near", "short", "different", "not_known"

LEVELS: Mapping[Field, tuple[str, ...]] = {
    Field.SURNAME: (SAME, NEAR, "sounds", "part", DIFFERENT),
    Field.FORENAMES: (SAME, "part", NEAR, "sounds", SHORT, DIFFERENT),
    Field.SWAPPED: (SAME, NEAR, "one"),
    Field.ALIASES: ("alias",),
    Field.DATE_OF_BIRTH: (SAME, "turned", NEAR, "parts", DIFFERENT),
    Field.MONTH_OF_BIRTH: (SAME, DIFFERENT),
    Field.YEAR_OF_BIRTH: (SAME, NEAR, DIFFERENT),
    Field.AGE: (SAME, NEAR, DIFFERENT),
    Field.POSTCODE: (SAME, "district", NEAR, DIFFERENT),
    Field.STREET: (SAME, NEAR, "most", "most_words", "some", "some_words", DIFFERENT),
    **dict.fromkeys(IDENTIFIER_FIELDS, (SAME, DIFFERENT)),
}
# Levels cut out of "different" since the first edition: to an edition that does not weigh them they are different.
FINER: Mapping[Field, frozenset[str]] = {
    Field.DATE_OF_BIRTH: frozenset({"parts"}),
    Field.POSTCODE: frozenset({NEAR}),
    Field.STREET: frozenset({"most", "most_words", "some", "some_words"}),
}
# These speak only when they are met, so their levels are not all the cases there are.
INCOMPLETE = frozenset({Field.SWAPPED, Field.ALIASES})

FIELD_WORDS: Mapping[Field, str] = {
    Field.SURNAME: _("Surname"),
    Field.FORENAMES: _("Forenames"),
    Field.SWAPPED: _("Names the other way round"),
    Field.ALIASES: _("Alias"),
    Field.DATE_OF_BIRTH: _("Date of birth"),
    Field.MONTH_OF_BIRTH: _("Month of birth"),
    Field.YEAR_OF_BIRTH: _("Year of birth"),
    Field.AGE: _("Age"),
    Field.POSTCODE: _("Postcode"),
    Field.STREET: _("Address"),
    Field.PNC: _("PNC number"),
    Field.CRO: _("CRO number"),
    Field.NHS: _("NHS number"),
    Field.NINO: _("National Insurance number"),
    Field.UPRN: _("Property reference (UPRN)"),
    Field.IMEI: _("Handset (IMEI)"),
    Field.PHONE: _("Telephone"),
    Field.EMAIL: _("E-mail"),
}
LEVEL_WORDS: Mapping[str, str] = {
    SAME: _("the same"),
    NEAR: _("nearly the same"),
    "sounds": _("sounds alike"),
    "part": _("one part is the same"),
    SHORT: _("an initial or a short form"),
    "one": _("the only name, in the other place"),
    "alias": _("agrees by an alias"),
    "turned": _("day and month changed places"),
    "district": _("the same postcode district"),
    "parts": _("two of day, month and year are the same"),
    "most": _("most words and the number are the same"),
    "most_words": _("most words are the same"),
    "some": _("some words and the number are the same"),
    "some_words": _("some words are the same"),
    DIFFERENT: _("different"),
    NOT_KNOWN: _("not known"),
}
