"""Access by name that nobody used for 90 days stands in the list of those who gave it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.foundation.commands.errors import NotVisible
from caseward.oversight import queries
from tests import cast, given
from tests.apps.cases.pages import text
from tests.apps.compartments.given import granted


pytestmark = pytest.mark.django_db


def listed(who: str = "beth", *, days: int = 91) -> list[str]:
    with cast.acting(who) as ctx:
        rows = queries.unused_grants(viewer=ctx.actor, now=given.NOW + timedelta(days=days))
        return [row.name for row in rows]


def test_access_that_nobody_used_for_ninety_days_is_listed() -> None:
    granted(given.owned())

    assert listed(days=89) == []
    assert listed() == ["Rhys Morgan"]


def test_access_that_was_used_since_is_not() -> None:
    case_id = given.owned()
    granted(case_id)
    with cast.acting("rhys", now=given.NOW + timedelta(days=5)) as ctx:
        cases.view_case(ctx, case_id=case_id)

    assert listed(days=91) == []
    assert listed(days=96) == ["Rhys Morgan"]


def test_a_look_at_something_else_is_no_use() -> None:
    granted(given.owned(), to="ewan")
    other = given.owned(given.MAEVE)
    with cast.acting("priya", now=given.NOW + timedelta(days=5)) as ctx:
        cases.view_case(ctx, case_id=other)

    assert listed() == ["Ewan Blythe"]


@pytest.mark.parametrize("who", ["elin", "cleo"])
def test_the_list_is_of_what_one_may_give_oneself(who: str) -> None:
    granted(given.owned())

    assert listed(who) == []


def test_the_list_is_absent_for_everybody_else() -> None:
    for who in ["priya", "rhys", "sam", "ines", "stan"]:
        with pytest.raises(NotVisible):
            listed(who)
        assert cast.browser(who).get(reverse("oversight:unused")).status_code == 404


def test_the_page_says_when_all_of_it_is_used() -> None:
    page = text(cast.browser("beth").get(reverse("oversight:unused")))

    assert "All access by name is used." in page
