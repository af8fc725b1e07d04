"""Arranging sittings, putting cases before them, recording what became of each, and the minutes."""

from caseward.panels.commands.arranging import arrange_sitting, record_member
from caseward.panels.commands.items import agree_action, answer_referrer, close_item, put_forward
from caseward.panels.commands.minutes import add_to_minutes, approve_minutes
from caseward.panels.commands.reading import view_item, view_minutes, view_sittings_of_case


__all__ = [
    "add_to_minutes",
    "agree_action",
    "answer_referrer",
    "approve_minutes",
    "arrange_sitting",
    "close_item",
    "put_forward",
    "record_member",
    "view_item",
    "view_minutes",
    "view_sittings_of_case",
]
