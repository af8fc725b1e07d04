"""Sittings and their items, as far as their reader may know them."""

from caseward.panels.queries.agendas import (
    ActionRow,
    ItemRow,
    agenda,
    items_of_case,
    one_item,
    unanswered_since,
)
from caseward.panels.queries.homes import Standing, home_of, standing
from caseward.panels.queries.sittings import (
    MemberRow,
    SittingRow,
    coming,
    held_by,
    members,
    open_for,
    past,
    sitting,
)


__all__ = [
    "ActionRow",
    "ItemRow",
    "MemberRow",
    "SittingRow",
    "Standing",
    "agenda",
    "coming",
    "held_by",
    "home_of",
    "items_of_case",
    "members",
    "one_item",
    "open_for",
    "past",
    "sitting",
    "standing",
    "unanswered_since",
]
