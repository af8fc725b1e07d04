"""The verbs: posting people and what follows from it, and who covers for whom while somebody is away."""

from caseward.workforce.commands.absences import (
    accept_cover,
    ask_for_cover,
    end_absence,
    record_absence,
    refuse_cover,
)
from caseward.workforce.commands.posting import (
    confirm_posting,
    end_posting,
    post_person,
    record_clearance,
    record_training,
    renew_access,
    withdraw_clearance,
)
from caseward.workforce.commands.ranks import end_rank, record_rank


__all__ = [
    "accept_cover",
    "ask_for_cover",
    "confirm_posting",
    "end_absence",
    "end_posting",
    "end_rank",
    "post_person",
    "record_absence",
    "record_clearance",
    "record_rank",
    "record_training",
    "refuse_cover",
    "renew_access",
    "withdraw_clearance",
]
