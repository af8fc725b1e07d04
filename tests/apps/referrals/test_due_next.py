"""When something is next due stands beside the referral, whoever changes what is owed about it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from caseward.obligations.models import STILL_OWED, Obligation
from caseward.referrals import commands, queries
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import ImmediateRisk, ReferralId
from tests import cast, given


pytestmark = pytest.mark.django_db


def beside(referral_id: ReferralId) -> datetime | None:
    with cast.acting("noor"):
        return Referral.objects.get(pk=referral_id).next_due_at


def soonest(referral_id: ReferralId) -> datetime | None:
    with cast.acting("noor"):
        owed = Obligation.objects.filter(STILL_OWED, about_id=referral_id)
        return min((one.due_at for one in owed if one.due_at), default=None)


@pytest.mark.parametrize("state", [given.taken, given.checked, given.identified, given.at_the_gateway])
def test_what_is_next_due_is_the_first_of_what_is_owed(state: Callable[[], ReferralId]) -> None:
    referral_id = state()

    assert soonest(referral_id)
    assert beside(referral_id) == soonest(referral_id)


def test_it_follows_when_something_is_done_and_when_a_clock_stands_still() -> None:
    referral_id = given.taken()
    seen = [beside(referral_id)]
    with cast.acting("noor") as ctx:
        commands.mark_acknowledged(
            ctx, referral_id=referral_id, version=given.version(referral_id), how="phone"
        )
        commands.screen_immediate_risk(
            ctx, referral_id=referral_id, version=given.version(referral_id), risk=ImmediateRisk.NO, note=""
        )
    seen.append(beside(referral_id))

    assert seen[0] != seen[1] == soonest(referral_id)


def test_a_decided_referral_has_nothing_due() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        referral = Referral.objects.get(case__pk=case_id)

    assert (referral.next_due_at, soonest(ReferralId(referral.pk))) == (None, None)


def test_the_queue_stands_by_what_is_due_first() -> None:
    later = given.taken(given.CALLUM, now=cast.NOW + timedelta(hours=3))
    first = given.taken(given.MAEVE)
    with cast.acting("noor", now=cast.NOW + timedelta(hours=4)) as ctx:
        rows = queries.queue(viewer=ctx.actor, now=ctx.now).rows

    assert [row.heading.id for row in rows] == [first, later]
