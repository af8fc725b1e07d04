"""What is out on a person, as it is published, and what an attempt says."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID


ItemId = NewType("ItemId", UUID)


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of item, how it can end, and what its words should say."""

    key: str
    title: str
    asks: str
    ends_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One attempt: when, who made it, where, and what came of it."""

    occurred_at: datetime
    by: str
    place: str
    outcome: str
