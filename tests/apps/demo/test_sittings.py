"""The demonstration's panel has met, and meets again."""

from datetime import timedelta

import pytest

from caseward.demo import sittings
from caseward.panels import queries
from tests import cast, moments
from tests.apps.panels.given import at_the_panel


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_panel_was_held_and_has_its_minutes_and_the_next_is_arranged() -> None:
    at_the_panel(now=moments.real_now() - timedelta(days=20))
    people = {name: cast.person(name).pk for name in ("priya", "beth")}

    assert sittings.live(people) == 1

    with cast.acting("priya", now=moments.real_now()) as ctx:
        [held] = queries.past(viewer=ctx.actor, now=ctx.now).rows
        [coming] = queries.coming(viewer=ctx.actor, now=ctx.now).rows
    assert (held.is_approved, held.blank, held.items) == (True, 0, 1)
    assert (coming.is_approved, coming.items) == (False, 1)
