"""What the kit needs of the settings; a start without it fails and says so."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from caseward.ui.policy import CONTENT_SECURITY_POLICY


NEEDED = {
    "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
    "CSRF_FAILURE_VIEW": "caseward.ui.errors.csrf_failure",
    "CSRF_USE_SESSIONS": False,  # the page for a missing database must carry a proof
    "FORM_RENDERER": "caseward.ui.forms.renderer.Renderer",
}
# Each must stand before the next.
ORDER = (
    "caseward.ui.middleware.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "caseward.ui.middleware.origin.SameOriginOnly",
    "caseward.ui.middleware.signed.SignedRequests",
    "caseward.ui.middleware.kept.KeepTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "caseward.ui.middleware.errors.Translation",
)


def check_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ANN401, ARG001
    """Settings that the kit cannot do without."""
    found: list[checks.CheckMessage] = [
        checks.Error(f"{name} must be {value!r}.", id="ui.E002")
        for name, value in NEEDED.items()
        if getattr(settings, name, None) != value
    ]
    if [name for name in settings.MIDDLEWARE if name in ORDER] != list(ORDER):
        found.append(checks.Error(f"MIDDLEWARE must hold, in this order: {', '.join(ORDER)}.", id="ui.E003"))
    return found
