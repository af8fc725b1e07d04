"""What was looked at, how it stands, and what would mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Wrong is what loses records, reveals them or stops work; attention is what will, or might."""

    OK = "ok"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; counts, names of settings and folders, never anything about a person."""

    code: str
    says: str
    state: State = State.OK
    mend: str = ""


def ok(code: str, says: str) -> Finding:
    """It is as it should be."""
    return Finding(code, says)


def attention(code: str, says: str, *, mend: str) -> Finding:
    """It works, and somebody should look at it."""
    return Finding(code, says, State.ATTENTION, mend)


def wrong(code: str, says: str, *, mend: str) -> Finding:
    """It loses records, reveals them or stops work."""
    return Finding(code, says, State.WRONG, mend)
