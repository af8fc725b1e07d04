"""The published order of ranks, and the places at which other definitions demand one."""

from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from caseward.foundation.catalogue import DefinitionFault, catalogue, load
from caseward.kernel.ranks import Ranks
from tests.definitions.written import published_copy, replaced


TODAY = date(2026, 11, 23)
PROTECTED, POLICE = "pathways/protected-2026-11-23.toml", "ranks/police-2026-11.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return published_copy(tmp_path)


def published() -> Ranks:
    return catalogue().ranks_on(TODAY)


def test_ranks_stand_in_their_order_and_staff_grades_and_offices_count_as_one_of_them() -> None:
    ranks = published()
    ordered = [
        "constable",
        "sergeant",
        "inspector",
        "chief-inspector",
        "superintendent",
        "chief-superintendent",
    ]
    for lower, higher in pairwise(ordered):
        assert ranks.reaches(higher, lower)
        assert not ranks.reaches(lower, higher)
    assert {"superintendent", "gold-commander", "staff-head-of-unit", "commander", "chief-constable"} <= {
        one.key for one in ranks.from_rank("superintendent")
    }
    assert not ranks.reaches("staff-manager", "superintendent")


def test_an_unknown_rank_reaches_nothing_and_is_reached_by_nobody() -> None:
    ranks = published()
    assert not ranks.reaches("", "constable")
    assert not ranks.reaches("chief-constable", "")
    assert not ranks.reaches("chief-constable", "admiral")
    assert ranks.title("admiral") == "admiral"


def test_of_several_the_highest_counts() -> None:
    ranks = published()
    assert ranks.highest(["inspector", "gold-commander", "constable"]) == "gold-commander"
    assert ranks.highest(["gold-commander", "superintendent"]) == "superintendent"
    assert ranks.highest([]) == ranks.highest(["admiral"]) == ""


@pytest.mark.parametrize("place", ["stage.graded", "stage.exit", "gate.threat-ended"])
def test_an_unknown_rank_is_refused_with_file_and_key(place: str, folder: Path) -> None:
    kept, _, rest = (folder / PROTECTED).read_text(encoding="utf-8").partition(f"[{place}]")
    spoilt = rest.replace('decided_by_rank = "superintendent"', 'decided_by_rank = "admiral"', 1)
    (folder / PROTECTED).write_text(f"{kept}[{place}]{spoilt}", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        call_command("definitions", "--folder", str(folder), "check", stdout=StringIO())
    assert f"{PROTECTED}: {place}.decided_by_rank: there is no rank “admiral”." in str(refused.value)


def test_a_grade_counts_as_a_rank_that_is_there(folder: Path) -> None:
    replaced(folder, POLICE, 'counts_as = "inspector"', 'counts_as = "major"')
    with pytest.raises(DefinitionFault, match=r"rank.staff-manager.counts_as: there is no rank “major”"):
        load(folder)


def test_every_stage_that_names_a_rank_names_the_capability_beside_it() -> None:
    protected = catalogue().latest_pathway("protected", on=TODAY)
    asked = {stage.key for stage in protected.stages if stage.decided_by_rank}
    assert asked == {"graded", "decision", "admission", "review", "exit"}
    assert all(stage.decided_by for stage in protected.stages if stage.decided_by_rank)
    assert protected.gate("threat-ended").decided_by_rank == "superintendent"
