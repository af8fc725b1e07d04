"""`caseward doctor` as it is typed: sentences or JSON, an exit status, and no trace when the database is away."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseward.foundation.operating import telling
from caseward.foundation.operating.findings import attention, ok, wrong


pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


def typed(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from caseward.command_line import main; sys.exit(main())", *words],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "CASEWARD_SECRET_KEY": "x", "DJANGO_SETTINGS_MODULE": "caseward.config.settings", **environ},
    )  # fmt: skip


def test_a_database_that_is_away_is_said_in_a_sentence() -> None:
    away = "postgresql://caseward_runtime@127.0.0.1:1/caseward"
    done = typed("doctor", "--json", DATABASE_URL=away)
    told = json.loads(done.stdout)

    assert done.returncode == 1
    assert not told["well"]
    assert [finding["code"] for finding in told["findings"]] == ["database"]
    assert done.stderr == ""


@pytest.mark.parametrize("words", [("doctor",), ("doctor", "--json"), ("ledger", "export", "somewhere")])
def test_a_secret_key_that_is_missing_is_said_in_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    done = typed(*words, CASEWARD_SECRET_KEY="", CASEWARD_DATA=str(tmp_path))

    assert done.returncode == 1
    assert "Set CASEWARD_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_each_finding_is_a_line_with_what_would_mend_it_below() -> None:
    said = telling.as_sentences(
        [
            ok("a", "All is well."),
            attention("b", "It is late.", mend="Hurry."),
            wrong("c", "It is gone.", mend="Look."),
        ]
    )

    assert said.splitlines()[1:3] == ["ATTENTION  It is late.", "           → Hurry."]
    assert said.endswith("1 ok, 1 need attention, 1 wrong.")
