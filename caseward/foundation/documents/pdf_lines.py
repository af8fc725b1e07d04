"""From words to lines, and from lines to cells: where a gap or a column parts them."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseward.foundation.documents.pdf_fields import Box
from caseward.foundation.documents.pdf_words import Word, is_right_to_left


# In parts of the height of a line.
_GAP, _GAP_AT_COLUMN, _NEXT_LINE = 1.3, 0.35, 0.75
_SAME_PLACE = 3.0
_COLUMN_SEEN = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that stand together; `first` is the width of the first, which a line above had no room for."""

    text: str
    box: Box
    first: float


@dataclass(frozen=True, slots=True)
class Line:
    """The segments of one line, from left to right."""

    segments: tuple[Segment, ...]

    @property
    def top(self) -> float:
        return min(segment.box.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return max(segment.box.bottom for segment in self.segments)

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def follows(self, other: "Line") -> bool:
        """Whether the line stands directly below another, as in one paragraph."""
        return -self.height < self.top - other.bottom < _NEXT_LINE * self.height


def lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a page from top to bottom, parted into segments."""
    rows = [sorted(row, key=lambda word: word.box.x0) for row in _rows(words)]
    columns = _columns(rows)
    return [Line(tuple(_segments(row, columns))) for row in rows]


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words whose middles lie within each other's height."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.box.middle, word.box.x0)):
        if row and word.box.middle - row[0].box.middle > 0.5 * min(word.size, row[0].size):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _columns(rows: Sequence[Sequence[Word]]) -> frozenset[int]:
    """Where words begin again and again behind a gap: the left edges of columns."""
    starts = (
        round(right.box.x0)
        for row in rows
        for left, right in itertools.pairwise(row)
        if right.box.x0 - left.box.x1 > _GAP * right.size
    )
    return frozenset(place for place, seen in Counter(starts).items() if seen >= _COLUMN_SEEN)


def _segments(row: Sequence[Word], columns: frozenset[int]) -> Iterator[Segment]:
    together = [row[0]]
    for word in row[1:]:
        gap = word.box.x0 - together[-1].box.x1
        at_column = round(word.box.x0) in columns and gap > _GAP_AT_COLUMN * word.size
        if gap > _GAP * word.size or at_column:
            yield _segment(together)
            together = []
        together.append(word)
    yield _segment(together)


def _segment(words: Sequence[Word]) -> Segment:
    box = Box(
        min(word.box.x0 for word in words),
        min(word.box.top for word in words),
        max(word.box.x1 for word in words),
        max(word.box.bottom for word in words),
    )
    first = words[0].box.x1 - words[0].box.x0
    return Segment(" ".join(word.text for word in _in_reading_order(words)), box, first)


def _in_reading_order(words: Sequence[Word]) -> Iterator[Word]:
    """Words from left to right, but each run of right-to-left words the other way."""
    run: list[Word] = []
    for word in words:
        if is_right_to_left(word):
            run.append(word)
            continue
        yield from reversed(run)
        run = []
        yield word
    yield from reversed(run)
