"""System checks: the platform does not start on definitions that are wrong, or that changed after publication."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core import checks

from caseward.foundation.catalogue import frozen
from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.foundation.catalogue.files import PUBLISHED
from caseward.foundation.catalogue.shelf import load


def check_definitions(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001  Django's own signature
    *,
    folder: Path = PUBLISHED,
    **_kwargs: Any,  # noqa: ANN401
) -> list[checks.CheckMessage]:
    """Fail at the start when a definition is wrong, or a published one is no longer what it was."""
    try:
        load(folder)
        altered = frozen.changed(folder)
    except DefinitionFault as fault:
        return [checks.Error(f"A definition is wrong. {fault}", id="catalogue.E001")]
    return [
        checks.Error(
            f"{name} is published and has changed since.",
            hint="Take the change back, and publish it as a new version in a file of its own.",
            id="catalogue.E002",
        )
        for name in altered
    ]


def check_published(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001  Django's own signature
    *,
    folder: Path = PUBLISHED,
    **_kwargs: Any,  # noqa: ANN401
) -> list[checks.CheckMessage]:
    """Warn before a deployment of definitions that could still change under the cases that rest on them."""
    return [
        checks.Warning(
            f"{name} is not published.", hint="Publish it: python -m tools.freeze", id="catalogue.W001"
        )
        for name in frozen.drafts(folder)
    ]
