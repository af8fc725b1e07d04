"""The verbs of oversight."""

from caseward.oversight.commands.diaries import open_diary, view_diary
from caseward.oversight.commands.keeping import (
    declare_address,
    drop_famous_name,
    keep_famous_name,
    mark_decoy,
    unmark_decoy,
)
from caseward.oversight.commands.ledgers import view_ledger
from caseward.oversight.commands.lines import draw_lines, settle_line


__all__ = [
    "declare_address",
    "draw_lines",
    "drop_famous_name",
    "keep_famous_name",
    "mark_decoy",
    "open_diary",
    "settle_line",
    "unmark_decoy",
    "view_diary",
    "view_ledger",
]
