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
    famous_names,
    line,
    lines,
    my_postcode,
    record_bearing,
)
from caseward.oversight.queries.records import Known, known_records, said_in_words
from caseward.oversight.queries.samples import (
    SampleRow,
    is_signed,
    my_samples,
    sample,
    samples,
    samples_for,
    unattested,
)
from caseward.oversight.queries.unused import UnusedRow, unused_grants


__all__ = [
    "Known",
    "LineRow",
    "Look",
    "Officer",
    "SampleRow",
    "UnusedRow",
    "called",
    "decoys",
    "famous_names",
    "is_signed",
    "known_records",
    "line",
    "lines",
    "looks",
    "my_postcode",
    "my_samples",
    "officers",
    "reader_of",
    "record_bearing",
    "record_by_reference",
    "said_in_words",
    "sample",
    "samples",
    "samples_for",
    "unattested",
    "unused_grants",
]
