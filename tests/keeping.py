"""Whatever a test asks through a kept text is put into words anew beside it, and must read the same."""

import os
import zlib
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet

from caseward.foundation.database.kept import Kept


# Thousands of tests ask the same few dozen questions: every fourth test by its name, and all while soaking, is enough.
EVERY = 1 if os.environ.get("SOAK") else 4


@pytest.fixture(autouse=True)
def as_if_asked_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare before every question."""
    if zlib.crc32(request.node.nodeid.encode()) % EVERY:
        return
    ask = Kept.__call__

    def compared(self: Kept[Any, Any], *values: Any, **named: Any) -> list[Any]:
        assert _told(self.written(*values)) == _told(_anew(self, values)), self.ask
        return ask(self, *values, **named)

    monkeypatch.setattr(Kept, "__call__", compared)


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
