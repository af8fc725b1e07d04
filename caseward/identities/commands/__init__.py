"""What custodians do with the link between two identities, each of it by two of them."""

from caseward.identities.commands.ending import end_link, question_link, uphold_link
from caseward.identities.commands.making import confirm_link, propose_link
from caseward.identities.commands.opening import (
    approve_opening,
    ask_to_open,
    close_opening,
    refuse_opening,
    view_identities,
)
from caseward.identities.commands.rotating import rotate_identity_key


__all__ = [
    "approve_opening",
    "ask_to_open",
    "close_opening",
    "confirm_link",
    "end_link",
    "propose_link",
    "question_link",
    "refuse_opening",
    "rotate_identity_key",
    "uphold_link",
    "view_identities",
]
