"""Published means frozen: the list, the only tool that adds to it, and the checks that read it."""

import hashlib
import re
from pathlib import Path

import pytest

from caseward.foundation.catalogue import DefinitionFault, frozen
from caseward.foundation.catalogue.checks import check_definitions, check_published
from caseward.foundation.catalogue.files import PUBLISHED
from tests.definitions.written import published_copy, replaced
from tools import freeze


CLOCKS = "clocks/prevent.toml"
KINDS_OF_THE_ROAD = (
    "calendars", "clocks", "facts", "forms", "matching", "nicknames", "pathways", "retention", "roles", "sources",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every definition, none of them published yet."""
    copied = published_copy(tmp_path)
    (copied / frozen.LIST).unlink(missing_ok=True)
    return copied


# --- the definitions of this house ----------------------------------------------------------------------


def test_published_definitions_never_change() -> None:
    for name, digest in frozen.frozen(PUBLISHED).items():
        found = hashlib.sha256((PUBLISHED / name).read_bytes()).hexdigest()
        assert found == digest, f"{name} is published: add a new version"


def test_every_definition_of_the_road_is_published() -> None:
    assert [name for name in frozen.drafts(PUBLISHED) if name.startswith(KINDS_OF_THE_ROAD)] == []


def test_the_list_is_in_order_and_says_nothing_twice() -> None:
    lines = (PUBLISHED / frozen.LIST).read_text(encoding="utf-8").splitlines()
    names = [line.split("  ")[1] for line in lines]
    assert names == sorted(set(names))


# --- the tool -------------------------------------------------------------------------------------------


def test_freezing_a_definition_adds_its_digest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze.main([CLOCKS], folder=folder) == 0
    assert frozen.frozen(folder) == {CLOCKS: frozen.digest_of(folder / CLOCKS)}
    assert capsys.readouterr().out == f"published {CLOCKS}\n"


def test_freezing_all_leaves_no_draft(folder: Path) -> None:
    assert freeze.main(["--all"], folder=folder) == 0
    assert frozen.drafts(folder) == []
    assert frozen.changed(folder) == []


def test_what_is_published_stays_when_more_is_published(folder: Path) -> None:
    freeze.main([CLOCKS], folder=folder)
    before = frozen.frozen(folder)
    freeze.main(["retention/prevent.toml"], folder=folder)
    assert before.items() < frozen.frozen(folder).items()


def test_freezing_what_is_published_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    freeze.main([CLOCKS], folder=folder)
    assert freeze.main([CLOCKS], folder=folder) == 1
    assert capsys.readouterr().err == f"{CLOCKS} is published already.\n"


def test_freezing_a_change_is_refused_and_the_list_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    freeze.main([CLOCKS], folder=folder)
    before = (folder / frozen.LIST).read_bytes()
    replaced(folder, CLOCKS, 'lasts = "15 working days"', 'lasts = "20 working days"')

    assert freeze.main([CLOCKS], folder=folder) == 1
    assert freeze.main(["--all"], folder=folder) == 1

    assert (folder / frozen.LIST).read_bytes() == before
    assert "has changed since. Take the change back and add a new version." in capsys.readouterr().err


def test_while_anything_published_has_changed_nothing_else_is_published(folder: Path) -> None:
    freeze.main([CLOCKS], folder=folder)
    replaced(folder, CLOCKS, 'lasts = "15 working days"', 'lasts = "20 working days"')
    assert freeze.main(["retention/prevent.toml"], folder=folder) == 1
    assert "retention/prevent.toml" not in frozen.frozen(folder)


def test_freezing_what_is_not_there_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze.main(["clocks/moon.toml"], folder=folder) == 1
    assert capsys.readouterr().err == "There is no definition clocks/moon.toml.\n"


def test_one_refusal_publishes_nothing_of_what_was_named(folder: Path) -> None:
    assert freeze.main([CLOCKS, "clocks/moon.toml"], folder=folder) == 1
    assert frozen.frozen(folder) == {}


def test_a_wrong_definition_cannot_be_published(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced(folder, CLOCKS, 'lasts = "15 working days"', 'lasts = "soon"')
    assert freeze.main([CLOCKS], folder=folder) == 1
    assert "clock.section-36-decision.lasts" in capsys.readouterr().err
    assert not (folder / frozen.LIST).exists()


def test_without_names_the_tool_tells_what_is_published_and_what_is_a_draft(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    freeze.main([CLOCKS], folder=folder)
    capsys.readouterr()
    assert freeze.main([], folder=folder) == 0
    told = capsys.readouterr().out
    assert f"published {CLOCKS}\n" in told
    assert "draft     retention/prevent.toml\n" in told


# --- the list -------------------------------------------------------------------------------------------


def test_a_published_file_that_is_gone_counts_as_changed(folder: Path) -> None:
    freeze.main([CLOCKS], folder=folder)
    (folder / CLOCKS).unlink()
    assert frozen.changed(folder) == [CLOCKS]


def test_a_line_of_another_form_is_a_fault(folder: Path) -> None:
    (folder / frozen.LIST).write_text("abc  clocks/prevent.toml\n", encoding="utf-8")
    with pytest.raises(DefinitionFault, match="FROZEN: line 1: a digest"):
        frozen.frozen(folder)


def test_every_line_can_be_checked_by_sha256sum(folder: Path) -> None:
    freeze.main(["--all"], folder=folder)
    for line in (folder / frozen.LIST).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[0-9a-f]{64}  [a-z-]+/[a-z0-9-]+\.toml", line)


# --- the checks at the start ----------------------------------------------------------------------------


def test_the_checks_are_silent_when_all_is_well(folder: Path) -> None:
    freeze.main(["--all"], folder=folder)
    assert check_definitions(None, folder=folder) == []
    assert check_published(None, folder=folder) == []


def test_a_wrong_definition_stops_the_start(folder: Path) -> None:
    replaced(folder, CLOCKS, 'lasts = "15 working days"', 'lasts = "soon"')
    (problem,) = check_definitions(None, folder=folder)
    assert problem.id == "catalogue.E001"
    assert "clocks/prevent.toml: clock.section-36-decision.lasts" in problem.msg


def test_a_published_definition_that_changed_stops_the_start(folder: Path) -> None:
    freeze.main(["--all"], folder=folder)
    replaced(folder, CLOCKS, 'lasts = "15 working days"', 'lasts = "20 working days"')
    (problem,) = check_definitions(None, folder=folder)
    assert (problem.id, problem.msg) == ("catalogue.E002", f"{CLOCKS} is published and has changed since.")


def test_a_list_that_cannot_be_read_stops_the_start(folder: Path) -> None:
    (folder / frozen.LIST).write_text("?\n", encoding="utf-8")
    (problem,) = check_definitions(None, folder=folder)
    assert "FROZEN: line 1" in problem.msg


def test_a_deployment_is_warned_of_drafts(folder: Path) -> None:
    found = check_published(None, folder=folder)
    assert f"{CLOCKS} is not published." in [problem.msg for problem in found]
    assert {problem.id for problem in found} == {"catalogue.W001"}
