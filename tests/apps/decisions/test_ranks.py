"""A decision, and everything said of it since, keeps the rank in which it was said."""

from uuid import UUID

import pytest

from caseward.decisions import commands, queries
from caseward.decisions.queries import Signed
from tests import cast
from tests.apps.decisions.given import second, signed
from tests.apps.decisions.test_reviews import dissent, review
from tests.apps.workforce import test_ranks as ranks


pytestmark = pytest.mark.django_db


def read(decision_id: UUID) -> Signed:
    with cast.acting("beth") as ctx:
        return queries.decision(viewer=ctx.actor, decision_id=decision_id)


def promoted() -> None:
    """Everybody is something else by now."""
    for name in ("priya", "omar", "beth", "grace"):
        ranks.record(name, "chief-superintendent")


def test_a_decision_keeps_the_rank_of_who_signed_and_a_second_opinion_of_who_gave_it() -> None:
    decision_id = signed("beth")
    with cast.acting("grace") as ctx:
        second(ctx, decision_id=decision_id, approves=True, because="The threat is named.")
    promoted()

    found = read(decision_id)

    assert found.decided_rank == "Sergeant"
    assert [one.rank for one in found.countersignatures] == ["Inspector"]


def test_what_is_added_keeps_the_rank_of_who_added_it() -> None:
    decision_id = signed("beth")
    with cast.acting("omar") as ctx:
        commands.add_addendum(ctx, decision_id=decision_id, text="The school has called again.")
    dissent(decision_id, who="priya")
    review(decision_id, who="grace")
    promoted()

    assert {(one.kind, one.rank) for one in read(decision_id).addenda} == {
        ("WORDS", "Constable"), ("DISSENT", "Constable"), ("REVIEW", "Inspector"),
    }  # fmt: skip


def test_the_page_of_a_decision_says_the_rank() -> None:
    page = cast.browser("beth").get(f"/decisions/{signed('grace')}/").content.decode()

    assert "<br>Inspector" in page


def test_who_holds_no_rank_signs_without_one() -> None:
    ranks.end("sam", ranks.standing("beth"))

    assert read(signed("beth")).decided_rank == ""
