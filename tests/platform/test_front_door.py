"""What stands at the front door: make, the integration run, the hooks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from caseward import command_line


ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):", MAKEFILE, re.MULTILINE))


def test_help_lists_every_target_under_a_heading() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert set(re.findall(r"^  make (\S+) +\S", shown, re.MULTILINE)) == TARGETS
    assert {"Run", "Set up", "Test", "Work on it"} <= set(shown.splitlines())


def test_help_is_what_bare_make_gives() -> None:
    bare = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert "make run" in bare


def test_no_target_is_taken_for_a_file() -> None:
    assert set(re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE)) == TARGETS


def test_the_integration_run_is_a_strict_script_with_a_bound() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text("utf-8")

    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert "set -euo pipefail" in text
    assert "exec timeout" in text


def test_a_python_that_is_not_ours_is_told_which_one_to_get() -> None:
    tried = subprocess.run(
        ["make", "assets", "PYTHON="], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert tried.returncode != 0
    assert "Caseward needs Python 3.11" in tried.stderr


def test_no_file_of_the_platform_names_a_place_of_one_machine() -> None:
    files = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / ".pre-commit-config.yaml", ROOT / "manage.py"]
    files += [*(ROOT / "tools" / "setup").glob("*.py"), *(ROOT / "caseward" / "config").rglob("*.py")]
    for path in files:
        assert not re.search(r"/work/|/home/|/root/|/opt/", path.read_text("utf-8")), path


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("migrate", "owner"),
        ("dbshell", "owner"),
        ("export_ledger export", "owner"),
        ("ledger export somewhere", "owner"),
        ("work", None),
        ("help migrate", None),
        ("", None),
    ],
)
def test_only_what_changes_the_database_or_hands_out_its_ledger_logs_in_as_its_owner(
    monkeypatch: pytest.MonkeyPatch, words: str, role: str | None
) -> None:
    monkeypatch.setenv("CASEWARD_DATABASE_ROLE", "to be forgotten after the test, whatever is set in it")
    monkeypatch.delenv("CASEWARD_DATABASE_ROLE")
    command_line.choose_login(words.split())

    assert os.environ.get("CASEWARD_DATABASE_ROLE") == role


def test_a_login_that_was_asked_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWARD_DATABASE_ROLE", "runtime")
    command_line.choose_login(["migrate"])

    assert os.environ["CASEWARD_DATABASE_ROLE"] == "runtime"
