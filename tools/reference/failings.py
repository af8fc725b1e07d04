"""The glossary, and the failings with the tests that name them."""

import csv
from pathlib import Path

from caseward.kernel.wording import listed
from tools.reference import citations
from tools.reference.markdown import page, table


HERE = Path(__file__).parent

# The parts of the work that are built, as the list of failings calls them.
BUILT = {
    "ACCESS_AUDIT": "access and its audit",
    "CLOCK": "clocks",
    "DECISION": "decisions",
    "IDENTITY_HISTORY": "identity and history",
    "INTAKE": "intake",
    "OWNERSHIP_CLOSURE": "ownership and closure",
    "PLAN": "plans and providers",
}


def glossary() -> str:
    """The words of the field."""
    rows = _rows("glossary.csv")
    return page("Glossary", table(["term", "meaning"], ((row["term"], row["meaning"]) for row in rows)))


def failings(root: Path) -> str:
    """Each published failing with what would show that it cannot happen here, and the tests that do."""
    named, rows, waiting = citations.of_failings(root), _rows("failings.csv"), unproved()
    asked = [row for row in rows if row["engine"] in BUILT]
    shown = sum(1 for row in rows if row["id"] in named)
    proved = sum(1 for row in asked if row["id"] in named)
    return page(
        "Failings",
        "Published reviews, inquiries and decisions say how this work has failed. A test that guards against one names "
        f"it in its own words, and stands here. {shown} of {len(rows)} are named by a test; of the {len(asked)} whose "
        f"part of the work is built ({listed(sorted(BUILT.values()))}) {proved} are, and each of the others "
        "says what it waits for. A test may cover one side of a failing only: read it beside what would show it.",
        table(
            ["", "where", "what went wrong", "what would show it", "part of the work", "tests"],
            (_failing(row, named.get(row["id"], []), waiting.get(row["id"], "")) for row in rows),
        ),
    )


def unproved() -> dict[str, str]:
    """The failings of what is built that no test names yet, each with what it waits for."""
    return {row["id"]: row["waits_for"] for row in _rows("unproved.csv")}


def of_what_is_built() -> set[str]:
    """The failings that a test has to name."""
    return {row["id"] for row in _rows("failings.csv") if row["engine"] in BUILT}


def _failing(row: dict[str, str], found: list[tuple[str, str]], waits_for: str) -> list[str]:
    tests = _tests(found) if found or not waits_for else f"not yet: {waits_for}"
    part = BUILT.get(row["engine"], row["engine"].replace("_", " ").lower())
    return [row["id"], row["source"], row["failing"], row["acceptance_test"], part, tests]


def _tests(found: list[tuple[str, str]]) -> str:
    return "<br>".join(f"[{_said(name)}](../../{file})" for file, name in found) or "not yet"


def _said(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ")


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
