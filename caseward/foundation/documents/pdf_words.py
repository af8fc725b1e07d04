"""The words of a page with their places, and the cells of its ruled tables, as pdfplumber lays them out."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from caseward.foundation.documents.pdf_fields import Box, Sort, Widget


_MOST_EDGES = 1_500
_SNAP = 3.0
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark, or a typed note, with its rectangle."""

    text: str
    box: Box

    @property
    def size(self) -> float:
        """The height of its line."""
        return max(self.box.bottom - self.box.top, 1.0)


def words(page: Page, marks: Sequence[Widget]) -> list[Word]:
    """The words of a page, with its ticked and empty boxes and typed notes among them."""
    found = page.extract_words(x_tolerance=2, y_tolerance=2, keep_blank_chars=False, use_text_flow=False)
    printed = [Word(_logical(w["text"]), Box(w["x0"], w["top"], w["x1"], w["bottom"])) for w in found]
    return [*printed, *(_as_word(mark) for mark in marks if mark.sort is not Sort.FIELD)]


def tables(page: Page) -> list[list[list[Box | None]]]:
    """The ruled tables of a page, each a list of rows of cells; None where a cell reaches into the place."""
    if len(page.edges) > _MOST_EDGES:
        return []
    found = page.find_tables(
        {"snap_tolerance": _SNAP, "join_tolerance": _SNAP, "intersection_tolerance": _SNAP}
    )
    ruled = ([[Box(*cell) if cell else None for cell in row.cells] for row in table.rows] for table in found)
    return [table for table in ruled if _is_table(table)]


def _is_table(rows: list[list[Box | None]]) -> bool:
    """Whether the lines make a table and are not a frame around a page or a box around a paragraph."""
    return any(sum(cell is not None for cell in row) > 1 for row in rows)


def _as_word(mark: Widget) -> Word:
    if mark.sort is Sort.MARK:
        return Word(mark.value, mark.box)
    # A note is often taller than its words: its first line counts.
    height = min(mark.box.bottom - mark.box.top, 14.0)
    return Word(mark.value, Box(mark.box.x0, mark.box.top, mark.box.x1, mark.box.top + height))


def _logical(text: str) -> str:
    """The word in the order in which it is written, where the page has it in the order in which it is shown."""
    if not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return text
    return unicodedata.normalize("NFKC", "".join(_reversed_clusters(text)))


def _reversed_clusters(text: str) -> Iterator[str]:
    """The letters from last to first, each with the marks that stand on it."""
    cluster = ""
    for letter in reversed(text):
        cluster = letter + cluster
        if not unicodedata.combining(letter):
            yield cluster
            cluster = ""
    yield cluster


def is_right_to_left(word: Word) -> bool:
    """Whether the word is of a script that runs from right to left."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in word.text)
