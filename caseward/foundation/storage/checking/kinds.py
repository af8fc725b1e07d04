"""What a file is, by what it holds; what its name or sender says counts for nothing."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_noop as _noop

from caseward.foundation.storage.checking import packages


HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of file, what its names end in, and how a browser is told of it."""

    code: str
    title: str
    suffixes: tuple[str, ...] = ()
    media_type: str = "application/octet-stream"
    family: str = ""

    @property
    def suffix(self) -> str:
        """The ending a download gets."""
        return self.suffixes[0]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"

PDF = Kind("PDF", _noop("PDF document"), ("pdf",), "application/pdf", "pdf")
DOCX = Kind("DOCX", _noop("Word document"), ("docx",), WORD, "word")
XLSX = Kind("XLSX", _noop("Excel workbook"), ("xlsx",), EXCEL, "excel")
ODT = Kind("ODT", _noop("OpenDocument text"), ("odt",), OPEN_TEXT, "opendocument")
PNG = Kind("PNG", _noop("PNG picture"), ("png",), "image/png", "picture")
JPEG = Kind("JPEG", _noop("JPEG picture"), ("jpg", "jpeg", "jpe", "jfif"), "image/jpeg", "picture")
TXT = Kind("TXT", _noop("plain text"), ("txt", "text", "log"), "text/plain; charset=utf-8", "plain")
EML = Kind("EML", _noop("e-mail message"), ("eml",), "message/rfc822", "plain")
ALLOWED = {kind.code: kind for kind in (PDF, DOCX, XLSX, ODT, PNG, JPEG, TXT, EML)}

EMPTY = Kind("EMPTY", _noop("empty file"))
PROGRAM = Kind("PROGRAM", _noop("program or script"))
ARCHIVE = Kind("ARCHIVE", _noop("compressed archive"))
OLD_OFFICE = Kind("OLD_OFFICE", _noop("old or password-protected Office file"))
MARKUP = Kind("MARKUP", _noop("web page or drawing with code"))
OTHER_PICTURE = Kind("OTHER_PICTURE", _noop("picture of another sort"))
RICH_TEXT = Kind("RICH_TEXT", _noop("rich text"))
UNKNOWN = Kind("UNKNOWN", _noop("unknown sort of file"))

# First bytes, most telling first; where two letters would do for a word of text, more is asked for.
MAGIC = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"%PDF-", PDF),
        (rb"\x89PNG\r\n\x1a\n", PNG),
        (rb"\xff\xd8\xff", JPEG),
        (rb"MZ(?=.{0,200}\0)", PROGRAM),
        (rb"\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\0asm|#!", PROGRAM),
        (rb"L\0\0\0\x01\x14\x02\0", PROGRAM),  # a Windows shortcut
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
        (rb"\{\\rt", RICH_TEXT),
        (rb"GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|avif|mif)", OTHER_PICTURE),
        (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", ARCHIVE),
        (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]|\xfd7zXZ\0|\x28\xb5\x2f\xfd|MSCF\0", ARCHIVE),
        (rb".{257}ustar|.{32769}CD001", ARCHIVE),
    )
)
MARKUP_START = re.compile(
    rb"(?i)\s*<(?:!--|\?xml|\?php|!doctype|html|head|body|script|svg|iframe|img|table|a\s|%)"
)
MESSAGE_HEADER = (
    rb"(?:from|to|cc|date|subject|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+|content-type|"
    rb"dkim-signature|arc-[\w-]+|authentication-results|reply-to|sender):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*"
)
MESSAGE_START = re.compile(rb"(?i)(?:" + MESSAGE_HEADER + rb"){2}")
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def detect(source: BinaryIO) -> Kind:
    """The kind of a file by its content, from any bytes whatever; the source is left at its beginning."""
    source.seek(0)
    head = source.read(32774)
    source.seek(0)
    kind = _by_magic(head) or _by_text(head[:HEAD_BYTES])
    if kind is ARCHIVE and head.startswith(b"PK"):
        kind = _package_kind(source)
    source.seek(0)
    return kind


def may_be_called(kind: Kind, suffix: str) -> bool:
    """Whether a name with this ending is honest about the kind; a PNG called .jpg is a slip, not a lie."""
    relatives = {
        ending for other in ALLOWED.values() if other.family == kind.family for ending in other.suffixes
    }
    return not suffix or suffix in relatives


def encoding_of(head: bytes) -> str:
    """In what a text is written, by its first bytes: UTF-16 with its mark, UTF-8, or else Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _by_magic(head: bytes) -> Kind | None:
    return next((kind for magic, kind in MAGIC if magic.match(head)), None) if head else EMPTY


def _package_kind(source: BinaryIO) -> Kind:
    """Word, Excel or OpenDocument by the parts that make one; an archive otherwise, as is any broken package."""
    try:
        with packages.opened(source) as package:
            return _office_kind(package)
    except (packages.Broken, *packages.BREAKS):
        return ARCHIVE


def _office_kind(package: zipfile.ZipFile) -> Kind:
    names = set(package.namelist())
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DOCX
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return XLSX
    if {"mimetype", "content.xml"} <= names:
        with package.open("mimetype") as member:
            return ODT if member.read(100).strip() == OPEN_TEXT.encode() else ARCHIVE
    return ARCHIVE


def _by_text(head: bytes) -> Kind:
    text = codecs.getincrementaldecoder(encoding_of(head))(errors="replace").decode(head)
    if CONTROL.search(text) or text.count("\ufffd") > len(text) // 100:
        return UNKNOWN
    plain = text.encode(errors="replace")
    if MARKUP_START.match(plain):
        return MARKUP
    return EML if MESSAGE_START.match(plain) else TXT
