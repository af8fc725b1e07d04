"""What makes an item of the register whole, and when it can be pursued, reviewed and ended."""

from collections.abc import Collection
from datetime import date, datetime

from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop
from caseward.outstanding.models import Item
from caseward.outstanding.vocabulary import Sort


EARLIEST = date(1990, 1, 1)  # the clocks of the register know no day before


def is_a_sort(sort: str, *, known: Collection[str]) -> Decision:
    """It is of a published sort."""
    if sort in known:
        return Allowed("is a published sort")
    return Refused(
        "outstanding.no-such-sort", gettext_noop("The register does not know this."), "Choose one."
    )


def began_in_its_time(since: date, *, today: date) -> Decision:
    """It is out since a day that has come."""
    if EARLIEST <= since <= today:
        return Allowed("began")
    return Refused(
        "outstanding.out-of-its-time",
        gettext_noop("It cannot be out since that day."),
        gettext_noop("Give the day on which it was issued, or on which contact was lost."),
    )


def is_said(words: str, *, wants: str) -> Decision:
    """Something is said."""
    if words.strip():
        return Allowed("is said")
    return Refused("outstanding.without-words", gettext_noop("Something is not said."), wants)


def is_out(item: Item) -> Decision:
    """What has ended is pursued no more."""
    if item.ended_at is None:
        return Allowed("is out")
    return Refused(
        "outstanding.has-ended",
        gettext_noop("This has come to its end."),
        gettext_noop("Enter it anew if it is out again."),
    )


def was_tried_in_its_time(*, at: datetime, began: datetime, now: datetime) -> Decision:
    """An attempt was made after it was out, and not in the future."""
    if began <= at <= now:
        return Allowed("was made while it was out")
    return Refused(
        "outstanding.tried-out-of-time",
        gettext_noop("Nobody can have tried then."),
        gettext_noop("Give when the attempt was made: since it is out, and not in the future."),
    )


def can_pursue(*, can: bool) -> Decision:
    """Its owner works on cases of the unit."""
    if can:
        return Allowed("works on cases of the unit")
    return Refused(
        "outstanding.owner-cannot",
        gettext_noop("This officer does not work on the case."),
        gettext_noop("Choose somebody who works on cases of the unit."),
    )


def can_end_as(ended_as: str, sort: Sort) -> Decision:
    """Each sort has its own ends."""
    if ended_as in sort.ends_as:
        return Allowed("can end so")
    return Refused(
        "outstanding.no-such-end",
        gettext_noop("It cannot end like that."),
        gettext_noop("Choose how it ended."),
    )
