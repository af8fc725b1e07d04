"""What a walk through a document finds: answers with their passages, and words that answer nothing."""

import dataclasses
from enum import Enum

from caseward.kernel.forms.documents import Block
from caseward.kernel.forms.index import Match


@dataclasses.dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of the document that answer no field, with their place, for an officer to look at."""

    text: str
    locator: str
    passage: str


class Takes(Enum):
    """What else an answer takes after its own passage: nothing, one more passage, table rows, or all that follows."""

    NOTHING = "nothing"
    ONE = "one"
    ROWS = "rows"
    ALL = "all"


@dataclasses.dataclass(slots=True)
class Answer:
    """The words found for one label, with the passages in which they stand; the first is that of the label."""

    field: str
    part: str
    match: Match
    group: str
    takes: Takes = Takes.NOTHING
    texts: list[str] = dataclasses.field(default_factory=list)
    passages: list[Block] = dataclasses.field(default_factory=list)

    def add(self, text: str, block: Block) -> None:
        """Take further words from a block."""
        if text.strip():
            self.texts.append(text)
        if not self.passages or self.passages[-1] is not block:
            self.passages.append(block)
