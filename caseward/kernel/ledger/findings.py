"""What a check found: that something holds, that it is broken, or a note for the reader; each a plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a finding speaks for the ledger, against it, or only explains."""

    HOLDS = "HOLDS"
    BROKEN = "BROKEN"
    NOTE = "NOTE"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with its verdict; no word of an entry is ever in it, only places and names of files."""

    verdict: Verdict
    said: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        """The finding in English; numbers have their thousands parted, names only what can be printed."""
        return self.said.format(**{key: _shown(value) for key, value in self.values.items()})


def holds(said: str, **values: str | int) -> Finding:
    """A finding that speaks for the ledger."""
    return Finding(Verdict.HOLDS, said, values)


def broken(said: str, **values: str | int) -> Finding:
    """A finding that speaks against it."""
    return Finding(Verdict.BROKEN, said, values)


def note(said: str, **values: str | int) -> Finding:
    """A finding that only explains."""
    return Finding(Verdict.NOTE, said, values)


def _shown(value: str | int) -> str:
    """A name from a hostile archive must not steer the reader's terminal."""
    if isinstance(value, int):
        return f"{value:,}"
    return "".join(c if c.isprintable() else "?" for c in value[:120])
