"""A text as given, with the passages that fields were read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseward.ui.forms.reading import Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with an id it is a passage that a field came from."""

    text: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A text, never altered: cut into pieces, which joined give it back letter by letter."""

    title: str
    source: str
    pieces: tuple[Piece, ...]
    file_url: str = ""
    file_name: str = ""

    @classmethod
    def cut(cls, text: str, spans: Sequence[tuple[int, int, str]], *, title: str, source: str) -> "Given":
        """Cut a text at its passages (start, end, id); one that overlaps an earlier one begins where that ends."""
        pieces, at = [], 0
        for start, end, passage in sorted(spans):
            begin = max(start, at)
            if end <= begin:
                continue
            pieces += [Piece(text[at:begin]), Piece(text[begin:end], passage)]
            at = end
        pieces.append(Piece(text[at:]))
        return cls(title=title, source=source, pieces=tuple(piece for piece in pieces if piece.text))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One field as read, outside a form."""

    label: str
    value: str
    reading: Reading
