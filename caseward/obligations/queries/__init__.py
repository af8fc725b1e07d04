"""What is owed: whose, about what, how it stands, and what nobody has answered on any rung."""

from caseward.obligations.queries.bearers import may_owe, who_may_owe
from caseward.obligations.queries.owed import (
    OWNED,
    Counts,
    Owed,
    burdens,
    counts,
    next_of_records,
    of_record,
    of_record_then,
    owed_by,
    owed_in,
    owned_by,
)
from caseward.obligations.queries.silences import Silences, past_the_last_rung, silences
from caseward.obligations.queries.starts import ends_any, start_due_on, started_by
from caseward.obligations.queries.working_out import Run, derived, pauses_in, pauses_of, run_from, tells_next


__all__ = [
    "OWNED",
    "Counts",
    "Owed",
    "Run",
    "Silences",
    "burdens",
    "counts",
    "derived",
    "ends_any",
    "may_owe",
    "next_of_records",
    "of_record",
    "of_record_then",
    "owed_by",
    "owed_in",
    "owned_by",
    "past_the_last_rung",
    "pauses_in",
    "pauses_of",
    "run_from",
    "silences",
    "start_due_on",
    "started_by",
    "tells_next",
    "who_may_owe",
]
