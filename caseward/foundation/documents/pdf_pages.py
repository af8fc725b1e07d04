"""The pages of a PDF written anew: their text and lines, weighed before anything lays them out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import IndirectObject, StreamObject

from caseward.foundation.documents import limits, pdf_fonts
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.pdf_objects import (
    Budget,
    dictionary,
    items,
    name,
    number,
    numbers,
    resolved,
)
from caseward.foundation.documents.pdf_syntax import Name, Plain, Ref, Writer


_DEEPEST = 8
_A4 = (0.0, 0.0, 595.0, 842.0)
_SMALLEST_PAGE, _LARGEST_PAGE = 20.0, 15_000.0
_STROKE = re.compile(rb"(?<=\s)(?:m|l|c|v|y|re|h)(?=\s)")
_INVOKED = re.compile(rb"/([^\s/<>\[\](){}%]{1,200})\s+Do\b")
_BRACKETS = re.compile(rb"\\.|[()]", re.DOTALL)
_HEX_STRING = re.compile(rb"<([0-9A-Fa-f\s]+)>")


@dataclass(frozen=True, slots=True)
class Weight:
    """What laying something out costs: bytes to parse, glyphs to place, strokes to compare."""

    size: int = 0
    glyphs: int = 0
    strokes: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.size + other.size, self.glyphs + other.glyphs, self.strokes + other.strokes)

    @property
    def is_too_much(self) -> bool:
        """Whether one page weighs more than any page of a form."""
        return (
            self.size > limits.PDF_PAGE_CONTENT
            or self.glyphs > limits.PDF_PAGE_GLYPHS
            or self.strokes > limits.PDF_PAGE_STROKES
        )


class Rewriting:
    """Takes the pages of a stranger's PDF one by one and writes a document of its own with their text."""

    def __init__(self) -> None:
        self.has_pictures = False
        self._writer, self._budget = Writer(), Budget()
        self._pages: list[Mapping[str, Plain]] = []
        self._done: dict[tuple[int, int] | None, tuple[Ref, Weight]] = {}
        self._total = Weight()

    def take(self, page: PageObject) -> None:
        """Rewrite one page; raise Unreadable when it, or all of them together, weigh too much."""
        content = b"\n".join(self._budget.data(stream) for stream in _streams(page.get("/Contents")))
        resources, parts = self._resources(page.get("/Resources"), depth=0)
        weight = _weighed(content, parts)
        self._total += weight
        if (
            weight.is_too_much
            or self._total.glyphs > limits.PDF_GLYPHS
            or self._total.strokes > limits.PDF_STROKES
        ):
            raise Unreadable("too-crowded")
        self._pages.append(
            {
                "MediaBox": box_of(page),
                "Rotate": rotation_of(page),
                "Resources": resources,
                "Contents": self._writer.stream(content),
            }
        )

    def document(self) -> bytes:
        """The rewritten document."""
        return self._writer.document(self._pages)

    def _resources(self, given: object, *, depth: int) -> tuple[dict[str, Plain], dict[str, Weight]]:
        old = dictionary(given)
        fonts = {
            key[1:]: self._once(font, self._font)[0] for key, font in dictionary(old.get("/Font")).items()
        }
        parts: dict[str, Plain] = {}
        weights: dict[str, Weight] = {}
        for key, part in dictionary(old.get("/XObject")).items():
            found = resolved(part)
            kind = name(found.get("/Subtype")) if isinstance(found, StreamObject) else ""
            self.has_pictures = self.has_pictures or kind == "Image"
            if kind == "Form":
                parts[key[1:]], weights[key[1:]] = self._once(
                    part, lambda part: self._form(part, depth=depth + 1)
                )
        return {"Font": fonts, "XObject": parts}, weights

    def _once(self, value: object, make: Callable[[object], tuple[Ref, Weight]]) -> tuple[Ref, Weight]:
        """Rewrite an object the first time it is met; raise Unreadable for too many. Depth ends what holds itself."""
        key = (value.idnum, value.generation) if isinstance(value, IndirectObject) else None
        if key in self._done:
            return self._done[key]
        if len(self._writer) > limits.PDF_COPIED_OBJECTS:
            raise Unreadable("too-crowded")
        made = make(value)
        if key is not None:
            self._done[key] = made
        return made

    def _font(self, font: object) -> tuple[Ref, Weight]:
        return pdf_fonts.rewritten(font, self._writer, self._budget), Weight()

    def _form(self, form: object, *, depth: int) -> tuple[Ref, Weight]:
        if depth > _DEEPEST:
            raise Unreadable("too-crowded")
        old, content = dictionary(form), self._budget.data(form)
        about: dict[str, Plain] = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": numbers(old.get("/BBox"), count=4) or _A4,
            "Matrix": numbers(old.get("/Matrix"), count=6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        }
        weights: dict[str, Weight] = {}
        if "/Resources" in old:
            about["Resources"], weights = self._resources(old["/Resources"], depth=depth)
        return self._writer.stream(content, **about), _weighed(content, weights)


def box_of(page: PageObject) -> tuple[float, float, float, float]:
    """The page's own rectangle, left, bottom, right, top; A4 where it has none that can be."""
    given = numbers(page.get("/MediaBox"), count=4) or _A4
    box = (min(given[0], given[2]), min(given[1], given[3]), max(given[0], given[2]), max(given[1], given[3]))
    sides = (box[2] - box[0], box[3] - box[1])
    return box if all(_SMALLEST_PAGE <= side <= _LARGEST_PAGE for side in sides) else _A4


def rotation_of(page: PageObject) -> int:
    """By how many degrees the page is turned when shown: 0, 90, 180 or 270."""
    turned = int(number(page.get("/Rotate"))) % 360
    return turned if turned % 90 == 0 else 0


def _streams(contents: object) -> Sequence[object]:
    found = resolved(contents)
    return [found] if isinstance(found, StreamObject) else items(found)


def _weighed(content: bytes, parts: Mapping[str, Weight]) -> Weight:
    """What one piece of content costs with all that it invokes, as often as it does."""
    weight = Weight(len(content), _letters_in(content), sum(1 for _ in _STROKE.finditer(content)))
    for invoked in _INVOKED.finditer(content):
        weight += parts.get(invoked[1].decode("latin-1"), Weight())
        if weight.is_too_much:
            break
    return weight


def _letters_in(content: bytes) -> int:
    """No fewer than the letters that the strings of the content hold, in whatever way they are bracketed."""
    depth = begun = letters = 0
    for found in _BRACKETS.finditer(content):
        sign = found.group()
        if sign == b"(":
            begun = begun if depth else found.end()
            depth += 1
        elif sign == b")" and depth:
            depth -= 1
            letters += 0 if depth else found.start() - begun
    unclosed = len(content) - begun if depth else 0
    return letters + unclosed + sum(len(found[1]) // 2 for found in _HEX_STRING.finditer(content))
