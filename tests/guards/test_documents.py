"""What the documents name is there: settings, paths and pages."""

import re
from pathlib import Path

import pytest

from tests.guards import walking


ROOT = walking.ROOT
SETTING = re.compile(r"\b(?:CASEWARD|DATABASE)_[A-Z_]*[A-Z]\b")
LINK = re.compile(r"\]\(([^)#:]+\.md)[^)]*\)")
CODE_PATH = re.compile(r"`((?:caseward|tools|tests|definitions|docs|requirements|foundation)/[\w./-]+)`")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
# Set by the start for its own parts, or in the settings alone.
OWN = {"CASEWARD_PLACES", "CASEWARD_DATABASE_ROLE", "CASEWARD_SERVING"}
FOR_TESTS = {"CASEWARD_PICTURES"}
MADE_ON_THE_WAY = {"docs/guide/pictures"}
HOUSE = [file for file in walking.source_files(".py") if "tests" not in file.parts]


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


def settings_in(files: list[Path]) -> set[str]:
    return {name for file in files for name in SETTING.findall(file.read_text("utf-8"))}


def read_by_the_code() -> set[str]:
    """Those of the house, and the second name under which a secret is read from a file."""
    named = settings_in(HOUSE)
    return named | {f"{name}_FILE" for name in named if name.endswith("_KEY")}


def test_every_setting_that_a_page_names_is_read() -> None:
    assert settings_in(PAGES) - read_by_the_code() - FOR_TESTS == set()


def test_every_setting_of_the_house_is_told_to_those_who_run_it() -> None:
    told = settings_in(list(ROOT.glob("docs/operate/*.md")))
    house = settings_in(HOUSE)

    assert house - told - OWN == set()


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_page_that_a_page_leads_to_is_there(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = set(CODE_PATH.findall(page.read_text("utf-8"))) - MADE_ON_THE_WAY
    roots = (ROOT, ROOT / "caseward", page.parent)

    assert [path for path in named if not any((root / path).exists() for root in roots)] == []
