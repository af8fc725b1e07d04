"""Which exceptions mean that the house is sound and the database is not there."""

import errno
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError


DEPTH = 6  # causes of causes; a chain may be circular


def is_outage(error: BaseException | None) -> bool:
    """Whether the database was gone, too busy or full, or the disk was: trying again later can help."""
    return any(_is_one(link) for link in _chain(error))


def _is_one(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, OperationalError | InterfaceError)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _step in range(DEPTH):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
