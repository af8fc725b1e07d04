"""Reading a parsed TOML table strictly: each fault names the key at which it stands."""

from collections.abc import Iterator, Mapping
from datetime import date


class Malformed(ValueError):
    """A definition that cannot be used; the message names the key and says what is amiss."""


class Table:
    """A table that remembers where it stands and which of its keys were asked for."""

    def __init__(self, values: Mapping[str, object], *, at: str) -> None:
        self._values, self._at, self._asked = values, at, set[str]()

    def malformed(self, key: str, amiss: str) -> Malformed:
        """The error to raise about one key of this table."""
        return Malformed(f"{self._place(key)} {amiss}.")

    def text(self, key: str, *, otherwise: str | None = None) -> str:
        """A text that is not empty, or `otherwise` where the key is left out."""
        value = self._take(key, otherwise)
        if not isinstance(value, str) or not (value.strip() or value == otherwise):
            raise self.malformed(key, "must be a text that is not empty")
        return value

    def texts(self, key: str, *, otherwise: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts with at least one, or `otherwise` where the key is left out."""
        value = self._take(key, otherwise)
        if value == otherwise and otherwise is not None:
            return otherwise
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(v, str) and v.strip() for v in value)
        ):
            raise self.malformed(key, "must be a list of texts")
        return tuple(value)

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """True or false, or `otherwise` where the key is left out."""
        value = self._take(key, otherwise)
        if not isinstance(value, bool):
            raise self.malformed(key, "must be true or false")
        return value

    def day(self, key: str) -> date:
        """A date without a time."""
        value = self._take(key, None)
        if type(value) is not date:
            raise self.malformed(key, "must be a date")
        return value

    def table(self, key: str) -> "Table":
        """The inner table of that key."""
        value = self._take(key, None)
        if not isinstance(value, Mapping):
            raise self.malformed(key, "must be a table")
        return Table(value, at=self._place(key))

    def tables(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """Each table inside the table of that key, with its name, in the order of the file."""
        outer = self.table(key)
        for name in outer.names:
            yield name, outer.table(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._values)

    def finished(self) -> None:
        """Raise if a key is left that nobody asked for: a misspelt key must not pass for an omitted one."""
        for key in self._values:
            if key not in self._asked:
                raise self.malformed(key, "is not a key that belongs here")

    def _take(self, key: str, otherwise: object) -> object:
        self._asked.add(key)
        if key not in self._values and otherwise is None:
            raise self.malformed(key, "is missing")
        return self._values.get(key, otherwise)

    def _place(self, key: str) -> str:
        return f"{self._at}.{key}" if self._at else key
