"""Reading who looked at what."""

from caseward.oversight.queries.diaries import (
    Look,
    Officer,
    called,
    looks,
    officers,
    reader_of,
    record_by_reference,
)
from caseward.oversight.queries.records import Known, known_records, said_in_words


__all__ = [
    "Known",
    "Look",
    "Officer",
    "called",
    "known_records",
    "looks",
    "officers",
    "reader_of",
    "record_by_reference",
    "said_in_words",
]
