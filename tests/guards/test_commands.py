"""Every command: keyword-only, documented, and tried in at least four ways."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.guards import walking


COMMANDS = walking.marked("is_command")
STEPS = walking.marked("is_step")
QUERIES = walking.marked("is_query")
FOUR = 4


def tried() -> Counter[str]:
    """How many tests use each name, themselves or through what their own module defines."""
    found: Counter[str] = Counter()
    for file in walking.ROOT.joinpath("tests").rglob("test_*.py"):
        if "guards" not in file.parts:
            beside = helpers_of(file)
            tests = used_by_tests(ast.parse(file.read_text("utf-8")), beside)
            found.update(name for test in tests for name in test)
    return found


def helpers_of(file: Path) -> dict[str, set[str]]:
    """What the functions use that a test takes from another module of its own folder."""
    package = ".".join(file.relative_to(walking.ROOT).parent.parts)
    found: dict[str, set[str]] = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            module = ast.parse(
                walking.ROOT.joinpath(*str(node.module).split(".")).with_suffix(".py").read_text("utf-8")
            )
            parts = {name: names_in(one) for one in module.body for name in defined(one)}
            found |= {alias.name: parts.get(alias.name, set()) for alias in node.names}
    return found


def used_by_tests(module: ast.Module, beside: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """For each test of a module the names it uses, those of functions and constants of its own folder included."""
    parts = {**beside, **{name: names_in(node) for node in module.body for name in defined(node)}}
    for name in [name for name in parts if name.startswith("test_")]:
        used, fresh = set(parts[name]), set(parts[name])
        while fresh:
            fresh = {inner for one in fresh for inner in parts.get(one, set())} - used
            used |= fresh
        yield used


def defined(node: ast.stmt) -> list[str]:
    """The names that a statement of a module gives."""
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return [target.id for target in targets if isinstance(target, ast.Name)]


def names_in(node: ast.AST) -> set[str]:
    """Every name and attribute in a piece of code."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return names | {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}


TRIED = tried()


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('caseward.')}.{function.__name__}"


def takes_a_context_and_then_only_names(command: Callable[..., Any]) -> bool:
    first, *others = inspect.signature(command).parameters.values()
    return first.name == "ctx" and all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in others)


def test_a_command_takes_a_context_and_then_only_names() -> None:
    found = [command for command in COMMANDS + STEPS if not takes_a_context_and_then_only_names(command)]

    assert list(map(name_of, found)) == []


def test_a_verb_or_question_says_what_it_does() -> None:
    silent = [function for function in COMMANDS + STEPS + QUERIES if not function.__doc__]

    assert list(map(name_of, silent)) == []


def test_a_query_names_its_viewer() -> None:
    blind = [query for query in QUERIES if "viewer" not in inspect.signature(query).parameters]

    assert list(map(name_of, blind)) == []


def test_a_command_is_tried_in_at_least_four_tests() -> None:
    tests = {name_of(command): TRIED[command.__name__] for command in COMMANDS}

    assert {name: count for name, count in tests.items() if count < FOUR} == {}


def reading_rooms() -> list[Path]:
    """The modules of the rooms that read."""
    return [
        file
        for file in walking.PACKAGE.rglob("*.py")
        if file.stem == "queries" or file.parent.name == "queries"
    ]


def test_what_reads_writes_nothing() -> None:
    """Neither by a method of a model nor by a context, which queries are not handed."""
    written = re.compile(r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create)\(|\bctx\b")

    assert [file for file in reading_rooms() if written.search(file.read_text("utf-8"))] == []


@pytest.mark.django_db
def test_what_reads_calls_no_function_that_writes() -> None:
    """A function of the database that may write is declared volatile, and is a command's to call."""
    called = {
        name for file in reading_rooms() for name in re.findall(r"\bsec\.(\w+)\(", file.read_text("utf-8"))
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace = 'sec'::regnamespace and provolatile = 'v'"
        )
        writing = {name for (name,) in cursor.fetchall()}

    assert called & writing == set()
