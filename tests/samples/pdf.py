"""PDF forms written by hand: text with or without ruled tables, and form fields; Helvetica with letters of our own."""

import zlib
from collections.abc import Mapping, Sequence

from tests.samples import people


WIDTH, HEIGHT = 595, 842
LEFT, MIDDLE, RIGHT = 40, 300, 555
TOP, BOTTOM = 60, 780
SIZE = 10
# The widths of Helvetica from the space to the tilde, in thousandths of the size; other letters are as wide as an "e".
_WIDTHS = (
    *(
        278,
        278,
        355,
        556,
        556,
        889,
        667,
        191,
        333,
        333,
        389,
        584,
        278,
        333,
        278,
        278,
        556,
        556,
        556,
        556,
        556,
        556,
        556,
    ),
    *(
        556,
        556,
        556,
        278,
        278,
        584,
        584,
        584,
        556,
        1015,
        667,
        667,
        722,
        722,
        667,
        611,
        778,
        722,
        278,
        500,
        667,
        556,
        833,
    ),
    *(
        722,
        778,
        667,
        778,
        722,
        667,
        611,
        722,
        667,
        944,
        667,
        667,
        611,
        278,
        278,
        278,
        469,
        556,
        333,
        556,
        556,
        500,
        556,
    ),
    *(
        556,
        278,
        556,
        556,
        222,
        222,
        500,
        222,
        833,
        556,
        556,
        556,
        556,
        333,
        500,
        278,
        556,
        500,
        722,
        500,
        500,
        500,
        334,
    ),
    *(260, 334, 584),
)


