"""From words to a typed answer: one reader for each kind, the same for every channel, which never guesses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from caseward.kernel import dates
from caseward.kernel.forms import contacts, labels, marks, yes_or_no
from caseward.kernel.forms.definitions import Field, Kind, Option, Vocabulary
from caseward.kernel.reading import Unreadable
from caseward.kernel.wording import gettext_noop, listed


#: A typed answer as JSON holds it.
Value = str | int | bool | None | list["Value"] | dict[str, "Value"]

_NO_OPTION = gettext_noop("“{given}” is not one of the answers here. They are: {options}.")
_NO_LISTED_OPTION = gettext_noop("“{given}” is not in the list for this question.")
_TWO_TICKED = gettext_noop("More than one answer is ticked: {ticked}.")
_TOO_LONG = gettext_noop("This is too long to be an answer to the question.")
_LONGEST_QUOTE, _LONGEST_LIST, _LONGEST_ANSWER = 60, 12, 4000


@dataclass(frozen=True, slots=True)
class Given:
    """The words of one answer: the answer itself, further details, and on what it rests."""

    main: str
    detail: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading an answer may look at besides its words: the form's vocabulary and two days."""

    words: Vocabulary
    today: date
    as_at: date


def typed(field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    """Read one answer that is not empty; None means that it says nothing (no box ticked), never that it failed."""
    if field.kind not in {Kind.TEXT, Kind.LONG_TEXT, Kind.YES_NO} and len(given.main) > _LONGEST_ANSWER:
        return Unreadable(_TOO_LONG)
    read = _READERS[field.kind](field, given, setting)
    return None if read == [] else read


def option_of(text: str, options: tuple[Option, ...]) -> Option | None:
    """The option that the text names by its title, its code or one of its words, and nothing else."""
    said = labels.plain(text)
    return next((option for option in options if said in option.words), None)


def _text(_field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    return " ".join(given.main.split())


def _long_text(_field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    return "\n".join(line.rstrip() for line in given.main.strip().split("\n"))


def _date(_field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    read = dates.read_date(given.main, today=setting.today)
    return read if isinstance(read, Unreadable) else read.iso


def _birth_date(_field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    read = dates.read_birth_date(given.main, today=setting.today)
    return read if isinstance(read, Unreadable) else read.iso


def _age(_field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    read = dates.read_age(given.main, as_at=setting.as_at)
    if isinstance(read, Unreadable):
        return read
    return {"youngest": read.youngest, "oldest": read.oldest, "as_at": read.as_at.isoformat()}


def _code(field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    boxes = marks.choices(given.main)
    ticked = [choice.words for choice in boxes if choice.ticked]
    if boxes and not ticked:
        return None
    if len(ticked) > 1:
        return Unreadable(_TWO_TICKED, {"ticked": listed(ticked)})
    said = ticked[0] if ticked else given.main
    option = option_of(said, field.options)
    return option.code if option else _not_an_option(said, field.options)


def _codes(field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    boxes = marks.choices(given.main)
    whole = option_of(given.main, field.options)
    parts = [choice.words for choice in boxes if choice.ticked] if boxes else contacts.parts(given.main)
    found: list[Value] = [whole.code] if whole else []
    for part in () if whole else parts:
        option = option_of(part, field.options)
        if option is None:
            return _not_an_option(part, field.options)
        if option.code not in found:
            found.append(option.code)
    return found or None


def _names(_field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    return [*contacts.lines(given.main)]


def _addresses(_field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    words = setting.words
    return [
        {"text": address.text, "current": address.current}
        for address in contacts.addresses(given.main, current=words.current, previous=words.previous)
    ]


def _phones(_field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    read = contacts.phones(given.main)
    return read if isinstance(read, Unreadable) else [{"number": p.read, "note": p.note} for p in read]


def _emails(_field: Field, given: Given, _setting: Setting) -> Value | Unreadable:
    read = contacts.emails(given.main)
    return read if isinstance(read, Unreadable) else [{"address": e.read, "note": e.note} for e in read]


def _not_an_option(said: str, options: tuple[Option, ...]) -> Unreadable:
    quote = " ".join(said.split())
    given = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"
    if len(options) > _LONGEST_LIST:
        return Unreadable(_NO_LISTED_OPTION, {"given": given})
    return Unreadable(_NO_OPTION, {"given": given, "options": ", ".join(option.title for option in options)})


def _yes_no(field: Field, given: Given, setting: Setting) -> Value | Unreadable:
    read = yes_or_no.read(given.main, detail=given.detail, words=setting.words)
    if read is None or isinstance(read, Unreadable):
        return read
    value: dict[str, Value] = {"answer": read.answer, "detail": read.detail}
    if field.basis:
        value["basis"] = yes_or_no.basis_of(given.basis or read.detail, field.basis)
    return value


_READERS: Mapping[Kind, Callable[[Field, Given, Setting], Value | Unreadable]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.DATE: _date,
    Kind.BIRTH_DATE: _birth_date,
    Kind.AGE: _age,
    Kind.YES_NO: _yes_no,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.ADDRESSES: _addresses,
    Kind.PHONES: _phones,
    Kind.EMAILS: _emails,
    Kind.NAMES: _names,
}
