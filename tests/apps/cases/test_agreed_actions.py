"""One clock runs to the next of the actions that sittings agreed: it stands, moves and ends with them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from caseward.cases import commands
from caseward.cases.models import Action
from caseward.cases.vocabulary import CaseId, Settled
from caseward.compartments import commands as compartments
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.panels.given import AFTER, HELD_AT, agree_action, arrange_sitting, put_forward


pytestmark = pytest.mark.django_db

SOON, LATER, BETWEEN = ((HELD_AT + timedelta(days=count)).date() for count in (10, 30, 20))


def runs(case_id: CaseId) -> list[tuple[date, str]]:
    """Until the end of which day the clock of agreed actions runs, and for whom."""
    with roles.owner():
        found = Obligation.objects.filter(about_id=case_id, rule_key="agreed-action", ended_at__isnull=True)
        return [
            ((one.due_at - timedelta(hours=1)).date(), one.owed_by.username if one.owed_by else "the queue")
            for one in found
            if one.due_at
        ]


def settle(action_id: UUID) -> None:
    with cast.acting("priya", now=AFTER) as ctx:
        version = Action.objects.get(pk=action_id).version
        commands.settle_action(
            ctx, loose_end_id=action_id, version=version, how=Settled.RESOLVED, words="Sent."
        )


def test_settling_an_action_leaves_moves_or_ends_the_one_clock_of_agreed_actions() -> None:
    case_id = given.owned()
    item_id = put_forward(case_id, arrange_sitting())
    first, last, middle = (agree_action(item_id, due_on=day) for day in (SOON, LATER, BETWEEN))
    assert runs(case_id) == [(SOON, "priya")]

    settle(last)
    assert runs(case_id) == [(SOON, "priya")]
    assert told.facts("obligation.redated") == []

    settle(first)
    assert runs(case_id) == [(BETWEEN, "priya")]
    assert len(told.facts("obligation.redated")) == 1

    settle(middle)
    assert runs(case_id) == []
    ended = [one["how"] for one in told.facts("obligation.fulfilled")]
    assert ended.count("action-settled") == 1


def test_an_agreed_action_is_owed_by_the_queue_where_the_owner_may_not_know_the_case() -> None:
    case_id = given.owned()
    item_id = put_forward(case_id, arrange_sitting())
    with cast.acting("priya", now=AFTER) as ctx:
        compartments.declare_conflict(ctx, case_id=case_id, because="His aunt.")
    agree_action(item_id, who="omar", due_on=LATER)

    assert runs(case_id) == [(LATER, "the queue")]
