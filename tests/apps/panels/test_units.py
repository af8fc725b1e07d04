"""Whose sitting talks of a case: that of the unit that holds it, before a transfer and after (ADR 37)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from caseward.cases.vocabulary import CaseId
from caseward.compartments.vocabulary import Extent
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.obligations.models import Obligation
from caseward.panels import commands, queries
from caseward.panels.commands.reading import OfCase
from caseward.panels.models import Item
from caseward.panels.vocabulary import ItemId, SittingId
from tests import cast, given, moments, roles
from tests.apps.cases.transfers import RECEIVER, a_receiver, accepted, offered
from tests.apps.compartments.given import excluded, granted, sealed
from tests.apps.panels.given import (
    AFTER,
    ARRANGED_AT,
    DISCUSSED,
    NOT_DISCUSSED,
    agree_action,
    answer_referrer,
    approve_minutes,
    arrange_sitting,
    close_item,
    put_forward,
)
from tests.apps.panels.test_sittings import owed, refused, verbs
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

NOMINAL = "Northshire Nominal"


def of_case(case_id: CaseId, who: str) -> OfCase:
    with cast.acting(who, now=ARRANGED_AT) as ctx:
        return commands.view_sittings_of_case(ctx, case_id=case_id)


def open_to(case_id: CaseId, who: str) -> list[SittingId]:
    return [one.id for one in of_case(case_id, who).open]


def test_a_case_is_put_before_no_sitting_of_another_unit_even_by_one_who_works_in_both() -> None:
    case_id, ours = given.owned(), arrange_sitting()
    theirs = arrange_sitting(who="rhys", of=NOMINAL, sort="conference")
    excluded(case_id)  # from here on it stands apart, and what is given opens it alone
    granted(case_id, to="rhys", extent=Extent.WORK)
    of_another = ("sitting.of-another-unit", "sitting")
    assert refused(lambda: put_forward(case_id, theirs, who="rhys")) == of_another
    with pytest.raises(NotVisible):
        put_forward(case_id, ours, who="rhys")
    assert open_to(case_id, "rhys") == []

    with staff.as_sam() as ctx:
        staff.qualify(ctx, "rhys", "case-officer")
        staff.post(ctx, "rhys", "Northshire Prevent", "case-officer")

    assert refused(lambda: put_forward(case_id, theirs, who="rhys")) == of_another
    assert open_to(case_id, "rhys") == open_to(case_id, "priya") == [ours]
    item_id = put_forward(case_id, ours, who="rhys")
    with roles.owner(), pytest.raises(DatabaseError, match="of the unit that holds it"), transaction.atomic():
        item = Item.objects.get(pk=item_id)
        item.pk, item.sitting_id = uuid4(), theirs
        item.save(force_insert=True)


def test_a_case_kept_for_named_people_goes_before_the_panel_of_its_unit() -> None:
    case_id, ours = given.owned(), arrange_sitting()
    sealed(case_id)
    assert open_to(case_id, "priya") == [ours]

    item_id = put_forward(case_id, ours)
    close_item(item_id)

    assert [one.id for one in of_case(case_id, "grace").items] == [item_id]
    with cast.acting("omar", now=AFTER) as ctx:
        assert queries.agenda(viewer=ctx.actor, sitting_id=ours) == ()
        assert queries.home_of(viewer=ctx.actor, case_id=case_id) is None


def bearers(case_id: CaseId, rule: str) -> set[str]:
    with roles.owner():
        found = Obligation.objects.filter(about_id=case_id, rule_key=rule, ended_at__isnull=True)
        return {one.owed_by.username for one in found.select_related("owed_by") if one.owed_by}


def reaches_nothing(case_id: CaseId, sitting_id: SittingId, item_id: ItemId, who: str) -> None:
    """Somebody who knows the case alone: that it exists, and nothing of where it was put forward."""
    said = of_case(case_id, who)
    assert (said.items, said.open) == ((), ())
    for verb in verbs(case_id, sitting_id, item_id, who)[:-1]:
        with pytest.raises((NotVisible, NotPermitted)):
            verb()
    for verb in verbs(case_id, sitting_id, item_id, who)[3:-1]:
        with pytest.raises(NotVisible):
            verb()


def test_whoever_was_let_in_to_a_case_alone_learns_of_no_sitting() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    excluded(case_id)
    granted(case_id, to="rhys", extent=Extent.READ)
    granted(case_id, to="jo", extent=Extent.WORK)
    for who in ("rhys", "jo"):
        reaches_nothing(case_id, sitting_id, item_id, who)


def test_a_transfer_leaves_no_item_blank_and_no_referrer_waiting() -> None:
    """F17, F25, F28: the unit that met keeps its minutes; the unit that has the case keeps the promises."""
    now = moments.real_now()
    case_id = given.owned(now=now - timedelta(days=3))
    held = [
        arrange_sitting(now=now - timedelta(days=2), held_at=now - timedelta(hours=hours))
        for hours in (20, 10, 5)
    ]
    items = [put_forward(case_id, one, now=now - timedelta(days=1)) for one in held]
    close_item(items[0], now=now)
    accepted(offered(case_id, a_receiver()))

    the_old_unit_closes_its_minutes(case_id, held, items)
    the_new_unit_keeps_the_promises(case_id, held, items)
    granted(case_id, to="rhys", by="dana", extent=Extent.WORK)
    reaches_nothing(case_id, held[0], items[0], "rhys")


def the_old_unit_closes_its_minutes(case_id: CaseId, held: list[SittingId], items: list[ItemId]) -> None:
    now = moments.real_now()
    assert refused(lambda: approve_minutes(held[1], now=now))[0] == "minutes.blank-item"
    with pytest.raises(NotPermitted):
        agree_action(items[1], now=now)
    with pytest.raises(NotPermitted):
        answer_referrer(items[0], now=now)
    with pytest.raises(NotPermitted):
        put_forward(case_id, held[2], now=now)
    page = cast.browser("priya").get(f"/sittings/items/{items[1]}/").content.decode()
    assert "went to another unit" in page
    assert f"/sittings/items/{items[1]}/close/" in page
    close_item(items[1], now=now, closed=DISCUSSED)
    close_item(items[2], now=now, closed=NOT_DISCUSSED)
    for one in held:
        approve_minutes(one, now=now)
    with cast.acting("beth", now=now) as ctx:
        agendas = [queries.agenda(viewer=ctx.actor, sitting_id=one) for one in held]
    assert [(one.is_approved, one.kept.is_gone) for [one] in agendas] == [(True, True)] * 3


def the_new_unit_keeps_the_promises(case_id: CaseId, held: list[SittingId], items: list[ItemId]) -> None:
    now = moments.real_now()
    for rule in ("referrer-feedback", "carried-over"):
        assert (owed(case_id)[rule], bearers(case_id, rule)) == (1, {"stan"})
    assert {one.id for one in of_case(case_id, "stan").items} == set(items)
    stan = cast.browser("stan")
    assert stan.get(f"/sittings/items/{items[0]}/").status_code == 200
    for hidden in ("", "minutes/", "approve/", "add/"):
        assert stan.get(f"/sittings/{held[0]}/{hidden}").status_code == 404
    with pytest.raises(NotVisible):
        close_item(items[0], who="stan", now=now)
    with pytest.raises(NotVisible):
        agree_action(items[0], who="stan", now=now)
    for item_id in items:
        answer_referrer(item_id, who="stan", now=now)
    with pytest.raises(NotVisible):
        put_forward(case_id, held[0], who="stan", now=now)
    theirs = arrange_sitting(who="stan", of=RECEIVER, now=now, held_at=now + timedelta(days=8))
    put_forward(case_id, theirs, who="stan", now=now)
    assert not {"referrer-feedback", "carried-over"} & set(owed(case_id))


def test_the_home_of_a_case_is_said_to_nobody_who_may_not_know_it() -> None:
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        home: UUID | None = queries.home_of(viewer=ctx.actor, case_id=case_id)
        assert home == cast.compartment(given.CASES)
    with cast.acting("rhys") as ctx:
        assert queries.home_of(viewer=ctx.actor, case_id=case_id) is None
