"""PDF forms: fields with their labels, and text with its places on the page."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pdfplumber
import pypdf
from pypdf import errors as pypdf_errors

from caseward.foundation.documents import limits, pdf_fields, pdf_layout, pdf_words
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.gathering import Gathering
from caseward.foundation.documents.metering import Metered
from caseward.foundation.documents.pdf_fields import Widget
from caseward.foundation.documents.pdf_layout import Piece
from caseward.foundation.documents.pdf_objects import dictionary
from caseward.foundation.documents.pdf_pages import Rewriting
from caseward.kernel.forms.documents import BlockKind, Document, DocumentKind


# Both parsers quote what they stumble over, and no word of a document may reach a log.
for _parser in ("pypdf", "pdfminer", "pdfplumber"):
    logging.getLogger(_parser).setLevel(logging.CRITICAL + 1)

_BOUNDS = pypdf.Configuration(
    maximum_declared_stream_length=limits.PDF_DECLARED_STREAM,
    array_based_stream_maximum_output_length=limits.PDF_STREAM,
    lzw_maximum_output_length=limits.PDF_STREAM,
    run_length_maximum_output_length=limits.PDF_STREAM,
    zlib_maximum_output_length=limits.PDF_STREAM,
    zlib_maximum_recovery_input_length=limits.PDF_STREAM // 4,
    stream_decoding_work_maximum_length=2 * limits.PDF_STREAM,
    stream_filters_maximum_length=4,
    page_tree_maximum_entries=limits.PDF_WIDGETS,
    page_tree_maximum_page_entries=20 * limits.PDF_WIDGETS,
    form_fields_maximum_entries=limits.PDF_WIDGETS,
    jbig2dec_binary=None,
)
_CROSS_REFERENCE = re.compile(rb"\d{10} \d{5} [nf]")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)


def read(data: bytes) -> Document:
    """Read a PDF; raise Unreadable for one that is protected, damaged, dynamic, crowded, or without text."""
    _refuse_swarms(data)
    try:
        with pypdf.apply_configuration(_BOUNDS):
            clean, widgets, has_pictures = _taken_apart(data)
        pages = list(_pages(clean, widgets))
    except Unreadable:
        raise
    except pypdf_errors.LimitReachedError as limit:
        raise Unreadable("too-crowded") from limit
    except Exception as trouble:
        # What two parsers raise for hostile bytes has no common ancestor, and none of it is our fault.
        raise Unreadable("broken-pdf") from trouble
    if not any(piece.cells for page in pages for piece in page):
        raise Unreadable("no-text" if has_pictures else "no-words")
    return _document(pages)


def _refuse_swarms(data: bytes) -> None:
    """Refuse more objects than any form has, before a parser makes something of each."""
    if max(data.count(b"endobj"), data.count(b" obj")) > limits.PDF_OBJECTS:
        raise Unreadable("too-crowded")
    if sum(1 for _ in _CROSS_REFERENCE.finditer(data)) > limits.PDF_CROSS_REFERENCES:
        raise Unreadable("too-crowded")


def _taken_apart(data: bytes) -> tuple[bytes, list[list[Widget]], bool]:
    """The text of the pages as a PDF of our own, what is filled in on each, and whether there are pictures."""
    reader = pypdf.PdfReader(
        Metered(data),
        strict=False,
        root_object_recovery_limit=limits.PDF_ROOTS_TRIED,
        xref_stream_maximum_entries=limits.PDF_CROSS_REFERENCES,
    )
    if reader.is_encrypted:
        raise Unreadable("locked-pdf")
    if pdf_fields.has_only_dynamic_form(dictionary(reader.trailer.get("/Root"))):
        raise Unreadable("dynamic-form")
    if len(reader.pages) > limits.PDF_PAGES:
        raise Unreadable("too-many-pages")
    rewriting = Rewriting()
    widgets = []
    for page in reader.pages:
        rewriting.take(page)
        widgets.append(list(pdf_fields.widgets(page)))
        if sum(map(len, widgets)) > limits.PDF_WIDGETS:
            raise Unreadable("too-crowded")
    return rewriting.document(), widgets, rewriting.has_pictures


def _pages(clean: bytes, widgets: Sequence[Sequence[Widget]]) -> Iterator[list[Piece]]:
    """The passages of each page; those that repeat at its head or foot are marked as margins."""
    with pdfplumber.open(io.BytesIO(clean)) as pdf:
        found = []
        for page, filled in zip(pdf.pages, widgets, strict=True):
            words = pdf_words.words(page, filled)
            tables = pdf_words.tables(page)
            pieces = pdf_layout.pieces(words, tables, filled, size=(float(page.width), float(page.height)))
            found.append((pieces, float(page.height)))
            page.close()
    repeated = Counter(_print_of(p) for pieces, height in found for p in pieces if _is_at_edge(p, height))
    for pieces, height in found:
        for piece in pieces:
            if _is_at_edge(piece, height) and (repeated[_print_of(piece)] > 1 or _is_page_number(piece)):
                piece.kind = BlockKind.MARGIN
        yield pieces


def _is_at_edge(piece: Piece, height: float) -> bool:
    of_text = piece.kind is not BlockKind.FIELD and not piece.table
    return of_text and not pdf_layout.MARGIN * height < piece.top < (1 - pdf_layout.MARGIN) * height


def _print_of(piece: Piece) -> str:
    """The words of a margin; the page number in them changes from page to page."""
    text = " ".join(piece.cells)
    return _DIGITS.sub("#", text) if "page" in text.casefold() else text


def _is_page_number(piece: Piece) -> bool:
    return _PAGE_NUMBER.fullmatch(" ".join(piece.cells).strip()) is not None


def _document(pages: Sequence[Sequence[Piece]]) -> Document:
    gathering = Gathering()
    for number, pieces in enumerate(pages, 1):
        counted: Counter[str] = Counter()
        for piece in pieces:
            words, name, group = _place(piece, counted)
            locator, id_ = f"page {number}, {words}", f"pg{number}{name}"
            gathering.add(piece.kind, piece.cells, locator=locator, id=id_, group=f"pg{number}{group}")
    return gathering.document(DocumentKind.PDF)


def _place(piece: Piece, counted: Counter[str]) -> tuple[str, str, str]:
    """The place of a passage on its page, in words, as an id, and the id of what it is a row of."""
    if piece.table:
        table = f"t{piece.table}"
        counted[table] += 1
        return f"table {piece.table}, row {counted[table]}", f"{table}r{counted[table]}", table
    kind = "field" if piece.kind is BlockKind.FIELD else "passage"
    counted[kind] += 1
    return f"{kind} {counted[kind]}", f"{kind[0]}{counted[kind]}", ""
