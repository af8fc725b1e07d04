"""The verbs of accounts."""

from caseward.accounts.commands.administering import (
    create_account,
    create_demo_account,
    disable_account,
    enable_account,
    invite_again,
    remove_second_factors,
)
from caseward.accounts.commands.door import record_authentication
from caseward.accounts.commands.invitations import one_time_password
from caseward.accounts.commands.own import change_password, end_my_session, end_my_sessions


__all__ = [
    "change_password",
    "create_account",
    "create_demo_account",
    "disable_account",
    "enable_account",
    "end_my_session",
    "end_my_sessions",
    "invite_again",
    "one_time_password",
    "record_authentication",
    "remove_second_factors",
]
