"""A text that is not TOML: what is the matter on which line, and the rest read as if that were put right."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from caseward.kernel.replays.faults import Amiss, Fault
from caseward.kernel.replays.moments import read_moment
from caseward.kernel.replays.text import HEADER, KEY, Lines, outside_of_words, proper, with_seconds
from caseward.kernel.wording import gettext_noop


MOST = 50  # faults of spelling that are told at once
_LINE = re.compile(r"\(at line (?P<line>[0-9]+)")
TABLES = {"event", "people", "staff", "units"}


@dataclass(frozen=True, slots=True)
class Read:
    """The tables of a text, where everything stands, and what keeps the text from being TOML."""

    tables: Mapping[str, object]
    lines: Lines
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What stands on a line instead, and the sentence about what stood there."""

    line: int
    instead: str
    sentence: str


def read_text(text: str) -> Read:
    """The tables; every line that keeps the text from being TOML is a fault, and the others are read all the same."""
    lines = with_seconds(text).splitlines()
    faults = _bracketed(lines)
    for _ in range(MOST):
        try:
            tables = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as trouble:
            mended = _mended(lines, str(trouble))
            place = Lines("\n".join(lines)).place(mended.line) if mended.line else ""
            faults.append(Fault(place, mended.sentence, mended.line))
            if not mended.line or lines[mended.line - 1] == mended.instead:
                break
            lines[mended.line - 1] = mended.instead
        else:
            return Read(tables, Lines("\n".join(lines)), tuple(faults))
    return Read({}, Lines(""), tuple(faults))


def _bracketed(lines: list[str]) -> list[Fault]:
    """Lists of tables by their proper names; an event in one pair of brackets is said once, and read as in two."""
    wrong = []
    for number, line in outside_of_words("\n".join(lines)):
        if (header := HEADER.match(line)) is None:
            continue
        name = proper(header["name"])
        if header["open"] == "[" and name == "event":
            wrong.append(number)
        if name in TABLES and (number in wrong or header["open"] + header["close"] == "[[]"):
            lines[number - 1] = f"[[{name}]]"
    said = gettext_noop("Each event begins with [[event]], in two pairs of brackets.")
    return [Fault("event", said, number) for number in wrong[:1]]


def _mended(lines: list[str], trouble: str) -> Mended:
    found = _LINE.search(trouble)
    number = min(int(found["line"]), len(lines)) if found else 0
    if not number:
        return Mended(0, "", gettext_noop("This is not TOML: {why}.").format(why=trouble))
    while number > 1 and _is_well(lines[number - 1]):  # a list that does not end is noticed only after it
        number -= 1
    line = lines[number - 1]
    if line.lstrip().startswith("["):
        return _header(number, line)
    if (key := KEY.match(line)) is None:
        return Mended(number, "", gettext_noop('No key with its value stands here, like what = "refer".'))
    return _value(number, key, trouble)


def _is_well(line: str) -> bool:
    header = HEADER.match(line)
    return not line.strip() or (header is not None and len(header["open"]) == len(header["close"]) + 1)


def _header(number: int, line: str) -> Mended:
    name = line.strip(" []\t")
    said = gettext_noop("A list of tables begins with two pairs of brackets, like [[event]].")
    return Mended(number, f"[[{name}]]" if re.fullmatch("[A-Za-z]+", name) else "", said)


def _value(number: int, key: re.Match[str], trouble: str) -> Mended:
    name, value = key["key"], key["value"]
    if "overwrite" in trouble:
        return Mended(number, "", gettext_noop("This is said twice."))
    if value.startswith("["):
        said = (
            gettext_noop("A list ends with ], on the line where it begins.")
            if "rray" in trouble
            else gettext_noop(
                "Put each of the list in quotation marks, with commas between them: {key} = {words}"
            )
        )
        return Mended(number, f"{name} = []", said.format(key=name, words=f"[{_quoted(value.strip('[] '))}]"))
    return Mended(number, f"{name} = {_quoted(value)}", _about_value(name, value))


def _about_value(name: str, value: str) -> str:
    if value[:1] in {'"', "'"}:
        return gettext_noop(
            'The quotation marks do not close where the words end. Within words write \\" for a quotation mark, and '
            "\\\\ for a stroke that leans back."
        )
    bare = value.partition("#")[0].strip()
    if bare[:1].isdigit():
        try:
            read_moment(bare)
        except Amiss as amiss:
            return str(amiss)
    return gettext_noop("Put this in quotation marks: {key} = {words}").format(key=name, words=_quoted(bare))


def _quoted(value: str) -> str:
    bare = value.strip("\"'") if value[:1] in {'"', "'"} else value.partition("#")[0].strip()
    return '"' + bare.replace("\\", "\\\\").replace('"', '\\"') + '"'
