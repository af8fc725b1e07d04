"""How large a file may be: one figure, the setting FILES_LARGEST, read and said alike wherever files are taken."""

import math

from django.conf import settings


MEGABYTE = 1_000_000  # bytes, as the setting and the sentences count


def largest_file() -> int:
    """The most bytes that a file may have."""
    return int(settings.FILES_LARGEST)


def limit_words(limit: int) -> str:
    """A limit in megabytes ("20"), rounded down: nobody is promised more than is taken."""
    return _tenths(math.floor(limit * 10 / MEGABYTE))


def size_words(size: int) -> str:
    """The size of a file in megabytes ("20.1"), rounded up: one byte too many never reads like the limit itself."""
    return _tenths(math.ceil(size * 10 / MEGABYTE))


def _tenths(tenths: int) -> str:
    return f"{tenths / 10:.1f}".removesuffix(".0")
