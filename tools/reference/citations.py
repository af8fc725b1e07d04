"""Tests that documents and failings name: found in the tests, or not."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path


CITING = ("THREAT_MODEL.md", "CONTRIBUTING.md", "README.md")
NAMED = re.compile(r"`(test_[a-z0-9_]+)`")
FAILING = re.compile(r"\bF\d{2}\b")


def of_nothing(root: Path) -> list[tuple[str, str]]:
    """Each document with a test that it names and that does not exist."""
    known = {name for file in _files(root) for name, _ in _tests(file)}
    return [
        (document, name)
        for document in CITING
        for name in sorted(set(NAMED.findall((root / document).read_text("utf-8"))))
        if name not in known
    ]


def of_failings(root: Path) -> dict[str, list[tuple[str, str]]]:
    """For each failing the tests whose own words, or whose mark `failing`, name it: file and test."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in _files(root):
        for name, source in _tests(file):
            for failing in sorted(set(FAILING.findall(source))):
                found.setdefault(failing, []).append((str(file.relative_to(root)), name))
    return found


def _files(root: Path) -> list[Path]:
    return sorted((root / "tests").rglob("test_*.py"))


@cache
def _tests(file: Path) -> tuple[tuple[str, str], ...]:
    """Each test of a file, with its words: docstring and comments included."""
    text = file.read_text("utf-8")
    return tuple(_functions(ast.parse(text), text))


def _functions(tree: ast.Module, text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = (ast.get_source_segment(text, mark) or "" for mark in node.decorator_list)
            yield node.name, "\n".join([*marks, ast.get_source_segment(text, node) or ""])
