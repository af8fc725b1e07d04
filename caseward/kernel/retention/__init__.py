"""Retention: when a record must be looked at again, what is presumed then, and what holds it back."""

from caseward.kernel.retention.disposal import Disposal, Held, RecordFacts, disposal
from caseward.kernel.retention.rules import Hold, Presumption, RetentionRule, Schedule


__all__ = [
    "Disposal",
    "Held",
    "Hold",
    "Presumption",
    "RecordFacts",
    "RetentionRule",
    "Schedule",
    "disposal",
]
