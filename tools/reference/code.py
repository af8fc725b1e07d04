"""What the code itself holds: events, commands, records."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

import caseward
from caseward.foundation.ledger.events import Event, known_events
from caseward.oversight.presenters import sentences
from tools.reference.markdown import code, first_sentence, page, table


ENDS = {"erase": "erased", "keep-year": "only the year is kept", "keep": "kept"}


def events() -> str:
    """Every event that the ledger knows."""
    _modules()
    ours = {key: event for key, event in known_events().items() if event.__module__.startswith("caseward.")}
    said = sentences()
    return page(
        "Ledger events",
        "An entry says when, who, under which purpose, by which command; its facts are ids, codes, numbers and days, "
        "never words. The operations are the six of the Data Protection Act 2018, section 62, and refusals, "
        "authentication and configuration. "
        "A name that was ever published is never changed.",
        table(
            ["event", "an inspector reads", "operation", "facts"],
            (_event(key, ours[key], str(said.get(key, ""))) for key in sorted(ours)),
        ),
    )


def _event(key: str, event: type[Event], sentence: str) -> list[str]:
    return [code(key), f"… {sentence}" if sentence else "", event.operation.value.lower(), _facts(event)]


def _facts(event: type[Event]) -> str:
    return ", ".join(code(field.name) for field in fields(event))


def commands() -> str:
    """Every command by its app."""
    by_app: dict[str, list[Callable[..., Any]]] = {}
    for function in _marked("is_command"):
        by_app.setdefault(function.__module__.split(".commands")[0].removeprefix("caseward."), []).append(
            function
        )
    return page(
        "Commands",
        "Everything that somebody can do, or be shown of a person. Each runs in one transaction, authorised and "
        "recorded or not at all.",
        *(part for app in sorted(by_app) for part in (f"## {app}", _commands(by_app[app]))),
    )


def _commands(functions: list[Callable[..., Any]]) -> str:
    rows = ([code(one.__name__), first_sentence(one.__doc__)] for one in functions)
    return table(["command", "does"], rows)


def records() -> str:
    """Every table with its fields."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("caseward.")]
    return page(
        "Records",
        "Each field says how it ends when its record is disposed of. Kept is what reveals nobody; the rest is erased, "
        "or reduced to a year.",
        *(part for model in sorted(ours, key=_label) for part in _record(model)),
    )


def _record(model: type[Model]) -> list[str]:
    lifecycle: Any = model.__dict__.get("Lifecycle")
    exempt = getattr(lifecycle, "exempt", "")
    names = {field.name for field in _fields(model)}
    known = "Known to its compartment only." if "compartment" in names else f"No compartment: {exempt}."
    grows = " Only grows." if "compartment" in names and "version" not in names else ""
    return [
        f"## {_label(model)}",
        first_sentence(model.__doc__),
        f"{known.replace('..', '.')}{grows}",
        table(["field", "holds", "ends"], (_field(field, lifecycle) for field in _fields(model))),
    ]


def _field(field: "Field[Any, Any]", lifecycle: Any) -> list[str]:  # noqa: ANN401  a plain class, by convention
    personal = getattr(lifecycle, "personal", {})
    other = field.related_model
    holds = f"one {_label(other)}" if isinstance(other, type) else field.get_internal_type()
    return [code(field.name), holds, ENDS[personal[field.name]] if field.name in personal else "kept"]


def _fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)  # noqa: SLF001  Django documents it


def _label(model: type[Model]) -> str:
    return str(model._meta.label)  # noqa: SLF001  Django documents it


def _marked(mark: str) -> list[Callable[..., Any]]:
    found = {
        f"{value.__module__}.{value.__qualname__}": value
        for module in _modules()
        for value in vars(module).values()
        if callable(value) and getattr(value, mark, False) and value.__module__.startswith("caseward.")
    }
    return [found[name] for name in sorted(found)]


# The second wants what only whoever matches a nation installs.
PASSED_OVER = ("caseward.config", "caseward.matching.in_spark")


def _modules() -> list[Any]:
    return list(_imported())


def _imported() -> Iterator[Any]:
    for found in pkgutil.walk_packages(caseward.__path__, "caseward."):
        if ".migrations" not in found.name and not found.name.startswith(PASSED_OVER):
            yield import_module(found.name)
