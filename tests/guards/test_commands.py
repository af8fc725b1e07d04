"""Every command: keyword-only, documented, and tried in at least four ways."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.guards import walking


COMMANDS = walking.marked("is_command")
STEPS = walking.marked("is_step")
QUERIES = walking.marked("is_query")
TESTS = "\n".join(
    file.read_text("utf-8")
    for file in walking.ROOT.joinpath("tests").rglob("test_*.py")
    if "guards" not in file.parts
)
FOUR = 4


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('caseward.')}.{function.__name__}"


@pytest.mark.parametrize("command", COMMANDS + STEPS, ids=name_of)
def test_a_command_takes_a_context_and_then_only_names(command: Callable[..., Any]) -> None:
    first, *others = inspect.signature(command).parameters.values()

    assert first.name == "ctx"
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in others)


@pytest.mark.parametrize("function", COMMANDS + STEPS + QUERIES, ids=name_of)
def test_a_verb_or_question_says_what_it_does(function: Callable[..., Any]) -> None:
    assert function.__doc__


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_a_query_names_its_viewer(query: Callable[..., Any]) -> None:
    assert "viewer" in inspect.signature(query).parameters


@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_a_command_is_tried_in_at_least_four_tests(command: Callable[..., Any]) -> None:
    tests = re.split(r"\n(?=def test_|@pytest)", TESTS)
    trying = [test for test in tests if re.search(rf"\b{command.__name__}\b", test)]

    assert len(trying) >= FOUR, f"{len(trying)} tests name {command.__name__}"
