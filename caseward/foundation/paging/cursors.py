"""How the key of a row travels in an address: dates, ids and numbers, and never a word."""

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID


LONGEST = 300  # characters of a cursor that is worth reading
BETWEEN = "~"
LACKING = ""
BIGGEST = 2**63 - 1


class Nonsense(ValueError):
    """A cursor that this list gave nobody."""


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise Nonsense
    return found.astimezone(UTC)


def _time(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise Nonsense
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= BIGGEST):
        raise Nonsense
    return int(text)


READ: dict[type, Callable[[str], Any]] = {
    datetime: _instant,
    date: date.fromisoformat,
    time: _time,
    UUID: UUID,
    int: _number,
}


def written(values: Sequence[Any]) -> str:
    """The values of a key as one word of an address."""
    text = BETWEEN.join(LACKING if value is None else _text(value) for value in values)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, kinds: Sequence[type]) -> list[Any]:
    """The values again, None where one was lacking; raises ValueError or OverflowError for anything else."""
    if len(cursor) > LONGEST:
        raise Nonsense
    padded = cursor + "=" * (-len(cursor) % 4)
    texts = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii")
    parts = texts.split(BETWEEN)
    if len(parts) != len(kinds):
        raise Nonsense
    return [None if part == LACKING else READ[kind](part) for kind, part in zip(kinds, parts, strict=True)]


def _text(value: Any) -> str:  # noqa: ANN401  whatever a column holds
    return str(value.isoformat() if isinstance(value, date | time) else value)
