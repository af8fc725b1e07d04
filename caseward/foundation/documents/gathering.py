"""Gathering the passages of a document in reading order, cleaned and bounded."""

import re
from collections.abc import Iterable

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable
from caseward.kernel.forms.documents import Block, BlockKind, Document, DocumentKind


_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Neither PostgreSQL nor a page can hold these; nobody typed them.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Gathering:
    """Takes passages until the document is complete or too long for a form."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._letters = 0

    def add(self, kind: BlockKind, cells: Iterable[str], *, locator: str, id: str, group: str = "") -> None:  # noqa: A002
        """Take one passage; one without any word is left out."""
        cleaned = tuple(clean(cell) for cell in list(cells)[: limits.CELLS])
        if not any(map(str.strip, cleaned)):
            return
        self._letters += sum(map(len, cleaned))
        if self._letters > limits.LETTERS or len(self._blocks) >= limits.BLOCKS:
            raise Unreadable("too-long")
        self._blocks.append(Block(kind, cleaned, locator, id, group))

    def document(self, kind: DocumentKind) -> Document:
        """The document; raise Unreadable if not one word was found."""
        if not self._blocks:
            raise Unreadable("no-words")
        return Document(kind, tuple(self._blocks))


def clean(text: str) -> str:
    """The text with one kind of line end, and without characters that no text has."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))
