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
from caseward.oversight.queries.lines import (
    LineRow,
    decoys,
    draw_lines,
    famous_names,
    line,
    lines,
    my_postcode,
    record_bearing,
)
from caseward.oversight.queries.records import Known, known_records, said_in_words


__all__ = [
    "Known",
    "LineRow",
    "Look",
    "Officer",
    "called",
    "decoys",
    "draw_lines",
    "famous_names",
    "known_records",
    "line",
    "lines",
    "looks",
    "my_postcode",
    "officers",
    "reader_of",
    "record_bearing",
    "record_by_reference",
    "said_in_words",
]
