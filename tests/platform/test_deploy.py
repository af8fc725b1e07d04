"""The units and the container file of docs/operate name what is there, and close what can be closed."""

import configparser
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "operate" / "deploy"
UNITS = sorted(FOLDER.glob("*.service"))
CLOSED = {
    "nonewprivileges": "yes", "protectsystem": "strict", "protecthome": "yes", "privatetmp": "yes",
    "capabilityboundingset": "", "umask": "0077", "readwritepaths": "/var/lib/caseward", "user": "caseward",
}  # fmt: skip


def service(unit: Path) -> dict[str, str]:
    """The lines of the unit's service; where a name stands twice, both lines."""
    read = configparser.RawConfigParser(strict=False)
    read.read(unit)
    return dict(read["Service"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_what_is_there_and_closes_the_rest(unit: Path) -> None:
    lines = service(unit)

    assert {name: lines[name] for name in CLOSED} == CLOSED
    for module in re.findall(r"(?:-m |python:)(caseward[\w.]+)", lines["execstart"]):
        assert find_spec(module), module
    assert lines["execstart"].startswith("/srv/caseward/.venv/bin/")


def test_only_the_preparation_logs_in_as_the_owner() -> None:
    assert [unit.name for unit in UNITS if "owner" in unit.read_text("utf-8")] == ["caseward-prepare.service"]


@pytest.mark.slow
def test_systemd_itself_reads_the_units(tmp_path: Path) -> None:
    """Where systemd is; programs that this machine lacks are put in the place of ours."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("this machine has no systemd-analyze")
    for unit in UNITS:
        text = re.sub(r"/srv/caseward/\.venv/bin/\w+", "/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(
            text.replace("User=caseward\nGroup=caseward", "User=nobody"), "utf-8"
        )
    done = subprocess.run(
        [analyze, "verify", *sorted(tmp_path.glob("*.service"))], check=False, capture_output=True, text=True
    )

    assert not [line for line in done.stderr.splitlines() if "caseward" in line and "Unknown" in line], (
        done.stderr
    )


def test_what_the_container_copies_is_there_or_made_before() -> None:
    text = FOLDER.joinpath("Containerfile").read_text("utf-8")

    for names in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for name in names.split():
            assert name == "frontend/dist" or (ROOT / name).exists(), name
    assert "USER caseward" in text
    assert not re.search(r"(SECRET|MASTER)_KEY=", text)
