"""One transaction for everything that a page reads, seen as it stood at one moment.

It begins with the first question and ends with the page, or before a command, which has a transaction of its own.
It can only read: what is written outside a command while a page is read is refused by PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import LiteralString

from django.db import InterfaceError, OperationalError, connection, transaction


MODE: LiteralString = "isolation level repeatable read, read only"


class _Page:
    """The transaction of a page while it is open."""

    def __init__(self) -> None:
        self.open: transaction.Atomic | None = None

    def begin(self) -> None:
        self.open = transaction.atomic()
        try:
            self.open.__enter__()
        except BaseException:
            self.open = None
            raise

    def end(self, because: BaseException | None = None) -> None:
        if self.open is None:
            return
        ending, self.open = self.open, None
        # All was read before: an end that fails takes nothing from the page.
        with suppress(OperationalError, InterfaceError):
            ending.__exit__(type(because) if because else None, because, None)


_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def page() -> Iterator[None]:
    """What is asked until the block ends is asked in one transaction."""
    here = _Page()
    before = _page.set(here)
    try:
        yield
    finally:
        here.end()
        _page.reset(before)


@contextmanager
def asking() -> Iterator[None]:
    """Ask in the transaction that is open, in the page's, or in one of its own."""
    here = _page.get()
    if here is None or (here.open is None and connection.in_atomic_block):
        with _of_its_own():
            yield
        return
    if here.open is None:
        here.begin()
    try:
        yield
    except BaseException as error:
        here.end(error)
        raise


def pause() -> None:
    """End the page's transaction now; the next question begins another."""
    here = _page.get()
    if here is not None:
        here.end()


@contextmanager
def apart() -> Iterator[None]:
    """Write something that is the page's own and no record (a draft), in a transaction beside the page's."""
    pause()
    with transaction.atomic():
        yield


def give_up() -> None:
    """End it for good: what is shown is written down by a library, outside of commands."""
    pause()
    _page.set(None)


def begins_with() -> LiteralString:
    """How the transaction that begins now is to begin."""
    here = _page.get()
    return MODE if here is not None and here.open is not None else ""


@contextmanager
def _of_its_own() -> Iterator[None]:
    if connection.in_atomic_block:
        yield  # a savepoint would cost two statements and save nothing: a read leaves nothing to undo
        return
    with transaction.atomic():
        yield
