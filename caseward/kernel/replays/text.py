"""The text of a timeline before it is TOML: times without seconds, and the line on which a place stands."""

import re
from collections.abc import Iterator

from caseward.kernel.replays.aliases import TOP_ALIASES, names_of
from caseward.kernel.replays.spelling import spoken


# TOML 1.0 wants seconds, and nobody who writes a timeline by hand knows any.
_WITHOUT_SECONDS = re.compile(
    r"(?m)^([^\"'#\n]*?[=\[,]\s*)([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2})(?![0-9:])"
)
_TIME_ALONE = re.compile(r"(?mi)^(\s*time\s*=\s*)([0-9]{1,2}[:.][0-9]{2})\s*$")
HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\]\"']+?)\s*\](?P<close>\]?)\s*(?:#.*)?$")
KEY = re.compile(r"^\s*(?P<key>[A-Za-z0-9_.-]+)\s*=\s*(?P<value>.*?)\s*$")
_LONG = re.compile("\"\"\"|'''")


def with_seconds(text: str) -> str:
    """The same text with ":00" after each time that ends with its minutes; a time alone becomes words."""
    return _TIME_ALONE.sub(r'\1"\2"', _WITHOUT_SECONDS.sub(r"\1\2:00", text))


class Lines:
    """On which line of a text each table and each key of it begins."""

    def __init__(self, text: str) -> None:
        self._of: dict[str, int] = {}
        for line, place in _places(text):
            self._of.setdefault(place, line)

    def of(self, place: str) -> int:
        """The line of a place ("event[3].at"): of its key, else of the table that holds it; 0 where there is none."""
        table, _, key = place.rpartition(".")
        called = (f"{table}.{name}" if table else name for name in names_of(key))
        found = next((self._of[one] for one in (place, *called) if one in self._of), 0)
        return found or (self.of(table) if table else 0)

    def place(self, line: int) -> str:
        """What stands on the line: the last place that begins there or above it."""
        return next((place for place, at in reversed(self._of.items()) if at <= line), "")


def _places(text: str) -> Iterator[tuple[int, str]]:
    table, counted = "", dict[str, int]()
    for number, line in outside_of_words(text):
        if (header := HEADER.match(line)) is not None:
            table = _table(header, counted)
            yield number, table
        elif (key := KEY.match(line)) is not None:
            name = spoken(key["key"]).replace("-", "_")
            yield number, f"{table}.{name}" if table else proper(name)


def _table(header: re.Match[str], counted: dict[str, int]) -> str:
    """The place of a table: by its number in a list, else by its name."""
    first, dot, rest = header["name"].partition(".")
    name = f"{proper(first)}{dot}{rest}"
    if header["open"] == "[":
        return name
    counted[name] = counted.get(name, 0) + 1
    return f"{name}[{counted[name]}]"


def proper(name: str) -> str:
    """What a key or a table at the head of a timeline is properly called."""
    return TOP_ALIASES.get(name.strip().lower(), name.strip().lower())


def outside_of_words(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of a text without those that are inside of words over several lines."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            yield number, line
        inside ^= len(_LONG.findall(line)) % 2 == 1
