"""The published categories: what the law distinguishes, and nobody a suspect by default."""

from datetime import date
from pathlib import Path

import pytest

from caseward.foundation.catalogue import DefinitionFault, catalogue, load
from tests.definitions.written import published_copy, replaced


TODAY = date(2026, 11, 23)
FILE = "categories/people-in-a-case-2026-11.toml"


def test_the_law_distinguishes_four_and_we_one_more() -> None:
    found = catalogue().people_in_a_case(on=TODAY)

    assert [one.key for one in found.categories] == ["referred", "suspect", "convicted", "victim", "witness"]


def test_nobody_is_a_suspect_because_of_a_role() -> None:
    found = catalogue().people_in_a_case(on=TODAY)

    assert found.role(found.subject).stands_as == "referred"
    assert not {"suspect", "convicted"} & {one.stands_as for one in found.roles}


def test_a_category_is_looked_at_again_after_half_a_year() -> None:
    assert catalogue().clock("category-review", on=TODAY).duration == 6


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('outcomes = ["unfounded"]', 'outcomes = ["forgotten"]', "unknown outcome “forgotten”"),
        ('stands_as = "referred"', 'stands_as = "guilty"', "“guilty” is no category or role"),
        ('colour = "late"', 'colour = "red"', "“red” is none of"),
        ('subject = "subject"', 'subject = "associate"', "role of the subject"),
        ('roles = ["subject"]', 'rolls = ["subject"]', "is it misspelt"),
    ],
)
def test_a_wrong_definition_stops_the_start(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    folder = published_copy(tmp_path)
    replaced(folder, FILE, old, new)

    with pytest.raises(DefinitionFault, match=complaint):
        load(folder)
