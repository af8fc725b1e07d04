"""Finding code as data: modules, commands, models, addresses."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

import caseward


ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "caseward"
# Server entries; and what wants a package that only whoever matches a nation installs.
PASSED_OVER = ("caseward.config", "caseward.matching.in_spark")


def modules() -> Iterator[ModuleType]:
    """Every module of the house but migrations and what is passed over."""
    for found in pkgutil.walk_packages(caseward.__path__, "caseward."):
        if ".migrations" not in found.name and not found.name.startswith(PASSED_OVER):
            yield import_module(found.name)


def domain_apps() -> list[str]:
    """The names of the domain apps that are installed ("referrals")."""
    return [
        config.label for config in apps.get_app_configs()
        if config.name.count(".") == 1 and config.name.startswith("caseward.") and config.label not in {"ui", "demo"}
    ]  # fmt: skip


def marked(mark: str) -> list[Callable[..., Any]]:
    """The functions that carry a mark of the door (is_command, is_step, is_query), each once."""
    found = {
        f"{value.__module__}.{value.__qualname__}": value
        for module in modules()
        for value in vars(module).values()
        if callable(value) and getattr(value, mark, False) and value.__module__.startswith("caseward.")
    }
    return [found[name] for name in sorted(found)]


def models() -> list[type[Model]]:
    """Our own models."""
    return [model for model in apps.get_models() if model.__module__.startswith("caseward.")]


def source_files(*endings: str) -> list[Path]:
    """Files of the house, tests and tools with one of the endings."""
    folders = [PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "frontend" / "js", ROOT / "frontend" / "scss"]
    return [file for folder in folders for ending in endings for file in sorted(folder.rglob(f"*{ending}"))]
