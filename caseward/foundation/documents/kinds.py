"""What a file is, by its first bytes; and whether its name says the same."""

import re

from caseward.foundation.documents.errors import Unreadable
from caseward.kernel.forms.documents import DocumentKind
from caseward.kernel.wording import gettext_noop


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE, _WORD_STREAM = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_PICTURES = (
    *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF"),
    *(b"\x00\x00\x00\x0cjP", b"\x00\x00\x01\x00", b"8BPS"),
)
_PHONE_PICTURE = re.compile(rb"....ftyp(?:heic|heix|mif1|avif)", re.DOTALL)
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|svg|\?xml)", re.IGNORECASE | re.DOTALL
)
_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_END_OF_ARCHIVE = b"PK\x05\x06"
# The comment of an archive, which stands last, is at most 64 KB.
_LONGEST_TAIL = 65_557

_CALLED = {
    DocumentKind.WORD: gettext_noop("a Word document"),
    DocumentKind.ODT: gettext_noop("an ODT document"),
    DocumentKind.PDF: gettext_noop("a PDF"),
}
_PICTURE, _ANOTHER = gettext_noop("a picture"), gettext_noop("another kind of file")
_NAMES = {
    "docx": DocumentKind.WORD,
    "dotx": DocumentKind.WORD,
    "odt": DocumentKind.ODT,
    "ott": DocumentKind.ODT,
    "pdf": DocumentKind.PDF,
}
_PICTURE_NAMES = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "heic", "webp", "svg"})


def is_pdf(data: bytes) -> bool:
    """Whether the file is a PDF, and no archive as well; raise Unreadable for both in one."""
    if not data.startswith(b"%PDF-"):
        return False
    if _END_OF_ARCHIVE in data[-_LONGEST_TAIL:]:
        raise Unreadable("two-kinds")
    return True


def is_archive(data: bytes) -> bool:
    """Whether the file begins as an archive does, of which Word and ODT documents are two sorts."""
    return data.startswith((b"PK\x03\x04", _END_OF_ARCHIVE))


def refusal(data: bytes) -> Unreadable:
    """Why a file that is neither PDF nor archive cannot be opened."""
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith(_PICTURES) or _PHONE_PICTURE.match(data):
        return Unreadable("picture")
    if data.startswith(b"{\\rtf"):
        return Unreadable("rtf")
    if data.startswith(_ARCHIVES):
        return Unreadable("archive")
    return Unreadable("web-page" if _MARKUP.match(data[:4096]) else "unknown")


def check_name(filename: str, *, kind: DocumentKind) -> None:
    """Raise Unreadable if the name claims another kind of file than the bytes are; no ending claims nothing."""
    claimed = _ending(filename)
    if claimed and _NAMES.get(claimed) is not kind:
        raise Unreadable("named-otherwise", named=_as_named(claimed), found=_CALLED[kind])


def _old_office(data: bytes) -> Unreadable:
    if _ENCRYPTED_PACKAGE in data:
        return Unreadable("locked")
    return Unreadable("old-word" if _WORD_STREAM in data else "other-office")


def _ending(filename: str) -> str:
    """The ending that a file system would go by, whatever stands in the name to hide it."""
    last = re.split(r"[/\\]", filename)[-1].rstrip(" .\x00").casefold()
    stem, dot, ending = last.rpartition(".")
    return ending if dot and stem else ""


def _as_named(ending: str) -> str:
    if ending in _NAMES:
        return _CALLED[_NAMES[ending]]
    return _PICTURE if ending in _PICTURE_NAMES else _ANOTHER
