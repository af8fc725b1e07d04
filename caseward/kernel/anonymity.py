"""Words about somebody who is not to be named: what in them would say who it is, found before they are kept.

What is looked for: addresses of electronic mail and of pages, handles, telephone and other long numbers, postcodes, a
house with its street, a day of birth, initials, and names. A name is known by what stands before it ("her name is",
"Surname:", "the pupil", "Mr"), by a list of forenames, and by its capital letter inside a sentence.

The limits: a name of which no list knows reads like any other word where it is written small with nothing before it
("hartwright did it"), where it begins a sentence or a line ("Hartwright did it"), and where all is written in capitals;
so does a nickname that is a word ("the pupil they call ghost"). A rare circumstance can name somebody without any name.
So a person still reads each enquiry, and nothing here promises that nobody can be recognised.
Source: domain brief 4 (Cyber Choices: the first contact is anonymised).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


class Sort(StrEnum):
    """What was found; those first in order are looked for first, and what they take is not looked at again."""

    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    BIRTH = "birth"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    NUMBER = "number"
    NAME = "name"


LOOKS_LIKE = {
    Sort.EMAIL: gettext_noop("an e-mail address"),
    Sort.LINK: gettext_noop("the address of a page or a profile"),
    Sort.HANDLE: gettext_noop("a user name or handle"),
    Sort.BIRTH: gettext_noop("a date of birth"),
    Sort.POSTCODE: gettext_noop("a postcode"),
    Sort.ADDRESS: gettext_noop("a house and its street"),
    Sort.PHONE: gettext_noop("a telephone number"),
    Sort.NUMBER: gettext_noop("a number that belongs to somebody"),
    Sort.NAME: gettext_noop("a name"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that would say who it is, as it was written."""

    sort: Sort
    words: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of policy, small: forenames, those of them that are also words, and capitals that name nobody."""

    forenames: frozenset[str]
    ordinary: frozenset[str]
    capitals: frozenset[str]
    instead: Mapping[str, str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any], *, forenames: frozenset[str]) -> Self:
        """As the definition gives them, with the forenames that another list has; KeyError for a missing part."""
        return cls(
            forenames=forenames | frozenset(table["forenames"]),
            ordinary=frozenset(table["ordinary"]),
            capitals=frozenset(table["capitals"]),
            instead={sort: table["instead"][sort] for sort in Sort},
        )


_NO_HANDLE = (
    r"(?!(?:known|unknown|not|an?|the|given|shown|clear|still|also|hers?|his|theirs?|used|seen|kept)\b)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_STREET = r"street|road|lane|avenue|crescent|terrace|gardens|grove|mews|parade|cottages?|st|rd|ave"
_STREET_OR_WORD = r"Close|Drive|Way|Row|Court|Place|Hill|Walk|Rise|Square|Green|Park|View|Fold|Yard"
_PATTERNS: tuple[tuple[Sort, "re.Pattern[str]"], ...] = (
    (Sort.EMAIL, re.compile(r"[^\s@<>,;]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        Sort.LINK,
        re.compile(
            r"\b(?:https?://|www\.)\S{1,200}|\b[\w-]{2,63}\.(?:com|net|org|uk|gg|tv|me|io|app|ru|chat)\b\S{0,200}",
            re.I,
        ),
    ),
    (
        Sort.HANDLE,
        re.compile(
            r"(?<![\w@])@\w{2,32}|\b\w{2,32}#\d{3,5}\b|\b\w{1,32}_\w{1,32}\b"
            r"|(?i:user ?name|screen ?name|gamer ?tag|handle|alias|nick(?:name)?)"
            rf"\s{{0,3}}(?i:is|was|of|called|:|=)\s{{0,3}}{_NO_HANDLE}[\"'“‘]?[\w.-]{{2,32}}"
        ),
    ),
    (
        Sort.BIRTH,
        re.compile(
            rf"\b(?:born|birthday|d\.?o\.?b\.?|birth)\b[^.\n]{{0,20}}?"
            rf"(?:\d{{1,4}}(?:[./ -]\d{{1,4}}){{0,2}}|\b{_MONTH}\b)(?:\s{_MONTH})?(?:\s\d{{4}})?",
            re.I,
        ),
    ),
    (Sort.POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.I)),
    (
        Sort.ADDRESS,
        re.compile(
            rf"\b\d{{1,4}}[A-Za-z]?,?\s(?:[\w'’]{{2,20}}\s){{1,3}}?(?:(?i:{_STREET})|{_STREET_OR_WORD})\b"
            r"|\b(?i:flat|apartment)\s\d{1,4}\w?\b"
        ),
    ),
    (Sort.NUMBER, re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")),
    (Sort.PHONE, re.compile(r"(?<!\w)(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){9,14}(?!\w)")),
    (Sort.NUMBER, re.compile(r"\b[A-Za-z]{0,3}\d{6,20}[A-Za-z]{0,2}\b")),
)
_DAY = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](\d{{4}}|\d{{2}})\b|\b(\d{{4}})-\d{{1,2}}-\d{{1,2}}\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?),?\s(\d{{4}})\b",
    re.I,
)
_YOUNGEST = (
    4  # years: an earlier day is not one on which something was seen, but one on which somebody was born
)
_QUOTED = r"[\s\"'“‘(]{0,3}$"
_MARK = r"\s{0,2}[:=–—-]\s{0,2}"
_A_NAME = r"(?:(?:sur|fore|first|last|full|real)?name|initials)"
_A_PERSON = r"(?:pupil|student|child|boy|girl|lad|son|daughter|teenager|youth|person|suspect)"
# A capital after one of these is the beginning of a name.
_BEFORE_A_NAME = re.compile(
    rf"\b(?P<label>named|called|{_A_NAME}(?:\s(?:is|was|are))?|name['’]s|known\sas|goes\sby|{_A_PERSON})"
    rf"(?P<mark>{_MARK}|\s{{1,3}}){_QUOTED}",
    re.I,
)
# After one of these, as on a form, whatever is written is a name.
_ON_A_FORM = re.compile(
    rf"(?:\b{_A_NAME}{_MARK}|\b(?:sur|fore|first|last)\s?name\s{{1,3}}"
    rf"|(?:^|[.!?;•\n])[\s*-]*{_A_PERSON}\s?[:=]\s{{0,2}}){_QUOTED}",
    re.I,
)
_INITIALS_ARE = re.compile(rf"\binitials(?:\sare)?(?:{_MARK}|\s){_QUOTED}", re.I)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|master)\.?\s$", re.I)
_INITIALS = re.compile(r"\b[A-Z]\.\s?[A-Z]\.?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.!?•\n\r])[\s\"'“‘(*-]*$")
_OWNED = re.compile(r"['’]s?$", re.I)
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)\w{5,40}\b")
_IS_COUNTED = re.compile(
    r"(?:year|yr|age|aged|grade|class|form|room|windows|win|office|level|tier|stage|key)s?\d+"
    r"|\d+(?:yo|yrs?|years?|days?|weeks?|months?|hours?|hrs?|mins?|th|st|nd|rd|gb|mb|tb|am|pm|km)",
    re.I,
)


def found_in(text: str, *, rules: Rules, today: date) -> tuple[Found, ...]:
    """Everything in the text that would say who it is, each once, in the order in which it was looked for."""
    left = _plain(text)
    found: list[Found] = []
    for sort, pattern in _PATTERNS:
        found += [Found(sort, one.group().strip()) for one in pattern.finditer(left)]
        left = pattern.sub(_blank, left)
    for one in _days(left, today):
        found.append(Found(Sort.BIRTH, one))
    mixed = [one for one in _MIXED.findall(left) if not _IS_COUNTED.fullmatch(one)]
    found += [Found(Sort.HANDLE, one) for one in mixed]
    found += [Found(Sort.NAME, one) for one in _names(left, rules)]
    return tuple(dict.fromkeys(found))


def names_nobody(text: str, *, rules: Rules, today: date) -> Decision:
    """Whether the text can be kept of somebody who is not named; the refusal says what it found and what to write."""
    found = found_in(text, rules=rules, today=today)
    if not found:
        return Allowed("names nobody")
    sorts = list(dict.fromkeys(one.sort for one in found))
    seen = "; ".join(_seen(sort, [one.words for one in found if one.sort is sort]) for sort in sorts)
    return Refused(
        "enquiry.names-somebody",
        f"This can say who it is: {seen}.",
        " ".join(dict.fromkeys(rules.instead[sort] for sort in sorts)),
    )


def _seen(sort: Sort, words: list[str]) -> str:
    shown = ", ".join(f"“{one}”" for one in words[:3])
    more = gettext_noop(" and more") if len(words) > 3 else ""
    return f"{shown}{more} {'look' if len(words) > 1 else 'looks'} like {LOOKS_LIKE[sort]}"


def _plain(text: str) -> str:
    """One spelling of everything that looks alike, without what cannot be seen."""
    joined = unicodedata.normalize("NFKC", text)
    return "".join(one for one in joined if unicodedata.category(one) != "Cf").replace("\r\n", "\n")


def _blank(one: "re.Match[str]") -> str:
    return " " * len(one.group())


def _days(text: str, today: date) -> Iterator[str]:
    """Days so long past that somebody was born on them."""
    for one in _DAY.finditer(text):
        year = int(next(part for part in one.groups() if part))
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        if year < today.year - _YOUNGEST:
            yield one.group()


def _names(text: str, rules: Rules) -> Iterator[str]:
    yield from (one.group() for one in _INITIALS.finditer(text) if _small(one.group()) not in rules.capitals)
    before_is_name = False
    for one in _WORD.finditer(text):
        said, before = one.group(), text[max(0, one.start() - 40) : one.start()]
        is_name = _is_name(said, before, rules, follows=before_is_name and before.endswith(" "))
        if is_name:
            yield said
        before_is_name = is_name


def _is_name(said: str, before: str, rules: Rules, *, follows: bool) -> bool:
    small = _small(said)
    if not _is_latin(said) or (small in rules.forenames and small not in rules.ordinary):
        return True
    if _are_initials(said, before, rules):
        return True
    if small in rules.capitals or said.lower().startswith(("i'", "i’")):
        return False
    if _TITLE.search(before) or _ON_A_FORM.search(before) or _is_labelled(said, before):
        return True
    is_capital = said[0].isupper() and len(small) > 1 and (small in rules.ordinary or not said.isupper())
    return is_capital and (follows or not _BEGINS.search(before))


def _are_initials(said: str, before: str, rules: Rules) -> bool:
    if not _INITIALS_ARE.search(before):
        return False
    small = _small(said)
    return (said.isupper() and small not in {"i", "a"}) or (len(small) <= 3 and small not in rules.capitals)


def _is_labelled(said: str, before: str) -> bool:
    """Whether it has a capital after a word for a name or a person; where both are all capitals, that says nothing."""
    label = _BEFORE_A_NAME.search(before)
    if label is None or not said[0].isupper() or len(said) == 1:
        return False
    return not (said.isupper() and label["label"].isupper()) or bool(label["mark"].strip())


def _small(word: str) -> str:
    return _OWNED.sub("", word).lower()


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(one, "") for one in word if one.isalpha())
