"""The kit is tested at addresses of its own, as the demonstration, with a browser where it must be seen."""

from typing import Any

import pytest
from django.test import Client

from caseward.ui import checks


@pytest.fixture(autouse=True)
def kit(settings: Any) -> None:
    """The kit's own addresses and those of the door, and pages on which things go wrong."""
    settings.ROOT_URLCONF = "tests.ui.addresses"
    settings.CASEWARD_DEMO = True
    for name, value in checks.NEEDED.items():
        setattr(settings, name, value)


@pytest.fixture
def anybody() -> Client:
    """Somebody who has not signed in; errors come back as pages."""
    return Client(raise_request_exception=False)
