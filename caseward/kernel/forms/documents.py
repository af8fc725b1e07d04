"""A document without its file format: the order of its headings, rows, paragraphs and form fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What the bytes were, whatever the file was called."""

    WORD = "WORD"
    ODT = "ODT"
    PDF = "PDF"


class BlockKind(StrEnum):
    """How a passage stands in its document; MARGIN is what repeats at the head or foot of its pages."""

    HEADING = "HEADING"
    PARAGRAPH = "PARAGRAPH"
    ROW = "ROW"
    FIELD = "FIELD"
    MARGIN = "MARGIN"


@dataclass(frozen=True, slots=True)
class Block:
    """One passage: a row has its cells in order; a FIELD has the names it goes by, best first, then its answer."""

    kind: BlockKind
    cells: tuple[str, ...]
    locator: str
    id: str
    group: str = ""

    @property
    def text(self) -> str:
        """The passage as one line of display: its filled cells, parted by a bar."""
        return " | ".join(cell.strip() for cell in self.shown if cell.strip())

    @property
    def shown(self) -> tuple[str, ...]:
        """The cells for people: a form field goes by the first of its names alone."""
        return (self.cells[0], self.cells[-1]) if self.kind is BlockKind.FIELD else self.cells

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold anything but space."""
        return tuple(cell for cell in self.cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Passage:
    """What a screen shows of a block, and lights up by its id."""

    id: str
    locator: str
    kind: BlockKind
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A read document: its blocks in reading order, each with a place in words and an id that stays the same."""

    kind: DocumentKind
    blocks: tuple[Block, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every block that holds text, in order, for showing beside the readings."""
        return tuple(Passage(b.id, b.locator, b.kind, b.shown) for b in self.blocks if b.filled)

    @property
    def head_text(self) -> str:
        """What stands in the margins and in the first lines, where a protective marking is written."""
        return "\n".join(self._head())

    @property
    def text(self) -> str:
        """The whole document, a line for each passage."""
        return "\n".join(block.text for block in self.blocks if block.filled)

    def _head(self) -> Iterator[str]:
        yield from (block.text for block in self.blocks if block.kind is BlockKind.MARGIN)
        body = [block.text for block in self.blocks if block.kind is not BlockKind.MARGIN and block.filled]
        yield from body[:8]
