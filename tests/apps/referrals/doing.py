"""Doing one thing as a member of the cast, and looking at what came of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.obligations.models import Obligation
from caseward.referrals import commands, queries
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import ReferralId
from tests import cast, given, told


# Who has no business with a referral of Northshire Prevent, from another force to nobody's unit.
STRANGERS = ("ewan", "rhys", "jo", "ines", "sam", "dana", "stan")

REFUSED = (NotVisible, NotPermitted)


def does(who: str, command: Callable[..., Any], *, now: datetime = given.NOW, **asked: Any) -> Any:
    """Run a command as somebody."""
    with cast.acting(who, now=now) as ctx:
        return command(ctx, **asked)


def referral(referral_id: UUID) -> Referral:
    """As Noor sees it now."""
    with cast.acting("noor"):
        found: Referral = Referral.objects.get(pk=referral_id)
        return found


def version(referral_id: UUID) -> int:
    """The version that a page opened now would carry."""
    return referral(referral_id).version


def candidates(referral_id: UUID) -> list[UUID]:
    """The records that could be the person."""
    with cast.acting("noor") as ctx:
        rows = queries.candidates_for(viewer=ctx.actor, referral=referral(referral_id))
    return [row.candidate.heading.id for row in rows]


def owed(referral_id: UUID) -> dict[str, Obligation]:
    """What is still owed about it, by rule."""
    with cast.acting("noor"):
        found = Obligation.objects.filter(about_id=referral_id, ended_at__isnull=True)
        return {one.rule_key: one for one in found}


def last_refusal() -> tuple[str, str]:
    """Which command was refused last, and by which code."""
    return told.refusals()[-1]


def again() -> ReferralId:
    """A second referral of Callum, searched; the first has made his record."""
    given.identified()
    second = given.checked()
    does("noor", commands.search_records, referral_id=second)
    return second
