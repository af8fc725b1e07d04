"""An officer of a timeline has a rank: as said, and of the published ones only."""

import tomllib
from dataclasses import replace

import pytest

from caseward.kernel.replays import NotUnderstood, Timeline, read_timeline
from caseward.kernel.replays.text import with_seconds
from tests.kernel.test_replays_reading import KNOWN, TODAY, event


RANKS = replace(KNOWN, ranks=frozenset({"sergeant", "superintendent"}))


def read(staff: str) -> Timeline:
    text = f'[[staff]]\nid = "gwen"\n{staff}\n' + event('what = "refer"', 'by = "gwen"')
    return read_timeline(tomllib.loads(with_seconds(text)), known=RANKS, today=TODAY)


@pytest.mark.parametrize(
    ("staff", "rank"),
    [
        ('rank = "Superintendent"\nrole = "supervisor"', "superintendent"),
        ('role = "superintendent"', "superintendent"),
        ('role = "detective-sergeant"', ""),
        ("", ""),
    ],
)
def test_a_rank_is_said_or_left_to_the_role(staff: str, rank: str) -> None:
    assert read(staff).officer("gwen").rank == rank


def test_an_unknown_rank_is_a_fault_with_its_place_and_those_there_are() -> None:
    with pytest.raises(NotUnderstood) as caught:
        read('rank = "admiral"')
    [fault] = caught.value.faults
    assert fault.place.endswith(".rank")
    assert "admiral" in fault.sentence
