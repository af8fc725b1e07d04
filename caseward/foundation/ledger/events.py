"""What an event is: a stable type, one of the operations of DPA 2018 s.62, and opaque ids."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID


class Operation(StrEnum):
    """The six operations that DPA 2018 s.62 names, then refusals, authentication and configuration."""

    COLLECTION = "COLLECTION"
    ALTERATION = "ALTERATION"
    CONSULTATION = "CONSULTATION"
    DISCLOSURE = "DISCLOSURE"
    COMBINATION = "COMBINATION"
    ERASURE = "ERASURE"
    REFUSAL = "REFUSAL"
    AUTHENTICATION = "AUTHENTICATION"
    CONFIGURATION = "CONFIGURATION"


CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

_known: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, in the past tense; its fields are ids, codes, counts and dates, never words."""

    type: ClassVar[str]
    operation: ClassVar[Operation]
    # Of an event that brings records about: under which field it names one, and in which tables that can be.
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "type" not in vars(cls):
            return  # what several events have in common is no event
        if cls.type in _known and _known[cls.type].__qualname__ != cls.__qualname__:
            raise TypeError(f"Two events are called {cls.type}.")
        _known[cls.type] = cls

    def facts(self) -> dict[str, str | int | bool | None]:
        """The fields as the ledger stores them; raises TypeError for anything that could be typed words."""
        return {name: _stored(name, getattr(self, name)) for name in _names(type(self))}  # type: ignore[arg-type]  # a class is hashable


def known_events() -> dict[str, type[Event]]:
    """Every event type that the loaded apps define, by its stored name."""
    return dict(_known)


@functools.cache
def _names(event: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(event))


def _stored(name: str, value: object) -> str | int | bool | None:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, str) and (CODE.fullmatch(value) or value == ""):
        return str(value)
    raise TypeError(f"The ledger keeps ids and codes only; {name} is neither.")


@dataclass(frozen=True, kw_only=True)
class CommandRefused(Event):
    """Somebody asked for what they may not do, or for what they may not know of."""

    type = "command.refused"
    operation = Operation.REFUSAL
    command: str
    code: str
