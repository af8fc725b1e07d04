"""Minutes as they stand: words put right, sorts that were withdrawn, and what the database itself refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed
from caseward.panels import commands, events
from caseward.panels.models import Addendum, Approval, Item, Member, Sitting
from caseward.panels.vocabulary import Became, Closed, ItemId, SittingId
from tests import cast, given, roles
from tests.apps.cases.pages import text
from tests.apps.panels.given import (
    AFTER,
    ARRANGED_AT,
    add_to_minutes,
    approve_minutes,
    arrange_sitting,
    at_the_panel,
    close_item,
    put_forward,
    record_member,
)


pytestmark = pytest.mark.django_db

ANSWERED = Closed(became=Became.ANSWERED, decision="Not adopted; managed by us.", rationale="No consent.")


def signed(case_id: CaseId, *, question: str, to_stage: str, now: datetime) -> None:
    with cast.acting("beth", now=now) as ctx:
        cases.move_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            to_stage=to_stage,
            decided=given.decided(to_stage, question=question),
        )


def rests_on(item_id: ItemId) -> UUID | None:
    with cast.acting("priya", now=AFTER) as ctx:
        return commands.view_item(ctx, item_id=item_id).signed_id


def test_words_put_right_rest_on_the_decision_that_was_signed_for_them() -> None:
    case_id, sitting_id = at_the_panel(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    signed(case_id, question="panel", to_stage="information-gathering", now=AFTER)
    close_item(item_id, now=AFTER + timedelta(minutes=5), closed=ANSWERED)
    first = rests_on(item_id)
    signed(case_id, question="initial", to_stage="section-36", now=AFTER + timedelta(minutes=10))

    close_item(item_id, now=AFTER + timedelta(minutes=15), closed=ANSWERED)

    assert rests_on(item_id) == first is not None


def test_what_was_withdrawn_stays_readable_by_its_key() -> None:
    """A sort and a role that are published no longer; none of it is put forward or taken there any more."""
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    record_member(sitting_id)
    with roles.owner():
        Sitting.objects.filter(pk=sitting_id).update(sort="ward-round")
    with cast.acting("priya", now=AFTER) as ctx:
        assert commands.view_minutes(ctx, sitting_id=sitting_id).members[0].role == "education"
    browser = cast.browser("priya")
    for page in (
        "/sittings/",
        f"/sittings/{sitting_id}/",
        f"/sittings/{sitting_id}/minutes/",
        f"/sittings/items/{item_id}/",
        f"/cases/{case_id}/sittings/",
    ):
        assert "ward-round" in text(browser.get(page)), page
    close_item(item_id)
    with roles.owner():
        Sitting.objects.filter(pk=sitting_id).update(sort="channel-panel")
        known = Member.objects.get(sitting_id=sitting_id)
        known.pk, known.role, known.name = uuid4(), "clergy", "Rev. Ash"
        known.save(force_insert=True)
    assert "clergy" in text(browser.get(f"/sittings/{sitting_id}/"))


@command
def write(ctx: Context, *, writing: Callable[[], object], sitting_id: UUID) -> None:
    """Whatever a command might write, in one of its transactions."""
    ctx.authorise(Allowed("a test of the database"))
    writing()
    ctx.record(events.MinutesApproved(sitting_id=sitting_id))


def refused_by_database(writing: Callable[[], object], *, match: str) -> None:
    with cast.acting("beth", now=AFTER) as ctx, pytest.raises(DatabaseError, match=match):
        write(ctx, writing=writing, sitting_id=uuid4())


def test_the_database_keeps_the_minutes_where_they_belong_and_as_they_were_approved() -> None:
    """F25: as the role that the application runs as, whatever its code forgets."""
    case_id, sitting_id, other = given.owned(), arrange_sitting(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    close_item(item_id)
    with cast.acting("beth"):
        cases_at, referrals_at = cast.compartment(given.CASES), cast.compartment(given.REFERRALS)
    by = {"created_at": AFTER, "created_by_id": cast.person("beth").pk}

    def approval(of: SittingId, where: UUID, item: ItemId | None = None) -> Callable[[], object]:
        row = Approval(sitting_id=of, compartment_id=where, item_id=item, words="Agreed.", **by)
        return lambda: row.save(force_insert=True)

    def addendum(of: SittingId, where: UUID, item: ItemId | None = None) -> Callable[[], object]:
        row = Addendum(sitting_id=of, compartment_id=where, item_id=item, text="Probation wrote.", **by)
        return lambda: row.save(force_insert=True)

    refused_by_database(approval(sitting_id, referrals_at), match="where their sitting is kept")
    refused_by_database(approval(other, cases_at, item_id), match="belongs to the sitting of the item")
    refused_by_database(addendum(sitting_id, cases_at), match="after they are approved")
    refused_by_database(addendum(sitting_id, cases_at, item_id), match="after they are approved")
    approve_minutes(sitting_id)
    add_to_minutes(sitting_id)
    refused_by_database(addendum(sitting_id, referrals_at), match="where their sitting is kept")
    refused_by_database(addendum(other, cases_at, item_id), match="belongs to the sitting of the item")
    for kind in (Approval, Addendum, Item):
        found = kind.objects.filter(sitting_id=sitting_id)
        changed = partial(found.update, created_at=ARRANGED_AT)
        refused_by_database(changed, match="denied|grows")
        refused_by_database(partial(found._raw_delete, "default"), match="denied|grows")
