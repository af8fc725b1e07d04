"""The house's own settings hold what the kit needs."""

from typing import Any

import pytest

from caseward.config import settings as ours
from caseward.ui import checks, navigation


@pytest.mark.parametrize("name", checks.NEEDED)
def test_the_settings_hold_what_the_kit_needs(name: str) -> None:
    from django.conf import global_settings  # noqa: PLC0415  the defaults where ours are silent

    assert getattr(ours, name, getattr(global_settings, name, None)) == checks.NEEDED[name]


def test_a_missing_setting_is_said_at_the_start(settings: Any) -> None:
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

    assert [found.id for found in checks.check_settings(None)] == ["ui.E002"]


def test_middleware_in_the_wrong_order_is_said_at_the_start(settings: Any) -> None:
    settings.MIDDLEWARE = list(reversed(settings.MIDDLEWARE))

    assert "ui.E003" in [found.id for found in checks.check_settings(None)]


def test_every_place_in_the_bar_leads_somewhere(settings: Any) -> None:
    settings.ROOT_URLCONF = "caseward.config.urls"

    assert navigation.check_places(None) == []
