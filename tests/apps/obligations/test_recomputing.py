"""What is owed is worked out again when rules are published anew: same question, same answer, nothing else touched."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from caseward.cases import commands as cases
from caseward.cases.vocabulary import PATHWAY, CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.decisions import Allowed
from caseward.obligations import commands, jobs, queries
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import MatterKind
from tests import cast, given, roles, told
from tests.apps.cases.test_taking_over import former, take_over
from tests.apps.chronology.given import CALL, NOTE
from tests.apps.obligations.given import SomethingDone
from tests.apps.tripwires.test_tripwires import platform


pytestmark = pytest.mark.django_db

SECTION_36 = "section-36-decision"


def recompute(beyond: UUID | None = None) -> UUID | None:
    with platform() as ctx:
        return commands.recompute_what_is_owed(ctx, beyond=beyond)


@command
def misread(ctx: Context, *, about_id: UUID, values: dict[str, Any]) -> None:
    """Store an obligation as an earlier edition of rules or calendar would have had it."""
    ctx.authorise(Allowed("the test says so"))
    found = Obligation.objects.filter(about_id=about_id, rule_key=SECTION_36).values_list("pk")[:1]
    ctx.change(ctx.lock(Obligation.objects.visible_to(ctx.actor), found), **values)
    ctx.record(SomethingDone(about_id=about_id))


def stored_otherwise(about_id: UUID, **values: Any) -> None:
    with cast.acting("beth") as ctx:
        misread(ctx, about_id=about_id, values=values)


def stands(about_id: UUID, rule: str = SECTION_36) -> tuple[str, datetime | None, datetime | None]:
    with cast.acting("beth"):
        one = Obligation.objects.get(about_id=about_id, rule_key=rule)
        return one.rule_version, one.due_at, one.tells_at


def test_what_a_newer_rule_or_calendar_moves_is_moved_and_recorded_with_both_days() -> None:
    case_id = given.owned()
    right = stands(case_id)
    assert right[1] is not None
    wrong = right[1] - timedelta(days=1)
    stored_otherwise(case_id, rule_version="2026-11", due_at=wrong, tells_at=None)

    recompute()

    assert stands(case_id) == right
    [moved] = told.facts("obligation.recomputed")
    assert (moved["rule_version"], moved["was_due_on"], moved["due_on"]) == (
        right[0],
        (wrong - timedelta(hours=1)).date().isoformat(),
        (right[1] - timedelta(hours=1)).date().isoformat(),
    )


def test_what_stands_right_is_left_alone_and_a_second_time_changes_nothing() -> None:
    given.owned()
    stored_otherwise(given.owned({**given.MAEVE}), rule_version="2026-11")

    recompute()
    recompute()

    assert len(told.facts("obligation.recomputed")) == 1
    assert len(told.facts("obligation.looked-at")) == 2


def test_what_has_ended_keeps_the_rule_under_which_it_ended() -> None:
    case_id = given.closed(given.at_section_36())
    stored_otherwise(case_id, rule_version="2026-11")

    recompute()

    assert stands(case_id)[0] == "2026-11"
    assert told.facts("obligation.recomputed") == []


def test_recompute_what_is_owed_goes_on_beyond_a_batch() -> None:
    first, second = given.owned(), given.owned({**given.MAEVE})
    for case_id in (first, second):
        stored_otherwise(case_id, rule_version="2026-11")
    with cast.acting("beth"):
        found = Obligation.objects.filter(rule_key=SECTION_36).order_by("id").values_list("id", "about_id")
        (place, before), (_, after) = found

    recompute(place)

    assert (stands(before)[0], stands(after)[0]) == ("2026-11", "2026-11-22")


def test_every_stored_due_day_is_the_one_that_is_derived() -> None:
    """Brief, invariant 3: a due date is derived from a stored event and a named rule version."""
    case_id: CaseId = given.at_section_36()
    given.checked({**given.MAEVE})
    with platform() as ctx:
        jobs.recompute(ctx)

    with cast.acting("beth"):
        owed = list(Obligation.objects.filter(ended_at__isnull=True))
        assert {one.about_id for one in owed} > {case_id}
        assert all(one.due_at == queries.derived(one).at for one in owed)


def test_only_the_platform_recomputes() -> None:
    with cast.acting("sam") as ctx, pytest.raises(NotPermitted):
        commands.recompute_what_is_owed(ctx)


def all_rows() -> list[tuple[Any, ...]]:
    """Every obligation of the world with all its columns, whoever may know of it."""
    with roles.owner():
        return list(Obligation.objects.order_by("id").values_list())


def test_what_saves_and_take_overs_stored_is_what_working_it_out_again_gives() -> None:
    """The same world by every road on which clocks start and end: not one column moves."""
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        cases.add_entry(ctx, case_id=case_id, entered=CALL)
        cases.add_entry(ctx, case_id=case_id, entered=NOTE)
    given.closed(given.at_section_36(given.MAEVE))
    given.taken()
    stages = [
        one.key for one in catalogue().latest_pathway(PATHWAY, on=given.NOW.date()).stages if not one.is_final
    ]
    take_over(*(former(number, stage=stage) for number, stage in enumerate(stages)))
    before = all_rows()

    assert recompute() is None

    assert all_rows() == before
    assert len(before) > 3 * len(stages)


def test_taken_over_in_bulk_or_one_by_one_the_same_is_owed() -> None:
    people = [former(number, stage=stage) for number, stage in enumerate(("support", "panel", "support"))]
    take_over(*people)
    together = clocks_owed()
    for one in people:
        take_over(one)

    assert clocks_owed() == sorted(2 * together)


def clocks_owed() -> list[tuple[Any, ...]]:
    """What is owed in all cases, without what differs from one case to the next."""
    columns = ("rule_key", "rule_version", "started_at", "due_at", "tells_at", "owed_by_id", "capability")
    with roles.owner():
        return sorted(Obligation.objects.filter(about_kind=MatterKind.CASE).values_list(*columns))
