"""OpenDocument texts (.odt): paragraphs, tables, sections, lists, form controls, text boxes, headers and footers."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from caseward.foundation.documents import limits, markup, odt_inline
from caseward.foundation.documents.archives import Archive
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.gathering import Gathering
from caseward.kernel.forms.documents import BlockKind, Document, DocumentKind


_OFFICE = "application/vnd.oasis.opendocument."
_TEXTS = frozenset({f"{_OFFICE}text", f"{_OFFICE}text-template"})
_MACROS = ("Basic/", "Scripts/")
_THROUGH = frozenset(
    {
        *(
            "section",
            "list",
            "list-item",
            "list-header",
            "index-body",
            "table-of-content",
            "numbered-paragraph",
        ),
        *("table-rows", "table-header-rows", "table-row-group", "content-control", "page"),
    }
)
_LONGEST_MIMETYPE = 200


def is_odt(archive: Archive) -> bool:
    """Whether the archive is an OpenDocument text; raise Unreadable for other OpenDocument files and for macros."""
    if not archive.has("mimetype"):
        return False
    kind = archive.part("mimetype")[:_LONGEST_MIMETYPE].decode("ascii", "replace").strip()
    if not kind.startswith(_OFFICE):
        return False
    if kind not in _TEXTS:
        raise Unreadable("other-office")
    if any(name.startswith(_MACROS) for name in archive.names):
        raise Unreadable("macros")
    return True


def read(archive: Archive) -> Document:
    """Read an OpenDocument text; raise Unreadable for one that is locked, damaged or far longer than a form."""
    _refuse_locked(archive)
    content = markup.parsed(archive.part("content.xml"))
    styles = markup.parsed(archive.part("styles.xml")) if archive.has("styles.xml") else None
    outer = markup.child(content, "body")
    body = markup.child(outer, "text") if outer is not None else None
    if body is None:
        raise Unreadable("broken")
    reader = _Reader(content, styles)
    if styles is not None:
        reader.margins(styles)
    reader.blocks(body, place="", name="", group="body")
    return reader.gathering.document(DocumentKind.ODT)


class _Reader:
    """Walks through the text in order and names the place of each passage."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self.gathering = Gathering()
        self._styles = odt_inline.styles(*(root for root in (content, styles) if root is not None))
        self._inline = odt_inline.Inline(styles=self._styles, controls=odt_inline.controls(content))

    def margins(self, styles: Element) -> None:
        """Headers and footers of the pages."""
        found = markup.descendants(styles, "header", "footer", "header-first", "footer-first")
        for number, margin in zip(range(1, limits.MARGIN_PARTS + 1), found, strict=False):
            words = "page header" if "header" in markup.local(margin) else "page footer"
            text = "\n".join(filter(str.strip, self._paragraph_texts(margin)))
            self._inline.boxes.clear()
            self.gathering.add(BlockKind.MARGIN, [text], locator=words, id=f"margin{number}")

    def blocks(self, parent: Element, *, place: str, name: str, group: str) -> None:
        """Everything in one container; `place` and `name` say where the container is, in words and as an id."""
        paragraphs = tables = 0
        for element in self._children(parent, "p", "h", "table"):
            if markup.local(element) == "table":
                tables += 1
                self._table(element, place=f"{place}table {tables}", name=f"{name}t{tables}")
            else:
                paragraphs += 1
                here = f"{place}paragraph {paragraphs}"
                self._paragraph(element, place=here, name=f"{name}p{paragraphs}", group=group)

    def _paragraph(self, element: Element, *, place: str, name: str, group: str) -> None:
        text = self._inline.text(element)
        is_heading = markup.local(element) == "h" or self._is_heading(element)
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        self.gathering.add(kind, [text], locator=place, id=name, group=group)
        self._text_boxes(place=place, name=name)

    def _table(self, table: Element, *, place: str, name: str) -> None:
        for number, row in enumerate(self._children(table, "table-row"), 1):
            here, id_ = f"{place}, row {number}", f"{name}r{number}"
            cells = list(_cells(row))
            texts = ["" if cell is None else "\n".join(self._paragraph_texts(cell)) for cell in cells]
            self.gathering.add(BlockKind.ROW, texts, locator=here, id=id_, group=name)
            self._text_boxes(place=here, name=id_)
            inside = (table for cell in cells if cell is not None for table in self._children(cell, "table"))
            for inner, table_inside in enumerate(inside, 1):
                self._table(table_inside, place=f"{here}, table inside {inner}", name=f"{id_}t{inner}")

    def _text_boxes(self, *, place: str, name: str) -> None:
        boxes, self._inline.boxes = self._inline.boxes, []
        for number, box in enumerate(boxes, 1):
            box_name = f"{name}b{number}"
            self.blocks(box, place=f"{place}, text box {number}, ", name=box_name, group=box_name)

    def _paragraph_texts(self, parent: Element) -> Iterator[str]:
        return (self._inline.text(paragraph) for paragraph in self._children(parent, "p", "h"))

    def _children(self, parent: Element, *names: str) -> Iterator[Element]:
        for element in parent:
            name = markup.local(element)
            if markup.attribute(element, "style-name") in self._styles.hidden:
                continue
            if name in names:
                yield element
            elif name in _THROUGH:
                yield from self._children(element, *names)
            elif name == "frame":
                # A frame that is bound to the page, not to a paragraph, stands by itself.
                yield from self._children_of_boxes(element, *names)

    def _children_of_boxes(self, frame: Element, *names: str) -> Iterator[Element]:
        for box in markup.children(frame, "text-box"):
            yield from self._children(box, *names)

    def _is_heading(self, paragraph: Element) -> bool:
        style = markup.attribute(paragraph, "style-name") or ""
        return style in self._styles.headings or style.startswith(("Heading", "Title"))


def _cells(row: Element) -> Iterator[Element | None]:
    """The cells of a row; None where a cell from a row above reaches down, nothing where one reaches across."""
    across = 0
    for cell in markup.children(row, "table-cell", "covered-table-cell"):
        repeated = _number(cell, "number-columns-repeated")
        if markup.local(cell) == "table-cell":
            across = _number(cell, "number-columns-spanned") - 1
            yield from [cell] * min(repeated, limits.CELLS if len(cell) == 0 else 1)
        elif across > 0:
            across -= repeated
        else:
            yield from [None] * min(repeated, limits.CELLS)


def _number(cell: Element, name: str) -> int:
    said = markup.attribute(cell, name) or "1"
    return max(1, min(int(said), limits.CELLS)) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def _refuse_locked(archive: Archive) -> None:
    name = "META-INF/manifest.xml"
    if not archive.has(name):
        return
    if next(markup.descendants(markup.parsed(archive.part(name)), "encryption-data"), None) is not None:
        raise Unreadable("locked")
