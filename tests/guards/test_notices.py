"""Every kind of message that anybody is told: a sentence, and a way to what it is about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from caseward.notices import presenters
from caseward.ui import addresses
from tests.guards import walking


def telling() -> Iterator[tuple[Path, ast.Call]]:
    """Every call of the outbox's step, whatever it was imported as."""
    for file in sorted(walking.PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "tell" and _given(node):
                yield file, node


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _given(call: ast.Call) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == "kind"), None)


def told_by_the_database() -> set[str]:
    """Kinds that a function of the database puts into the outbox itself."""
    files = walking.PACKAGE.rglob("*.sql")
    return {
        kind
        for file in files
        for kind in re.findall(r"'([a-z-]+\.[a-z-]+)', 'NOTICE'", file.read_text("utf-8"))
    }


def told() -> set[str]:
    kinds = (_given(call) for _file, call in telling())
    return told_by_the_database() | {str(kind.value) for kind in kinds if isinstance(kind, ast.Constant)}


def test_whoever_tells_names_the_kind_in_place_or_hands_on_the_one_given() -> None:
    """A kind that is worked out could not be looked for here, nor by whoever reads the code."""
    for file, call in telling():
        kind = _given(call)
        is_handed_on = isinstance(kind, ast.Name) and kind.id == "kind"
        assert isinstance(kind, ast.Constant) or is_handed_on, f"{file}:{call.lineno}"


def test_somebody_is_told_something() -> None:
    assert {"case.offered", "case.refused"} <= told()


def test_every_kind_that_is_told_has_its_sentence() -> None:
    assert told() - set(presenters.sentences()) == set()


@pytest.mark.parametrize("kind", sorted(presenters.sentences()))
def test_every_sentence_leads_to_the_record_that_it_is_about(kind: str) -> None:
    record_id = uuid4()

    assert str(record_id) in addresses.of_record(presenters.sentences()[kind].place, record_id)


@pytest.mark.parametrize("kind", sorted(presenters.sentences()))
def test_every_sentence_is_a_sentence(kind: str) -> None:
    said = str(presenters.sentences()[kind].sentence)

    assert said.endswith(".")
    assert said[0].isupper()
