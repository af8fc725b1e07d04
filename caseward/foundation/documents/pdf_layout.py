"""From lines, tables and fields to the passages of a page in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caseward.foundation.documents.pdf_fields import Box, Sort, Widget
from caseward.foundation.documents.pdf_lines import Line, Segment, lines
from caseward.foundation.documents.pdf_words import Word
from caseward.kernel.forms.documents import BlockKind


_SAME_PLACE, _PADDING = 4.0, 6.0
_SPACE, _MARGIN_GREATER = 0.2, 30.0
#: How much of a page, at its head and at its foot, may hold what repeats on every page.
MARGIN = 0.07
_ABOVE, _PROMPT_LINES = 60.0, 4


@dataclass(slots=True)
class Piece:
    """One passage of a page before it gets its number."""

    kind: BlockKind
    cells: list[str]
    top: float
    x0: float = 0.0
    table: int = 0
    edges: list[float] = field(default_factory=list)
    last: Line | None = None


def pieces(
    words: Sequence[Word],
    tables: Sequence[list[list[Box | None]]],
    widgets: Sequence[Widget],
    *,
    size: tuple[float, float],
) -> list[Piece]:
    """The passages of one page, from top to bottom: form fields, rows of ruled tables, rows and paragraphs of text."""
    left = list(words)
    found = list(_fields([widget for widget in widgets if widget.sort is Sort.FIELD], left))
    for number, table in enumerate(tables, 1):
        found.extend(_table(number, table, left))
    found.extend(_running_text(lines(left), size))
    return sorted(found, key=lambda piece: (round(piece.top / _SAME_PLACE), piece.x0))


def _fields(fields: Sequence[Widget], words: list[Word]) -> Iterator[Piece]:
    """Each form field with the names it goes by: its own, and what is printed beside or above it."""
    for widget in fields:
        beside = _beside(widget, fields, words)
        for word in beside:
            words.remove(word)
        printed = [" ".join(line.text for line in lines(beside))] if beside else _above(widget, words)
        names = dict.fromkeys(filter(None, (widget.tooltip, *printed, widget.name)))
        yield Piece(BlockKind.FIELD, [*(names or ["?"]), widget.value], widget.box.top, widget.box.x0)


def _beside(widget: Widget, fields: Sequence[Widget], words: Sequence[Word]) -> list[Word]:
    """The words on the left of a field and of no other, at its height."""
    box = widget.box
    wall = max((f.box.x1 for f in fields if f.box.x1 <= box.x0 and _level(f.box, box)), default=float("-inf"))
    return [w for w in words if wall <= w.box.x0 and w.box.x1 <= box.x0 + _SAME_PLACE and _level(w.box, box)]


def _level(one: Box, other: Box) -> bool:
    return other.top - 1 <= one.middle <= other.bottom + 1


def _above(widget: Widget, words: Sequence[Word]) -> list[str]:
    """What is printed over a field: its last lines together, from as many as may be one prompt down to one."""
    box = widget.box
    close = [w for w in words if box.top - _ABOVE <= w.box.bottom <= box.top + _SAME_PLACE]
    over = lines([w for w in close if w.box.x0 < box.x1 and w.box.x1 > box.x0])
    return [
        " ".join(line.text for line in over[start:])
        for start in range(max(0, len(over) - _PROMPT_LINES), len(over))
    ]


def _table(number: int, table: list[list[Box | None]], words: list[Word]) -> Iterator[Piece]:
    for row in table:
        texts = [_cell_text(cell, words) if cell else None for cell in row]
        boxes = [cell for cell in row if cell]
        if boxes:
            # A place into which a cell from above reaches is empty; one into which a cell from the left does is none.
            begun = next(place for place, cell in enumerate(row) if cell)
            cells = ["" for _ in texts[:begun]] + [text for text in texts[begun:] if text is not None]
            yield Piece(BlockKind.ROW, cells, boxes[0].top, boxes[0].x0, table=number)


def _cell_text(cell: Box, words: list[Word]) -> str:
    inside = [
        w for w in words if cell.top <= w.box.middle <= cell.bottom and cell.x0 <= _centre(w.box) <= cell.x1
    ]
    for word in inside:
        words.remove(word)
    text, previous = "", None
    for line in lines(inside):
        text += _joint(previous, line, right=cell.x1 - _PADDING) + line.text
        previous = line
    return text


def _centre(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _joint(previous: Line | None, line: Line, *, right: float) -> str:
    """What joins two lines: a space where the first had no room for the next word, else a line break."""
    if previous is None:
        return ""
    return " " if line.follows(previous) and _is_full(previous, line, right) else "\n"


def _is_full(previous: Line, line: Line, right: float) -> bool:
    return previous.segments[-1].box.x1 + line.segments[0].first + _SPACE * line.height > right


def _running_text(found: Sequence[Line], size: tuple[float, float]) -> Iterator[Piece]:
    """Lines with several segments are rows, others paragraphs; a line below a row's value goes on with it."""
    right = _right_edge(found, size)
    current: Piece | None = None
    for line in found:
        if current and _goes_on(current, line, right=right):
            continue
        if current:
            yield current
        current = _piece(line)
    if current:
        yield current


def _right_edge(found: Sequence[Line], size: tuple[float, float]) -> float:
    """How far lines reach: as far as one does, or as the margin on the left lets expect; page headers do not count."""
    width, height = size
    body = [line for line in found if MARGIN * height < line.top < (1 - MARGIN) * height]
    left = min((line.segments[0].box.x0 for line in body), default=0.0)
    return max([width - left - _MARGIN_GREATER, *(line.segments[-1].box.x1 for line in body)])


def _piece(line: Line) -> Piece:
    kind = BlockKind.ROW if len(line.segments) > 1 else BlockKind.PARAGRAPH
    edges = [segment.box.x0 for segment in line.segments]
    return Piece(
        kind, [segment.text for segment in line.segments], line.top, edges[0], edges=edges, last=line
    )


def _goes_on(piece: Piece, line: Line, *, right: float) -> bool:
    """Add the line to the piece if it goes on with it, and say whether it did."""
    if piece.last is None or len(line.segments) != 1 or not line.follows(piece.last):
        return False
    segment = line.segments[0]
    place = _place(piece, segment)
    wrapped = piece.kind is BlockKind.PARAGRAPH and _is_full(piece.last, line, right)
    if place is None or (place == 0 and not wrapped):
        return False
    piece.cells[place] += _joint(piece.last, line, right=right) + segment.text
    piece.last = line
    return True


def _place(piece: Piece, segment: Segment) -> int | None:
    places = (n for n, edge in enumerate(piece.edges) if abs(edge - segment.box.x0) <= _SAME_PLACE)
    return next(places, None)
