"""Setting up in a checkout of its own, with and without uv, as root and not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup import assets, problems, system


ROOT = Path(__file__).resolve().parents[2]
# A uv that makes an environment and installs nothing into it.
STAND_IN = f'if [ "$1" = venv ]; then {sys.executable} -m venv --without-pip "$5"; fi'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Our set-up programs with locks that ask for nothing, so that no test leaves the machine."""
    copy = tmp_path / "checkout"
    shutil.copytree(
        ROOT / "tools" / "setup", copy / "tools" / "setup", ignore=shutil.ignore_patterns("__pycache__")
    )
    (copy / "tools" / "__init__.py").touch()
    (copy / "requirements").mkdir()
    for kind in ("runtime", "dev"):
        (copy / "requirements" / f"{kind}.lock").write_text("# nothing\n")
    return copy


def programs(tmp_path: Path, **scripts: str) -> Path:
    """A PATH with our scripts and nothing else but what a shell needs."""
    folder = tmp_path / "programs"
    folder.mkdir(exist_ok=True)
    for name, text in scripts.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    return folder


def set_up(checkout: Path, *steps: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.setup", *steps],
        cwd=checkout, env={"PATH": f"{path}:/usr/bin:/bin", "HOME": str(checkout)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.slow
def test_where_uv_is_absent_or_refuses_pip_makes_the_environment_and_renews_it(
    checkout: Path, tmp_path: Path
) -> None:
    if shutil.which("uv", path="/usr/bin:/bin"):
        pytest.fail("This machine keeps uv in /usr/bin, where this test cannot hide it.")
    first = set_up(checkout, "runtime", path=programs(tmp_path))
    second = set_up(checkout, "runtime", path=programs(tmp_path))
    (checkout / "requirements" / "runtime.lock").write_text("# still nothing\n")
    third = set_up(checkout, "runtime", path=programs(tmp_path, uv="exit 1"))

    assert first.returncode == 0, first.stderr
    assert "requirements/runtime.lock with pip" in first.stdout
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert second.stdout == ""
    assert "requirements/runtime.lock with pip" in third.stdout
    assert "Making the environment" not in third.stdout


def test_the_environment_finds_the_checkout_from_anywhere(checkout: Path, tmp_path: Path) -> None:
    set_up(checkout, "runtime", path=programs(tmp_path, uv=STAND_IN))
    (checkout / "caseward").mkdir()
    (checkout / "caseward" / "command_line.py").write_text(
        "def main(): print('from the checkout'); return 0\n"
    )
    command = [checkout / ".venv" / "bin" / "caseward"]
    asked = subprocess.run(command, cwd="/", env={}, check=True, capture_output=True, text=True)

    assert asked.stdout == "from the checkout\n"


def test_uv_is_used_where_it_works_and_checks_every_hash(checkout: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    path = programs(tmp_path, uv=f'echo "$@" >> {calls}\n{STAND_IN}')
    done = set_up(checkout, "dev", path=path)

    assert done.returncode == 0, done.stderr
    assert "requirements/dev.lock with uv" in done.stdout
    assert any(
        "--require-hashes" in call for call in calls.read_text().splitlines() if call.startswith("pip")
    )


def test_a_machine_without_the_programs_for_tests_is_told_the_exact_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs = [system.Need("Chromium, for the browser journeys", lambda: False, ("chromium",))]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(problems.Unmet, match="apt-get install --yes --no-install-recommends chromium"):
        system.ensure(needs)


def test_root_on_debian_has_them_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = tmp_path / "calls"
    path = programs(tmp_path, apt_get=f'echo "$@" >> {calls}')
    monkeypatch.setenv("PATH", f"{path}:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system.ensure([system.Need("a thing", lambda: False, ("thing-one", "thing-two"))])

    assert calls.read_text().splitlines() == [
        "update --quiet",
        "install --yes --no-install-recommends thing-one thing-two",
    ]


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    system.ensure([system.Need("a thing", lambda: True, ("thing",))])


@pytest.mark.parametrize(
    ("says", "number"), [("v24.1.0", 24), ("v20.0.0", 20), ("v18.20.4", 18), ("nonsense", 0)]
)
def test_a_node_is_asked_for_its_version(tmp_path: Path, says: str, number: int) -> None:
    node = programs(tmp_path, node=f"echo {says}") / "node"

    assert assets.major(str(node)) == number


def test_a_new_enough_node_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = programs(tmp_path, node="echo v24.1.0", npm="exit 0")
    monkeypatch.setenv("PATH", f"{path}:/bin")

    assert assets.node_folder() == path


def test_a_step_that_does_not_exist_is_named(checkout: Path, tmp_path: Path) -> None:
    done = set_up(checkout, "everything", path=programs(tmp_path))

    assert done.returncode == 2
    assert "everything" in done.stdout


def test_a_failing_program_is_said_with_the_command_to_try(checkout: Path, tmp_path: Path) -> None:
    failing = 'if [ "$1" = --version ]; then exit 0; fi; echo broken >&2; exit 3'
    done = set_up(checkout, "runtime", path=programs(tmp_path, uv=failing))

    assert done.returncode == 1
    assert "Making the environment in .venv failed" in done.stderr
    assert " venv --quiet" in done.stderr
