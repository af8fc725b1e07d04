"""A ledger whose sealing really commits."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from caseward.foundation.ledger import keys, sealing, writer
from caseward.foundation.ledger.events import CommandRefused
from tests import roles


NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)

Write = Callable[[int], None]


@pytest.fixture
def sealed(real_commits: None, tmp_path: Path, settings: Any) -> Path:
    """Everything that the world's own making wrote is sealed; the folder of its witness."""
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    settings.LEDGER_WITNESS = tmp_path / "witness"
    keys.make_key(settings.LEDGER_KEY_FILE)
    sealing.seal(now=NOW)
    return tmp_path / "witness"


@pytest.fixture
def write(sealed: Path) -> Write:
    """Write as many entries in one transaction."""

    def entries(count: int) -> None:
        with transaction.atomic():
            occasion = writer.Occasion(NOW, uuid4(), uuid4(), "try", "")
            writer.append([CommandRefused(command="try", code="some.code")] * count, occasion)

    return entries


@pytest.fixture
def owner(sealed: Path) -> Iterator[psycopg.Connection[Any]]:
    """The owner's own login to the same database."""
    login = connection.settings_dict
    with psycopg.connect(
        dbname=login["NAME"], host=login["HOST"], port=login["PORT"] or None,
        user=roles.OWNER, password=login["PASSWORD"] or None, autocommit=True,
    ) as connected:  # fmt: skip
        yield connected
