"""Who stands how in a case, and which ends of a case a category does not fit."""

from dataclasses import replace
from datetime import date

import pytest

from caseward.kernel.categories import Categories, Category, Doubt, RoleInCase


KNOWN = Categories(
    key="people",
    version="1",
    title="People",
    subject="subject",
    categories=(
        Category("referred", "Referred", "Not suspected.", "info"),
        Category("suspect", "Suspect", "Suspected.", "late"),
    ),
    roles=(RoleInCase("subject", "Subject", "referred"), RoleInCase("associate", "Associate")),
    doubts=(
        Doubt("unfounded", "Still a suspect.", categories=["suspect"], outcomes=["unfounded"]),
        Doubt("passed", "Only referred.", categories=["referred"], outcomes=["passed"], roles=["subject"]),
    ),
    source=("DPA",),
    effective_from=date(2024, 5, 1),
    effective_until=date(2027, 1, 1),
)


@pytest.mark.parametrize(
    ("role", "category", "outcome", "doubt"),
    [
        pytest.param("associate", "suspect", "unfounded", "unfounded", id="a suspect of an unfounded case"),
        pytest.param("subject", "referred", "unfounded", None, id="referred in an unfounded case fits"),
        pytest.param("subject", "referred", "passed", "passed", id="the subject of what is investigated"),
        pytest.param("associate", "referred", "passed", None, id="the rule speaks of the subject alone"),
        pytest.param("subject", "suspect", None, None, id="an open case is in doubt of nothing"),
    ],
)
def test_a_doubt_speaks_of_role_category_and_end(
    role: str, category: str, outcome: str | None, doubt: str | None
) -> None:
    found = KNOWN.doubt(role=role, category=category, outcome=outcome)

    assert (found.key if found else None) == doubt


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": (RoleInCase("subject", "Subject", "guilty"),)},
        {"doubts": (Doubt("x", "X.", categories=["guilty"], outcomes=["unfounded"]),)},
        {"doubts": (Doubt("x", "X.", categories=["suspect"], outcomes=["unfounded"], roles=["cousin"]),)},
        {"subject": "nobody"},
    ],
)
def test_what_names_something_unknown_is_no_definition(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no category or role"):
        replace(KNOWN, **wrong)  # type: ignore[arg-type]  # one field each


def test_the_subject_stands_somewhere_without_being_entered() -> None:
    with pytest.raises(ValueError, match="role of the subject"):
        replace(KNOWN, subject="associate", doubts=())


def test_it_is_in_force_from_its_first_day_until_the_day_it_ceases() -> None:
    days = (date(2024, 4, 30), date(2024, 5, 1), date(2026, 12, 31), date(2027, 1, 1))

    assert [KNOWN.is_in_force(on=day) for day in days] == [False, True, True, False]
    assert replace(KNOWN, effective_until=None).is_in_force(on=date(2099, 1, 1))


def test_a_key_finds_its_category_and_its_role() -> None:
    assert KNOWN.category("suspect").title == "Suspect"
    assert KNOWN.role("associate").stands_as == ""
    with pytest.raises(KeyError):
        KNOWN.category("guilty")
