"""PDF files that mean harm or are none, each with what has to become of it."""

import io
from collections.abc import Callable, Iterator

import pypdf

from tests.samples import packing, pdf, people


#: The outcome of a file that is opened after all.
OPENED = "opened"
#: The outcome of a file whose words can be read, and which acts on whoever opens it: read or not, it is never kept.
ACTS = "acts"


def corpus() -> Iterator[tuple[str, bytes, str]]:
    """Every bad PDF: the name it comes under, its bytes, and the expected outcome."""
    yield from _pdfs()
    yield from _crowded_pdfs()


def _pdfs() -> Iterator[tuple[str, bytes, str]]:
    good = pdf.line_form(people.ELIN)
    script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"
    yield "form.pdf", pdf.Paper().written(), "no-words"
    yield "form.pdf", _scanned(), "no-text"
    yield "form.pdf", _paper("text").written(root=script, extra=[b"<</Type/Filespec/F(evil.exe)>>"]), ACTS
    yield "form.pdf", _calculating(), ACTS
    yield "form.pdf", _encrypted_pdf(good), "locked-pdf"
    yield "form.pdf", good + packing.packed({"a": "b"}), "two-kinds"
    yield "form.pdf", good[: len(good) // 3], "broken-pdf"
    yield "form.pdf", b"%PDF-1.7\n%%EOF", "broken-pdf"
    yield "form.pdf", b"%PDF-1.7\n" + packing.noise(20_000).encode(), "broken-pdf"


def _crowded_pdfs() -> Iterator[tuple[str, bytes, str]]:
    yield "form.pdf", _pages(41), "too-many-pages"
    yield "form.pdf", _endless_pages(), "broken-pdf"
    yield "form.pdf", b"%PDF-1.7\n" + b"1 0 obj\nendobj\n" * 25_001, "too-crowded"
    yield "form.pdf", b"%PDF-1.7\nxref\n" + b"0000000000 00000 n \n" * 25_001, "too-crowded"
    yield "form.pdf", _content(b"BT /F1 9 Tf (" + b"x" * 25_000 + b") Tj ET"), "too-crowded"
    yield "form.pdf", _content(b"0 0 9 9 re S\n" * 4_001), "too-crowded"
    yield "form.pdf", _content(b"q " * 3_000_000), "too-crowded"
    yield "form.pdf", _content(b" " * 30_000_000), "too-crowded"
    yield "form.pdf", _inside_itself(), "too-crowded"
    yield "form.pdf", _forms_of_forms(), "too-crowded"
    yield "form.pdf", _part_of_itself(), OPENED
    yield "form.pdf", _many_fields(), "too-crowded"
    yield "form.pdf", _fields_on_every_page(), "too-crowded"
    yield "form.pdf", _many_streams(), "unpacks-too-large"
    yield "form.pdf", _with_forms(_one_in_another, 12), "too-crowded"
    yield "form.pdf", _nested_arrays(), "broken-pdf"
    yield "form.pdf", _pointing_nowhere(), "too-crowded"


def _calculating() -> bytes:
    """A form whose dates are tidied by a script, as form editors make them without being asked."""
    tidies = "/AA<</F<</S/JavaScript/JS(AFDate_FormatEx\\('dd/mm/yyyy'\\);)>>>>"
    return _paper("Date of birth: 14/03/2009").written(root=tidies)


def _scanned() -> bytes:
    """A page with a picture and no text, as a scanner makes it."""
    paper = pdf.Paper()
    paper.raw(b"q 595 0 0 842 0 0 cm /Im1 Do Q")
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    data = paper.written(extra=[picture + b"\nstream\n\x00\nendstream"])
    return data.replace(
        b"/Resources<</Font<</F1 3 0 R>>>>/Annots", b"/Resources<</XObject<</Im1 4 0 R>>>>/Annots"
    )


def _encrypted_pdf(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_forms(make: Callable[[int], bytes], count: int) -> bytes:
    paper = pdf.Paper()
    paper.raw(b"/X4 Do")
    data = paper.written(extra=[make(number) for number in range(4, 4 + count)])
    return data.replace(
        b"/Resources<</Font<</F1 3 0 R>>>>/Annots", b"/Resources<</XObject<</X4 4 0 R>>>>/Annots"
    )


def _inside_itself() -> bytes:
    head = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X4 4 0 R>>>>/Length 6>>"
    return _with_forms(lambda _: head + b"\nstream\n/X4 Do\nendstream", 1)


def _forms_of_forms() -> bytes:
    """Each form invokes the next a hundred times: ten thousand million letters out of a few hundred bytes."""

    def form(number: int) -> bytes:
        inner = b"/X%d Do " % (number + 1) * 100 if number < 8 else b"BT (ha) Tj ET"
        head = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>/Length %d>>"
        return head % (number + 1, min(number + 1, 8), len(inner)) + b"\nstream\n" + inner + b"\nendstream"

    return _with_forms(form, 5)


def _part_of_itself() -> bytes:
    paper = _paper("Surname")
    paper.field((300, 98, 500, 114), Parent="4 0 R", V="(Hart)")
    return paper.written(extra=[b"<</FT/Tx/T(a)/Parent 4 0 R>>"])


def _many_fields() -> bytes:
    paper = _paper("Surname")
    for _ in range(2_001):
        paper.field((300, 98, 500, 114), FT="/Tx", V="(x)")
    return paper.written()


def _pointing_nowhere() -> bytes:
    """Pages that do not exist, each of which a patient parser looks for in the whole file."""
    kids = b" ".join(b"%d 0 R" % number for number in range(100, 400))
    padding = b"%" + b"x" * 1_000_000
    return pdf.assembled(
        [b"<</Type/Pages/Count 9/Kids[" + kids + b"]>>", padding, b"<</Type/Catalog/Pages 1 0 R>>"]
    )


def _fields_on_every_page() -> bytes:
    paper = _paper("Surname")
    for _ in range(3):
        for _ in range(800):
            paper.field((300, 98, 500, 114), FT="/Tx", V="(x)")
        paper.new_page()
    return paper.written()


def _many_streams() -> bytes:
    """Thirty pages of spaces, each of which unpacks to less than a page may, and all of them to too much."""
    paper = pdf.Paper()
    for _ in range(30):
        paper.raw(b" " * 1_000_000)
        paper.new_page()
    return paper.written()


def _one_in_another(number: int) -> bytes:
    head = (
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>/Length 0>>\nstream\n\nendstream"
    )
    return head % (number + 1, number + 1)


def _nested_arrays() -> bytes:
    root = b"<</Type/Catalog/Pages 1 0 R>>"
    return pdf.assembled([b"<</Type/Pages/Count 1/Kids" + b"[" * 20_000 + b"]" * 20_000 + b">>", root])


def _paper(text: str) -> pdf.Paper:
    paper = pdf.Paper()
    paper.text(40, 100, text)
    return paper


def _content(content: bytes) -> bytes:
    paper = pdf.Paper()
    paper.raw(content)
    return paper.written()


def _pages(count: int) -> bytes:
    paper = _paper("one")
    for _ in range(count - 1):
        paper.new_page()
    return paper.written()


def _endless_pages() -> bytes:
    return pdf.assembled([b"<</Type/Pages/Count 9/Kids[1 0 R 1 0 R]>>", b"<</Type/Catalog/Pages 1 0 R>>"])
