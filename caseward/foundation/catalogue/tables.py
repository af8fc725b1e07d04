"""Reads one TOML table strictly: every key is asked for by type, and whatever nobody asked for is a fault."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from caseward.foundation.catalogue.faults import DefinitionFault


T = TypeVar("T")
_ABSENT: Any = object()


class Table:
    """A table of a definition file that remembers which of its keys have been read.

    Used as a context: leaving it without an error makes sure that no key is left over, so that a
    misspelt key cannot pass for an absent one.
    """

    def __init__(self, file: str, values: Mapping[str, Any], *, path: tuple[str, ...] = ()) -> None:
        self._file = file
        self._path = path
        self._values = values
        self._read: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        left = sorted(self._values.keys() - self._read)
        if kind is None and left:
            raise DefinitionFault(self.at(left[0]), "nobody knows this key; is it misspelt?")

    def at(self, *keys: str) -> str:
        """The place of a key as messages name it, file and key ("clocks/prevent.toml: clock.silence.lasts")."""
        path = ".".join((*self._path, *keys))
        return f"{self._file}: {path}" if path else self._file

    def has(self, key: str) -> bool:
        """Whether the table has the key; asking does not count as reading it."""
        return key in self._values

    def text(self, key: str, *, default: str = _ABSENT) -> str:
        """A text with something in it."""
        value: str = self._value(key, "a text", _is_text, default)
        return value

    def yes_no(self, key: str, *, default: bool = _ABSENT) -> bool:
        """True or false."""
        value: bool = self._value(key, "true or false", lambda value: isinstance(value, bool), default)
        return value

    def day(self, key: str) -> dt.date:
        """A date, without a time."""
        value: dt.date = self._value(key, "a date", _is_day)
        return value

    def day_if_any(self, key: str) -> dt.date | None:
        """A date, without a time, or None when it is absent."""
        return self.day(key) if self.has(key) else None

    def time(self, key: str) -> dt.time:
        """A time of day."""
        value: dt.time = self._value(key, "a time of day", lambda value: isinstance(value, dt.time))
        return value

    def texts(self, key: str, *, default: tuple[str, ...] = _ABSENT) -> tuple[str, ...]:
        """A list of texts, none twice."""
        wanted = "a list of texts, none twice"
        return tuple(self._value(key, wanted, lambda value: _is_list_of(value, _is_text), default))

    def wholes(self, key: str, *, default: tuple[int, ...] = _ABSENT) -> tuple[int, ...]:
        """A list of whole numbers, none twice."""
        wanted = "a list of whole numbers, none twice"
        return tuple(self._value(key, wanted, lambda value: _is_list_of(value, _is_whole), default))

    def whole(self, key: str, *, default: int = _ABSENT) -> int:
        """A whole number."""
        value: int = self._value(key, "a whole number", _is_whole, default)
        return value

    def bounds(self, key: str) -> dict[str, int]:
        """A table of names and whole numbers; {} when it is absent."""
        return self._named(key, "names with whole numbers", _is_whole)

    def phrases(self, key: str) -> dict[str, str]:
        """A table of names and texts; {} when it is absent."""
        return self._named(key, "names with texts", _is_text)

    def yes_or_noes(self, key: str) -> dict[str, bool]:
        """A table of names and true or false; {} when it is absent."""
        return self._named(key, "names with true or false", lambda value: isinstance(value, bool))

    def list_of_tables(self, key: str) -> Iterator["Table"]:
        """Each table of a list, in order; none when it is absent."""
        wanted = "a list of tables"
        found = self._value(
            key, wanted, lambda value: isinstance(value, list) and all(map(_is_table, value)), []
        )
        for place, values in enumerate(found, start=1):
            yield Table(self._file, values, path=(*self._path, key, str(place)))

    def one_of(self, key: str, choices: Mapping[str, T], *, default: T = _ABSENT) -> T:
        """One of a few words, as what it stands for."""
        if default is not _ABSENT and not self.has(key):
            return default
        word = self.text(key)
        if word not in choices:
            raise DefinitionFault(self.at(key), f"“{word}” is none of {', '.join(choices)}.")
        return choices[word]

    def tables(self, key: str, *, required: bool = True) -> Iterator[tuple[str, "Table"]]:
        """Each named table under the key, in the order of the file: [clock.silence] under "clock"."""
        found = self._value(key, "tables", _is_table, _ABSENT if required else {})
        for name, values in found.items():
            if not _is_table(values):
                raise DefinitionFault(self.at(key, name), "a table is wanted.")
            yield name, Table(self._file, values, path=(*self._path, key, name))

    def table(self, key: str) -> "Table":
        """The table under the key."""
        return Table(self._file, self._value(key, "a table", _is_table), path=(*self._path, key))

    def parsed(self, key: str, parse: Callable[[str], T]) -> T:
        """A text in a small language of its own; a ValueError of the parser becomes a fault at the key."""
        with self.faults_at(key):
            return parse(self.text(key))

    @contextmanager
    def faults_at(self, key: str = "") -> Iterator[None]:
        """Turn a ValueError from a rule that contradicts itself into a fault of this table."""
        try:
            yield
        except ValueError as contradiction:
            raise DefinitionFault(self.at(key) if key else self.at(), str(contradiction)) from contradiction

    def _value(self, key: str, wanted: str, fits: Callable[[Any], bool], default: Any = _ABSENT) -> Any:  # noqa: ANN401
        self._read.add(key)
        value = self._values.get(key, default)
        if value is _ABSENT:
            raise DefinitionFault(self.at(key), f"{wanted} is wanted here and nothing is there.")
        if key in self._values and not fits(value):
            raise DefinitionFault(self.at(key), f"{wanted} is wanted, not {value!r}.")
        return value

    def _named(self, key: str, wanted: str, fits: Callable[[Any], bool]) -> dict[str, Any]:
        def is_named(value: object) -> bool:
            return isinstance(value, dict) and all(fits(one) for one in value.values())

        return dict(self._value(key, wanted, is_named, {}))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value == value.strip()


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_list_of(value: object, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(fits(one) for one in value) and len(set(value)) == len(value)
