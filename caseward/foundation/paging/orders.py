"""An order knows its columns, where a page of it begins, and how to say so in an address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, Expression, F, Field, Func, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable, OrderBy

from caseward.foundation.paging import cursors
from caseward.foundation.paging.places import SIZE, START, Page, Place


T = TypeVar("T")

# Whether a page is read from the end, and the values of the row that stands before it.
There = tuple[bool, tuple[Any, ...]]
Ask = Callable[[There], list[T]]

# Literals of PostgreSQL that come after every value of a kind and before it: what stands in for a missing one.
BEYOND = {
    datetime: ("'infinity'::timestamptz", "'-infinity'::timestamptz"),
    date: ("'infinity'::date", "'-infinity'::date"),
    time: ("'24:00'::time", "'00:00'::time"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A column of an order; what may lack a value stands last without one, whichever way the list runs.

    One that is not `told` holds words: it stays out of addresses, and is looked up by the id instead.
    """

    name: str
    kind: type = UUID
    may_lack: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, every column the same way; the last tells rows apart and is never lacking.

    One direction for all, because only then is "everything after this row" one range of an index.
    """

    keys: tuple[Key, ...]
    descending: bool = False

    def columns(self) -> tuple[Expression | F, ...]:
        """What an index has to hold for this order to be read from it, from either end."""
        return tuple(self._column(key) for key in self.keys)

    def by(self, *, is_back: bool = False) -> tuple[OrderBy, ...]:
        """What to sort by; `is_back` from the end."""
        return tuple(OrderBy(column, descending=self.descending ^ is_back) for column in self.columns())

    def page(self, found: "QuerySet[Any, T]", place: Place = START, *, size: int = SIZE) -> Page[T]:
        """The rows at a place; a place that nobody was given is the beginning."""
        return self.page_of(lambda there: list(self.rows(found, there, size)), place, size=size)

    def page_of(self, ask: Ask[T], place: Place = START, *, size: int = SIZE) -> Page[T]:
        """The same by a question whose text is kept, and which is put together by `rows`.

        Rows may have gone since the place was: where nothing follows any more, and where a way back reaches
        the beginning before it fills a page, the first page answers.
        """
        after = self._after(place)
        start = START if place.cursor and not after else place
        page = self._read(ask, start, after, size)
        is_cut_short = start.is_back and not page.has_previous and len(page.rows) < size
        if after and (is_cut_short or not page.rows):
            return self._read(ask, START, (), size)
        return page

    def rows(self, found: "QuerySet[Any, T]", there: There, size: int = SIZE) -> "QuerySet[Any, T]":
        """A page and one row more, sorted."""
        is_back, after = there
        ordered = found.order_by(*self.by(is_back=is_back))
        return (ordered.filter(self._beyond(found, after, is_back=is_back)) if after else ordered)[: size + 1]

    def _read(self, ask: Ask[T], place: Place, after: tuple[Any, ...], size: int) -> Page[T]:
        asked = ask((place.is_back, after))
        is_more, rows = len(asked) > size, asked[:size]
        if place.is_back:
            rows.reverse()
        earlier, later = (is_more, bool(after)) if place.is_back else (bool(after), is_more)
        return Page(
            rows=tuple(rows),
            previous=Place(self._cursor(rows[0]), is_back=True) if earlier and rows else None,
            next=Place(self._cursor(rows[-1])) if later and rows else None,
        )

    def _cursor(self, row: Any) -> str:  # noqa: ANN401  a record, or its columns by name
        return cursors.written([getattr(row, key.name) for key in self.keys if key.told])

    def _after(self, place: Place) -> tuple[Any, ...]:
        """What the place says of its row: the id alone where not all may be told; nothing for none or nonsense."""
        told = [key for key in self.keys if key.told]
        try:
            values = cursors.read(place.cursor, [key.kind for key in told])
        except (ValueError, OverflowError):
            return ()
        if any(value is None and not key.may_lack for key, value in zip(told, values, strict=True)):
            return ()
        return tuple(values) if told == list(self.keys) else (values[-1],)

    def _beyond(self, found: "QuerySet[Any, Any]", after: tuple[Any, ...], *, is_back: bool) -> Func:
        """The condition that a row lies beyond the one before the page."""
        here = Func(*self.columns(), template="(%(expressions)s)")
        there = self._values(after) if len(after) == len(self.keys) else self._found(found, after[-1])
        sign = " < " if self.descending ^ is_back else " > "
        return Func(here, there, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField())

    def _values(self, values: tuple[Any, ...]) -> Combinable:
        said = [self._value(key, value) for key, value in zip(self.keys, values, strict=True)]
        return Func(*said, template="(%(expressions)s)")

    def _found(self, found: "QuerySet[Any, T]", row_id: UUID) -> Combinable:
        known: QuerySet[Any] = QuerySet(found.model).filter(**{self.keys[-1].name: row_id})
        return Subquery(known.values_list(*(key.name for key in self.keys)))

    def _column(self, key: Key) -> Expression | F:
        """Not by coalesce, which counts as leaky: under row-level security PostgreSQL reads no range by it."""
        column = F(key.name)
        if not key.may_lack:
            return column
        chosen = "greatest" if self.descending else "least"  # of a value and of nothing, it is the value
        return Func(column, template=f"{chosen}(%(expressions)s, {self._literal(key)})")

    def _value(self, key: Key, value: Any) -> Expression:  # noqa: ANN401  whatever a column holds
        return Func(template=self._literal(key), output_field=Field()) if value is None else Value(value)

    def _literal(self, key: Key) -> str:
        after, before = BEYOND[key.kind]
        return before if self.descending else after
