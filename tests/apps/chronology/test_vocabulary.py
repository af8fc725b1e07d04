"""Grades in words."""

import pytest

from caseward.chronology.vocabulary import grade_in_words


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("", ""),
        ("1AP", "1AP: reliable source, known directly, may lawfully be shared"),
        ("3EC", "3EC: unreliable source, suspected to be false, may be shared with conditions"),
    ],
)
def test_a_grade_is_said_in_words(grade: str, words: str) -> None:
    assert grade_in_words(grade) == words
