"""Reading under a meter: parsers that look for what is not there read a file over and over, and have to stop."""

import io
import time

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable


_LOOKS_AT_THE_CLOCK_EVERY = 256


class Metered(io.BytesIO):
    """Bytes that may be read several times over, and for some seconds of work, after which every read is refused."""

    def __init__(self, data: bytes, *, seconds: float = limits.PDF_SECONDS) -> None:
        super().__init__(data)
        self._length = len(data)
        self._left = limits.PDF_TIMES_READ * len(data) + limits.PDF_READ_ANYWAY
        self._until = time.thread_time() + seconds
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any stream does; raise Unreadable when too much has been read."""
        found = super().read(size)
        self._spend(len(found))
        self._reads += 1
        if self._reads % _LOOKS_AT_THE_CLOCK_EVERY == 0:
            self._look_at_the_clock()
        return found

    def getbuffer(self) -> memoryview:
        """The whole, which counts as reading it; raise Unreadable when too much has been read."""
        self._spend(self._length)
        self._look_at_the_clock()
        return super().getbuffer()

    def _spend(self, letters: int) -> None:
        self._left -= letters
        if self._left < 0:
            raise Unreadable("too-crowded")

    def _look_at_the_clock(self) -> None:
        if time.thread_time() > self._until:
            self._left = 0
            raise Unreadable("too-crowded")
