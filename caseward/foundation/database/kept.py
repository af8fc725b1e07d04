"""A question is put into words once in the life of a process, and then asked with other values.

Django builds the text of a question anew each time it is asked, which takes longer than PostgreSQL needs to answer.
`@kept` says of a function, whose arguments are the values and which returns the queryset, that its text may be kept:

    @kept
    def _of_record(known: Collection[UUID], about_id: UUID) -> QuerySet[Obligation]:
        return Obligation.objects.known_in(known).filter(about_id=about_id)

It is worked out with stand-ins for ids, words, numbers and times, which are then found again among the parameters; one
that is not found whole would be asked wrongly, and is refused. A list is one value, of which only counts whether it
is long; a tuple is several values. Anything else (an enumeration, a truth, nothing at all) is part of the question:
another one has another text. Values belong to the parameters alone, so nothing that anybody asked is kept. The tests
ask every question in both ways.
"""

from collections.abc import Callable, Hashable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import update_wrapper
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


P = ParamSpec("P")
T = TypeVar("T")

# Beyond this many constants PostgreSQL spends longer reading a list than it saves (`VisibleQuerySet.known_in`).
FEW = 64
LISTS = (frozenset, set, list)

Written = tuple[str, tuple[Any, ...]]


class NotKept(TypeError):
    """The text depends on a value in a way that other values would not fit."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What is asked, and for each parameter the reading of it from the values given."""

    asked: "QuerySet[Any, Any]"
    compiler: Any
    words: str
    readings: tuple[Callable[[tuple[Any, ...]], Any], ...]

    def filled(self, values: tuple[Any, ...]) -> Written:
        each = tuple(_each(values))
        return self.words, tuple(reading(each) for reading in self.readings)

    def rows(self, values: tuple[Any, ...]) -> list[Any]:
        compiler = copy(self.compiler)
        compiler.connection = connections[self.asked.db]
        compiler.as_sql = lambda *_, **__: self.filled(values)
        # As Django copies them, less what only matters while a question is still being put together.
        again: QuerySet[Any, Any] = object.__new__(type(self.asked))
        vars(again).update(vars(self.asked), _query=copy(self.asked.query))
        vars(again.query)["get_compiler"] = lambda *_, **__: compiler
        return list(again)


class Kept(Generic[P, T]):
    """A function that asked for a queryset and now answers with its rows."""

    def __init__(self, ask: Callable[P, "QuerySet[Any, T]"]) -> None:
        self.ask = ask
        self._texts: dict[Hashable, _Text | None] = {}
        update_wrapper(self, ask)

    def __call__(self, *values: P.args, **named: P.kwargs) -> list[T]:
        """The rows, as the queryset would have given them."""
        if named:
            raise NotKept("values are given by their place")
        text = self._text(values)
        return [] if text is None else text.rows(values)

    def written(self, *values: P.args, **_: P.kwargs) -> Written | None:
        """The text with its parameters; None where no row can answer."""
        text = self._text(values)
        return None if text is None else text.filled(values)

    def _text(self, values: tuple[Any, ...]) -> _Text | None:
        shape = _shape(values)
        if shape not in self._texts:
            self._texts[shape] = _worked_out(self.ask, values)
        return self._texts[shape]


def kept(ask: Callable[P, "QuerySet[Any, T]"]) -> Kept[P, T]:
    """Keep the text of what is asked."""
    return Kept(ask)


def _shape(value: object) -> Hashable:
    """What of a value belongs to the text."""
    if isinstance(value, tuple):
        return tuple(map(_shape, value))
    if isinstance(value, LISTS):
        return "none" if not value else "one" if len(value) == 1 else "few" if len(value) <= FEW else "many"
    if _is_a_value(value):
        return type(value).__name__
    if value is None or isinstance(value, bool | Enum):
        return value
    raise NotKept(f"{type(value).__name__} is neither a value nor one of a few")


def _is_a_value(given: object) -> bool:
    return isinstance(given, UUID | date | time | str | int) and not isinstance(given, bool | Enum)


def _worked_out(ask: Callable[..., "QuerySet[Any, Any]"], values: tuple[Any, ...]) -> _Text | None:
    instead = _stand_in(values, count())
    asked, stand_ins = ask(*instead), tuple(_each(instead))
    compiler = asked.query.get_compiler(using=asked.db)
    try:
        words, parameters = compiler.as_sql()
    except EmptyResultSet:
        if [] in stand_ins:
            return None
        raise NotKept("nothing is asked, whatever the values") from None
    places = [_place(parameter, stand_ins) for parameter in parameters]
    if {place for place, one in enumerate(stand_ins) if _must_be_found(one)} - set(places):
        raise NotKept("a value is no parameter of the question")
    readings = (_reading(parameter, place) for parameter, place in zip(parameters, places, strict=True))
    return _Text(asked, compiler, words, tuple(readings))


def _stand_in(value: Any, number: Iterator[int]) -> Any:  # noqa: ANN401  whatever is asked about
    if isinstance(value, tuple):
        return tuple(_stand_in(one, number) for one in value)
    if isinstance(value, LISTS):
        return [_another(one, next(number)) for one in value]
    return _another(value, next(number)) if _is_a_value(value) else value


def _must_be_found(one: object) -> bool:
    """What decided something else than a parameter decided it for everybody; a long list may go unread."""
    return _is_a_value(one) or (isinstance(one, list) and 0 < len(one) <= FEW)


def _another(value: Any, number: int) -> Any:  # noqa: ANN401  as above
    """A value of its kind that nobody asks about, another one for each number."""
    if isinstance(value, datetime):
        return datetime(1, 1, 2, 3, 4, 5, number, tzinfo=UTC)
    if isinstance(value, time):
        return time(3, 4, 5, number)
    if isinstance(value, date):
        return date.fromordinal(500 + number)
    if isinstance(value, int):
        return 31_000 + number  # within every column of numbers
    return f"stand-in {number:05}" if isinstance(value, str) else UUID(int=(0x5AD1 << 112) + number)


def _place(parameter: Any, stand_ins: tuple[Any, ...]) -> int | None:  # noqa: ANN401  as above
    """Which of the values a parameter is; None for a constant of the question."""
    for place, one in enumerate(stand_ins):
        if parameter == one or (isinstance(one, list) and [parameter] == one):
            return place
    # A pattern or a part of a list would be that of the stand-in for ever.
    if any(str(one) in str(parameter) for one in _single(stand_ins)):
        raise NotKept("a parameter was made from a value instead of being one")
    return None


def _reading(parameter: Any, place: int | None) -> Callable[[tuple[Any, ...]], Any]:  # noqa: ANN401  as above
    if place is None:
        return lambda _: parameter
    if isinstance(parameter, list):
        return lambda values: list(dict.fromkeys(values[place]))
    return lambda values: _only(values[place])


def _only(value: Any) -> Any:  # noqa: ANN401  as above
    return next(iter(value)) if isinstance(value, LISTS) else value


def _each(values: tuple[Any, ...]) -> Iterator[Any]:
    """The values of a tuple, and of the tuples in it."""
    for one in values:
        if isinstance(one, tuple):
            yield from _each(one)
        else:
            yield one


def _single(stand_ins: tuple[Any, ...]) -> Iterator[Any]:
    for one in stand_ins:
        yield from one if isinstance(one, list) else [one] if _is_a_value(one) else []
