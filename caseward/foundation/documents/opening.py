"""The one way in: bytes with the name they came under become a document, or are refused with a sentence."""

from caseward.foundation.documents import kinds, odt, pdf, word
from caseward.foundation.documents.archives import Archive
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.storage import sizes
from caseward.kernel.forms.documents import Document, DocumentKind


def open_document(data: bytes, *, filename: str) -> Document:
    """Open a Word, ODT or PDF form; raise Unreadable, and nothing else, for whatever cannot be opened safely.

    The kind is told by the bytes; `filename` is only compared with it. Purely in memory and bounded by `limits` and
    by the size that any file may have.
    """
    if len(data) > sizes.largest_file():
        raise Unreadable("too-large", most=sizes.limit_words(sizes.largest_file()))
    if not data.strip(b"\x00\t\n\r "):
        raise Unreadable("empty")
    try:
        return _opened(data, filename)
    except RecursionError as nested:
        raise Unreadable("broken") from nested


def _opened(data: bytes, filename: str) -> Document:
    if kinds.is_pdf(data):
        kinds.check_name(filename, kind=DocumentKind.PDF)
        return pdf.read(data)
    if kinds.is_archive(data):
        return _from_archive(Archive(data), filename)
    raise kinds.refusal(data)


def _from_archive(archive: Archive, filename: str) -> Document:
    if odt.is_odt(archive):
        kinds.check_name(filename, kind=DocumentKind.ODT)
        return odt.read(archive)
    main = word.main_part(archive)
    if main is None:
        raise Unreadable("archive")
    kinds.check_name(filename, kind=DocumentKind.WORD)
    return word.read(archive, main)
