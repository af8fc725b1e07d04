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
from caseward.oversight.commands.samples import attest_look, draw_samples, explain_look, sign_week


__all__ = [
    "attest_look",
    "declare_address",
    "draw_lines",
    "draw_samples",
    "drop_famous_name",
    "explain_look",
    "keep_famous_name",
    "mark_decoy",
    "open_diary",
    "settle_line",
    "sign_week",
    "unmark_decoy",
    "view_diary",
    "view_ledger",
]