class Paper:
    """Pages on which text, lines and fields are put from the top left corner."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._pages: list[list[bytes]] = [[]]
        self._fields: list[list[tuple[str, dict[str, str]]]] = [[]]

    def new_page(self) -> None:
        self._pages.append([])
        self._fields.append([])

    def text(self, x: float, top: float, text: str, *, size: float = SIZE) -> None:
        codes = bytes(self._code(letter) for letter in text)
        escaped = b"".join(b"\\%03o" % code for code in codes)
        self._pages[-1].append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, HEIGHT - top - size, escaped))

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self._pages[-1].append(b"%g %g %g %g re S" % (x0, HEIGHT - bottom, x1 - x0, bottom - top))

    def raw(self, content: bytes) -> None:
        self._pages[-1].append(content)

    def field(self, box: tuple[float, float, float, float], **entries: str) -> None:
        """A widget; entries are written as they stand: T="(name)", V="(value)"."""
        x0, top, x1, bottom = box
        rectangle = f"[{x0} {HEIGHT - bottom} {x1} {HEIGHT - top}]"
        self._fields[-1].append((rectangle, entries))

    def written(self, *, packed: bool = True, root: str = "", extra: Sequence[bytes] = ()) -> bytes:
        """The document; `extra` are further objects, which begin with number 4."""
        return _document(self._pages, self._fields, self._letters(), packed=packed, root=root, extra=extra)

    def _code(self, letter: str) -> int:
        if ord(letter) < 127:
            return ord(letter)
        return self._codes.setdefault(letter, 128 + len(self._codes))

    def _letters(self) -> bytes:
        pairs = "".join(
            f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n"
            for letter, code in {**{chr(n): n for n in range(32, 127)}, **self._codes}.items()
        )
        return f"begincmap\n{95 + len(self._codes)} beginbfchar\n{pairs}endbfchar\nendcmap".encode()


def text(value: str) -> str:
    """A PDF string in UTF-16, as Acrobat writes what was typed."""
    return f"<feff{value.encode('utf-16-be').hex()}>"


def text_form(answers: Mapping[str, str], *, ruled: bool) -> bytes:
    """Two columns of text, as from a word processor; narratives go across below their prompt."""
    paper, top = Paper(), float(TOP)
    paper.text(LEFT, top - 25, "PREVENT REFERRAL FORM", size=14)
    for title, labels in people.FORM:
        rows = [[title]]
        for label, key in labels:
            value = answers.get(key, "")
            narrative = key.endswith(("narrative", "other_information"))
            rows += [[label], [value]] if narrative else [[label, value]]
        for cells in rows:
            height = _height(cells)
            if top + height > BOTTOM:
                paper.text(LEFT, BOTTOM + 30, "OFFICIAL-SENSITIVE when complete", size=8)
                paper.new_page()
                top = TOP
            _row(paper, cells, top, top + height, ruled=ruled)
            top += height
        top += 10
    paper.text(LEFT, BOTTOM + 30, "OFFICIAL-SENSITIVE when complete", size=8)
    return paper.written()


def line_form(answers: Mapping[str, str]) -> bytes:
    """Label and value on one line, parted by a colon; long lines are broken at the margin."""
    paper, top = Paper(), TOP
    for title, labels in people.FORM:
        for line in [title, *(f"{label}: {answers.get(key, '')}" for label, key in labels)]:
            for piece in wrapped(line, RIGHT - LEFT):
                if top > BOTTOM:
                    paper.new_page()
                    top = TOP
                paper.text(LEFT, top, piece)
                top += 13
            top += 6
    return paper.written()


def field_form(answers: Mapping[str, str], *, tooltips: bool) -> bytes:
    """Form fields beside or below their printed labels, with tooltips or only with technical names."""
    paper, top = Paper(), TOP
    number = 0
    for title, labels in people.FORM:
        needed = 20 + sum(70 if key.endswith(("narrative", "other_information")) else 20 for _, key in labels)
        if top + needed > BOTTOM:
            paper.new_page()
            top = TOP
        paper.text(LEFT, top, title, size=11)
        top += 20
        for label, key in labels:
            number += 1
            entries = {"FT": "/Tx", "T": text(f"field{number}"), "V": text(answers.get(key, ""))}
            if tooltips:
                entries["TU"] = text(label)
            if key.endswith(("narrative", "other_information")):
                for piece in wrapped(label, RIGHT - LEFT):
                    paper.text(LEFT, top, piece)
                    top += 13
                paper.field((LEFT, top, RIGHT, top + 40), **entries)
                top += 48
            else:
                lines = wrapped(label, MIDDLE - LEFT - 10)
                for n, piece in enumerate(lines):
                    paper.text(LEFT, top + 13 * n, piece)
                paper.field((MIDDLE, top - 2, RIGHT, top + 13 * len(lines)), **entries)
                top += 7 + 13 * len(lines)
    return paper.written()


def wrapped(line: str, width: float) -> list[str]:
    """The line broken where it would pass the width."""
    found, current = [], ""
    for word in line.split(" "):
        if current and width_of(f"{current} {word}") > width:
            found.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*found, current]


def width_of(line: str, *, size: float = SIZE) -> float:
    """How wide a line is in Helvetica."""
    letters = (ord(letter) - 32 for letter in line)
    return sum(_WIDTHS[n] if 0 <= n < len(_WIDTHS) else 556 for n in letters) * size / 1000


def _height(cells: Sequence[str]) -> float:
    widths = [RIGHT - LEFT] if len(cells) == 1 else [MIDDLE - LEFT, RIGHT - MIDDLE]
    return 7 + 13 * max(len(wrapped(cell, width - 10)) for cell, width in zip(cells, widths, strict=True))


def _row(paper: Paper, cells: Sequence[str], top: float, bottom: float, *, ruled: bool) -> None:
    edges = [LEFT, RIGHT] if len(cells) == 1 else [LEFT, MIDDLE, RIGHT]
    for cell, left, right in zip(cells, edges, edges[1:], strict=False):
        for n, piece in enumerate(wrapped(cell, right - left - 10)):
            paper.text(left + 4, top + 3 + 13 * n, piece)
        if ruled:
            paper.box(left, top, right, bottom)


def _document(
    pages: Sequence[Sequence[bytes]],
    fields: Sequence[Sequence[tuple[str, dict[str, str]]]],
    letters: bytes,
    *,
    packed: bool,
    root: str,
    extra: Sequence[bytes],
) -> bytes:
    objects: list[bytes] = [b"", _stream(letters, packed=packed), b"", *extra]
    objects[2] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 2 0 R>>"
    kids, widgets = [], []
    for content, on_page in zip(pages, fields, strict=True):
        objects.append(_stream(b"\n".join(content), packed=packed))
        number = len(objects)
        annotations = []
        for rectangle, entries in on_page:
            said = "".join(f"/{key} {value}" for key, value in {"Subtype": "/Widget", **entries}.items())
            objects.append(f"<</Type/Annot/Rect {rectangle}{said}>>".encode())
            annotations.append(f"{len(objects)} 0 R")
        objects.append(
            f"<</Type/Page/Parent 1 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {number} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>/Annots[{' '.join(annotations)}]>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
        widgets += annotations
    objects[0] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    form = f"/AcroForm<</Fields[{' '.join(widgets)}]>>" if widgets else ""
    objects.append(f"<</Type/Catalog/Pages 1 0 R{form}{root}>>".encode())
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, as a file; the last is its root."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += (
        f"trailer\n<</Size {len(objects) + 1}/Root {len(objects)} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def _stream(content: bytes, *, packed: bool) -> bytes:
    body = zlib.compress(content) if packed else content
    how = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), how, body)
