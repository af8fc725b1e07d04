"""Walking through a document: each passage goes to the field it answers, or stays unplaced; none is dropped."""

import dataclasses
from collections.abc import Sequence

from caseward.kernel.forms import index, labels, marks
from caseward.kernel.forms.definitions import RUNNING, FormDefinition, Kind
from caseward.kernel.forms.documents import Block, BlockKind, Document
from caseward.kernel.forms.index import FOREIGN, Match
from caseward.kernel.forms.placed import Answer, Takes, Unplaced


LONGEST_HEADING = 80


class Walk:
    """One pass through one document; `answers` and `unplaced` are what it finds."""

    def __init__(self, document: Document, form: FormDefinition) -> None:
        self.answers: list[Answer] = []
        self.unplaced: list[Unplaced] = []
        self._form, self._index, self._blocks = form, index.index_of(form), document.blocks
        self._homes = _homes(document.blocks, self._index)
        self._beside = any(self._index.has_answer_beside(block.text) for block in document.blocks)
        self._section = ""
        self._open: Answer | None = None
        self._columns: tuple[str, tuple[str, ...]] = ("", ())
        self._next = 0
        while self._next < len(self._blocks):
            block = self._blocks[self._next]
            self._next += 1
            if block.filled:
                self._block(block)

    def _block(self, block: Block) -> None:
        if block.kind is BlockKind.MARGIN:
            self._leave(block, block.text)
        elif block.kind is BlockKind.FIELD:
            self._form_field(block)
        elif len(block.cells) > 1:
            self._row(block)
        else:
            self._text(block, block.cells[0])

    # Paragraphs, headings and rows merged into one cell

    def _text(self, block: Block, text: str) -> None:
        headed = self._index.heading(text)
        if headed:
            self._enter(block, *headed)
        elif self._open and self._continues_label(self._open, text):
            self._open.add("", block)
        elif match := self._label(block, text):
            self._start_in_text(match, block)
        elif "\n" in text and self._has_labels(block, text):
            for line in filter(str.strip, text.split("\n")):
                self._text(block, line)
        else:
            self._loose(block, text)

    def _start_in_text(self, match: Match, block: Block) -> None:
        """Begin an answer that ends where a later line of the same passage has a label of its own."""
        lines = match.tail.split("\n")
        narrative = self._form.field(match.field).kind is Kind.LONG_TEXT
        ends = (n for n, line in enumerate(lines) if n and not narrative and self._has_labels(block, line))
        end = next(ends, len(lines))
        self._start(dataclasses.replace(match, tail="\n".join(lines[:end])), block, merged=True)
        if end < len(lines):
            self._text(block, "\n".join(lines[end:]))

    def _has_labels(self, block: Block, text: str) -> bool:
        return any(self._label(block, line) or self._index.heading(line) for line in text.split("\n"))

    def _enter(self, block: Block, section: str, tail: str) -> None:
        self._section, self._open = section, None
        narrative = self._form.section(section).narrative
        if narrative:
            self._begin(Match(narrative, "", tail, "", strong=False), block, Takes.ALL)
        elif tail.strip():
            self._leave(block, tail)

    def _label(self, block: Block, text: str) -> Match | None:
        """The label of the text, unless it is but a word inside a narrative ("Gender: I would not say")."""
        match = self._index.label(text, section=self._here(block), after=self._last())
        if match is None or not self._in_narrative():
            return match
        return match if match.strong or match.field.partition(".")[0] == self._section else None

    def _loose(self, block: Block, text: str) -> None:
        """Words under no label: print, a heading the form has not, more of the open answer, or unplaced."""
        if self._index.is_printed(text):
            return
        if self._is_foreign_heading(block, text):
            self._leave(block, text)
            self._section, self._open = FOREIGN, None
        elif self._open and self._open.takes in {Takes.ALL, Takes.ONE}:
            self._continue(self._open, block, text)
        else:
            self._leave(block, text)

    def _is_foreign_heading(self, block: Block, text: str) -> bool:
        if not (self._section or self.answers) or len(text) > LONGEST_HEADING:
            return False
        if block.kind is BlockKind.HEADING:
            return True
        taker = self._open if self._open and self._open.takes is not Takes.NOTHING else None
        if taker and (not taker.texts or (block.kind is BlockKind.PARAGRAPH and self._in_narrative())):
            return False
        return (text.isupper() and " " in text.strip()) or self._heads_rows(block, text)

    def _heads_rows(self, block: Block, text: str) -> bool:
        """Whether a merged cell stands directly over rows of its own table, as a heading does."""
        below = self._blocks[self._next] if self._next < len(self._blocks) else None
        if block.kind is not BlockKind.ROW or below is None or below.group != block.group:
            return False
        return len(below.filled) > 1 and not text.rstrip().endswith((".", "?", "!", ":"))

    def _continue(self, taker: Answer, block: Block, text: str) -> None:
        asked = self._form.field(taker.field)
        if taker.texts and asked.kind is Kind.YES_NO and not taker.part:
            taker = self._begin(Match(taker.field, "detail", "", "", strong=False), block, Takes.ALL)
        taker.add(text, block)
        if taker.takes is Takes.ONE:
            taker.takes = Takes.NOTHING

    # Rows

    def _row(self, block: Block) -> None:
        if self._is_yes_no_header(block):
            self._columns = (block.group, block.cells)
        elif below := self._values_below(block):
            self._next += 1
            for match, value in zip(self._labels_of(block), below.cells, strict=True):
                self._start(match, block, merged=False).add(value, below)
        elif self._open and self._continues_label(self._open, block.cells[0]):
            self._open.add("\n".join(filter(str.strip, block.cells[1:])), block)
        else:
            self._cells(block)

    def _cells(self, block: Block) -> None:
        current: Answer | None = None
        spare: list[str] = []
        for cell in filter(str.strip, self._ticked(block)):
            if match := self._label_beside(block, cell, current):
                current = self._start(match, block, merged=False)
            elif current:
                current.add(cell, block)
            else:
                spare.append(cell)
        if current is None:
            self._row_without_label(block, spare)
        else:
            for cell in spare:
                self._leave(block, cell)

    def _row_without_label(self, block: Block, cells: Sequence[str]) -> None:
        taker = self._open
        if taker and self._goes_on(taker, block):
            self._continue(taker, block, "\n".join(cells))
        else:
            self._leave(block, block.text)
            self._open = None

    def _goes_on(self, taker: Answer, block: Block) -> bool:
        """Whether a row without a label belongs to the answer above: under an empty cell, or in a table inside."""
        if taker.group == block.group:
            return not block.cells[0].strip() and taker.takes in {Takes.ROWS, Takes.ALL}
        return self._in_narrative()

    def _label_beside(self, block: Block, cell: str, current: Answer | None) -> Match | None:
        match = self._index.label(cell, section=self._here(block), after=self._last())
        if match is None or current is None:
            return match
        if match.stump or match.field == current.field:
            return None if match.part == current.part or match.stump else match
        return match if not match.tail.strip() or current.texts else None

    def _is_yes_no_header(self, block: Block) -> bool:
        words = self._form.vocabulary
        heads = [labels.plain(cell) for cell in block.cells[1:]]
        return {words.yes[0], words.no[0]}.issubset(heads) and self._label(block, block.cells[0]) is None

    def _ticked(self, block: Block) -> tuple[str, ...]:
        """The cells, each mark put before the Yes or No that heads its column."""
        group, heads = self._columns
        if group != block.group or len(heads) != len(block.cells):
            return block.cells
        if not all(len(cell.strip()) <= 3 for cell in block.cells[1:]):
            return block.cells
        marked = (f"{marks.box(cell)} {head}" for cell, head in zip(block.cells[1:], heads[1:], strict=True))
        return (block.cells[0], *marked)

    def _labels_of(self, block: Block) -> list[Match]:
        found = (self._index.label(cell, section=self._here(block)) for cell in block.cells)
        return [match for match in found if match and not match.tail.strip() and not match.stump]

    def _values_below(self, block: Block) -> Block | None:
        """The row that answers a row of nothing but labels, or None."""
        below = self._blocks[self._next] if self._next < len(self._blocks) else None
        if below is None or below.group != block.group or len(below.cells) != len(block.cells):
            return None
        fields = {match.field for match in self._labels_of(block)}
        return below if len(fields) == len(block.cells) and not self._labels_of(below) else None

    # Form fields of a PDF

    def _form_field(self, block: Block) -> None:
        *names, value = block.cells
        said = next(filter(None, map(self._index.section_named, names)), "")
        section, after = said or self._here(block), self._last()
        spelt = (piece for name in names for piece in (name, *reversed(index.pieces(name))))
        found = (self._index.label(name, section=section, after=after) for name in spelt)
        match = next((m for m in found if m and not m.tail.strip()), None)
        self._open = None
        if match:
            self._begin(match, block, Takes.NOTHING).add(value, block)
        elif value.strip():
            self._leave(block, block.text)

    # Answers

    def _start(self, match: Match, block: Block, *, merged: bool) -> Answer:
        if match.strong and not match.part:
            self._section = match.field.partition(".")[0]
        return self._begin(match, block, self._takes(match, block, merged=merged))

    def _begin(self, match: Match, block: Block, takes: Takes) -> Answer:
        answer = Answer(match.field, match.part, match, block.group, takes)
        answer.add(match.tail, block)
        self.answers.append(answer)
        self._open = answer
        return answer

    def _takes(self, match: Match, block: Block, *, merged: bool) -> Takes:
        asked = self._form.field(match.field)
        if asked.kind is Kind.LONG_TEXT or match.part or (asked.kind is Kind.YES_NO and asked.detail_labels):
            return Takes.ALL
        if merged and not match.tail.strip():
            return Takes.NOTHING if self._ends_empty(block) else Takes.ONE
        return Takes.ROWS if asked.kind in RUNNING or asked.kind is Kind.TEXT else Takes.NOTHING

    def _ends_empty(self, block: Block) -> bool:
        """Whether "Label:" at the end of a line means no answer, as where others stand beside their labels."""
        return self._beside and block.kind is not BlockKind.ROW and block.text.endswith(":")

    def _continues_label(self, answer: Answer, text: str) -> bool:
        if not text.strip() or not self._index.continues(answer.match, text):
            return False
        answer.match = self._index.longer(answer.match, text)
        return True

    def _in_narrative(self) -> bool:
        taker = self._open
        if taker is None or self._form.field(taker.field).kind is not Kind.LONG_TEXT:
            return False
        return bool(taker.texts or taker.match.words)

    def _last(self) -> str:
        return self.answers[-1].field if self.answers else ""

    def _here(self, block: Block) -> str:
        return self._section or self._homes.get(block.group, "")

    def _leave(self, block: Block, text: str) -> None:
        if not self._index.is_printed(text) and not text.strip(" .)").isdigit():
            self.unplaced.append(Unplaced(text.strip(), block.locator, block.id))


def _homes(blocks: Sequence[Block], of: index.Index) -> dict[str, str]:
    """For each table before the first known heading, the section to which all its own labels point."""
    groups: dict[str, list[str]] = {}
    for block in blocks:
        if any(map(of.heading, block.cells)):
            break
        groups.setdefault(block.group, []).extend(block.filled)
    return {group: of.homes(texts) for group, texts in groups.items()}
