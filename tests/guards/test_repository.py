"""The repository as a whole: sizes, names, reasons."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

from tests.guards import walking


MOST_LINES = 400
ROOT = walking.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# A first migration is as long as its app has columns, and nobody reads it from top to bottom.
CODE = [
    file
    for file in walking.source_files(".py", ".html", ".js", ".scss", ".sql", ".toml")
    if file.parent.name != "migrations"
]
MODULES = walking.source_files(".py")
TEMPLATES = walking.source_files(".html")
MARKUP = re.compile(r"\|\s*safe\b|autoescape off|\{%\s*debug")
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "core", "services", "manager", "managers", "misc"}


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_no_file_is_longer_than_can_be_read() -> None:
    lines = {short(file): len(file.read_text("utf-8").splitlines()) for file in CODE}

    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}


def test_no_module_is_a_bag() -> None:
    bags = [file for file in MODULES if FORBIDDEN_NAMES & {file.stem, file.parent.name}]

    assert [short(file) for file in bags] == []


def test_every_migration_says_what_it_does() -> None:
    for file in walking.PACKAGE.rglob("migrations/0*.py"):
        assert not re.match(r"\d{4}_(auto|initial|alter_|remove_)", file.name), short(file)


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = [
        *PROJECT["project"]["dependencies"],
        *(one for group in PROJECT["project"]["optional-dependencies"].values() for one in group),
        *(one for group in PROJECT["dependency-groups"].values() for one in group),
    ]

    for requirement in wanted:
        assert "==" in requirement, requirement
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), f"{requirement} gives no reason"


def test_locks_hold_names_versions_and_digests_and_no_address() -> None:
    for lock in ROOT.joinpath("requirements").glob("*.lock"):
        text = lock.read_text("utf-8")
        assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", text), lock.name
        assert text.count("--hash=sha256:") >= len(re.findall(r"^\S+==", text, re.MULTILINE)), lock.name


def test_front_end_packages_are_locked_without_addresses() -> None:
    text = ROOT.joinpath("frontend", "package-lock.json").read_text("utf-8")

    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_every_domain_app_is_in_every_contract() -> None:
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    named = {f"caseward.{app}" for app in walking.domain_apps()}

    assert named <= set(contracts["rooms"]["containers"])
    assert named <= set(contracts["private-rooms"]["apps"])


def test_every_app_is_installed() -> None:
    there = {".".join(file.relative_to(ROOT).parent.parts) for file in walking.PACKAGE.rglob("apps.py")}

    assert there - set(settings.INSTALLED_APPS) == set()


def test_what_lies_beside_the_code_goes_with_it() -> None:
    """A wheel takes modules by itself, and of everything else only what these patterns name."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["caseward"]
    packed = {file for pattern in patterns for file in walking.PACKAGE.glob(pattern)}
    beside = {
        file for file in walking.PACKAGE.rglob("*") if file.is_file() and file.suffix not in {".py", ".pyc"}
    }

    assert beside - packed == set()


def test_no_template_lets_markup_or_script_through() -> None:
    texts = {short(file): file.read_text("utf-8") for file in TEMPLATES}

    assert [file for file, text in texts.items() if MARKUP.search(text)] == []
    assert [file for file, text in texts.items() if SCRIPT.search(text)] == []


def test_settings_of_a_transaction_never_outlive_it() -> None:
    for file in walking.source_files(".py", ".sql"):
        if "guards" in file.parts:
            continue
        text = file.read_text("utf-8")
        assert not re.search(r"set_config\([^)]*,\s*false\)|\bset\s+session\b", text, re.IGNORECASE), short(
            file
        )


def test_the_project_speaks_of_itself_alone() -> None:
    machine = re.compile(r"/(home|root|work)/|/tmp/(?!caseward)", re.IGNORECASE)
    documents = [*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md"), ROOT / "Makefile"]

    for file in documents:
        assert not machine.search(file.read_text("utf-8")), short(file)
