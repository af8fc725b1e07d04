"""The glossary, and the failings with the tests that name them."""

import csv
from pathlib import Path

from tools.reference import citations
from tools.reference.markdown import page, table


HERE = Path(__file__).parent


def glossary() -> str:
    """The words of the field."""
    rows = _rows("glossary.csv")
    return page("Glossary", table(["term", "meaning"], ((row["term"], row["meaning"]) for row in rows)))


def failings(root: Path) -> str:
    """Each published failing with what would show that it cannot happen here, and the tests that do."""
    named, rows = citations.of_failings(root), _rows("failings.csv")
    shown = sum(1 for row in rows if row["id"] in named)
    return page(
        "Failings",
        "Published reviews, inquiries and decisions say how this work has failed. A test that guards against one names "
        f"it in its own words, and stands here. {shown} of {len(rows)} are named by a test; for the others there is "
        "none yet, mostly because the part of the work they belong to is not built. A test may cover one side of a "
        "failing only: read it beside what would show it.",
        table(
            ["", "where", "what went wrong", "what would show it", "tests"],
            (
                [
                    row["id"],
                    row["source"],
                    row["failing"],
                    row["acceptance_test"],
                    _tests(named.get(row["id"], [])),
                ]
                for row in rows
            ),
        ),
    )


def _failing(row: dict[str, str], found: list[tuple[str, str]]) -> list[str]:
    return [row["id"], row["source"], row["failing"], row["acceptance_test"], _tests(found)]


def _tests(found: list[tuple[str, str]]) -> str:
    return "<br>".join(f"[{_said(name)}](../../{file})" for file, name in found) or "not yet"


def _said(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ")


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
