"""The verbs of oversight."""

from caseward.oversight.commands.diaries import open_diary, view_diary
from caseward.oversight.commands.ledgers import view_ledger


__all__ = ["open_diary", "view_diary", "view_ledger"]
