"""Whatever a test asks through a kept text is put into words anew beside it, and must read the same."""

import os
import zlib
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet

from caseward.foundation.database.kept import Kept, _shape


# Thousands of tests ask the same few dozen questions: every fourth test by its name, and all while soaking, is enough.
EVERY = 1 if os.environ.get("SOAK") else 4
# A walk through every page asks the same a hundred times: in each test the first few of each text are compared.
FIRST = 1_000_000 if os.environ.get("SOAK") else 4


@pytest.fixture(autouse=True)
def as_if_asked_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare before every question."""
    if zlib.crc32(request.node.nodeid.encode()) % EVERY:
        yield
        return
    ask, asked = Kept.__call__, Counter[Hashable]()

    def compared(self: Kept[Any, Any], *values: Any, **named: Any) -> list[Any]:
        text = (self.ask, _shape(values))
        asked[text] += 1
        if asked[text] <= FIRST:
            assert _told(self.written(*values)) == _told(_anew(self, values)), self.ask
        return ask(self, *values, **named)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(Kept, "__call__", compared)
        yield


def _anew(question: Kept[Any, Any], values: tuple[Any, ...]) -> Any:
    asked = question.ask(*values)
    try:
        return asked.query.get_compiler(using=asked.db).as_sql()
    except EmptyResultSet:
        return None


def _told(written: Any) -> Any:
    """Ids of a list come in any order."""
    if written is None:
        return None
    words, parameters = written
    return words, [sorted(map(str, one)) if isinstance(one, list) else one for one in parameters]
