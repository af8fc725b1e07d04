"""Pages of lists: never an unbounded count, always a sentence about what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


T = TypeVar("T")

SIZE = 25


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `has_next` is known because one row more was asked for, not because all were counted."""

    rows: tuple[T, ...]
    number: int
    has_next: bool
    size: int = SIZE

    @property
    def has_previous(self) -> bool:
        """Whether there is an earlier page."""
        return self.number > 1

    @property
    def shown(self) -> str:
        """What is on the page: "25 shown; more follow", "Rows 26 to 50; more follow", "3 shown"."""
        if self.has_previous:
            first = (self.number - 1) * self.size + 1
            text = _("Rows %(first)s to %(last)s") % {"first": first, "last": first + len(self.rows) - 1}
        else:
            count = len(self.rows)
            text = ngettext("%(count)s shown", "%(count)s shown", count) % {"count": count}
        return _("%(text)s; more follow") % {"text": text} if self.has_next else text


def window(number: int, *, size: int = SIZE) -> slice:
    """The slice to ask the database for: the page and one row more."""
    start = (number - 1) * size
    return slice(start, start + size + 1)


def page_of(rows_plus_one: Sequence[T], *, number: int, size: int = SIZE) -> Page[T]:
    """The page made of what `window` brought."""
    return Page(tuple(rows_plus_one[:size]), number, has_next=len(rows_plus_one) > size, size=size)


def number_from(request: HttpRequest) -> int:
    """The page asked for; anything that is not a page number is page 1."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 1
