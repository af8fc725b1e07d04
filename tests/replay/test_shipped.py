"""The timelines under docs/replays say what they are meant to say, and their pages stand alone."""

import html
import tomllib
from pathlib import Path
from typing import Any

import pytest

from caseward.kernel.replays.text import with_seconds
from tests.guards.walking import ROOT
from tests.replay.conftest import Replay
from tests.replay.timelines import TAKEN, event


SHIPPED = sorted((ROOT / "docs" / "replays").glob("*.toml"))

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_what_a_shipped_timeline_expects_is_so(file: Path, replay: Replay) -> None:
    report = replay(file.read_text("utf-8")).report

    assert report["expectations"]
    assert [one for one in report["expectations"] if not one["met"]] == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_timeline_has_its_page_and_its_picture(file: Path) -> None:
    assert file.with_suffix(".html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert file.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    told = tomllib.loads(with_seconds(file.read_text("utf-8")))
    page = html.unescape(file.with_suffix(".html").read_text("utf-8"))
    rows = [
        (f"event[{n}].expects", one) for n, event in enumerate(told["event"], 1) for one in several(event)
    ]
    rows += [("expects", one) for one in several(told)]
    wanted = [f"<td>{place}</td><td>{phrase}</td><td>met</td>" for place, phrase in rows]
    assert [one for one in wanted if one not in page] == []  # else: `make replays`
    assert f">{len(told['event'])} events<" in page
    assert ">not met<" not in page
    assert file.name in (ROOT / "docs" / "replays" / "README.md").read_text("utf-8")


def several(told: dict[str, Any]) -> list[str]:
    """What is expected there, one phrase or many."""
    found = told.get("expects", [])
    return [found] if isinstance(found, str) else found


def test_a_page_stands_alone_and_lets_no_markup_through(replay: Replay) -> None:
    text = 'title = "<b>Bold</b>"\n' + TAKEN + event("2019-10-14", "decide", 'words = "<script>x</script>"')

    page = replay(text, "--report", "html").out

    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert not any(word in page for word in ("<script", "<b>", "https://", "src=", "<link", "url("))
    assert page.count("<svg") > 1
    for rule in (
        "Acknowledge the referral, version",
        "person-searched",
        "What would have satisfied the rule",
    ):
        assert rule in page


def test_a_report_is_written_to_a_file(replay: Replay, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"

    answer = replay(TAKEN, "--out", str(out))

    assert (answer.status, answer.out) == (0, "")
    assert "2 events" in out.read_text("utf-8")
