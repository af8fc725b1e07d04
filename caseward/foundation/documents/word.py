"""Word documents (.docx): paragraphs, tables within tables, content controls, text boxes, headers and notes."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from caseward.foundation.documents import limits, markup
from caseward.foundation.documents.archives import Archive
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.gathering import Gathering
from caseward.foundation.documents.word_inline import Inline
from caseward.kernel.forms.documents import BlockKind, Document, DocumentKind


_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_HEADINGS = ("heading", "title", "subtitle")
_THROUGH = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")


def main_part(archive: Archive) -> str | None:
    """The part that holds the text if the archive is a Word document, else None; raise Unreadable for macros."""
    if not archive.has("[Content_Types].xml"):
        return None
    kinds = _content_types(archive)
    if any("macroenabled" in kind.casefold() or "vbaproject" in kind.casefold() for kind in kinds.values()):
        raise Unreadable("macros")
    if any(name.casefold().endswith("vbaproject.bin") for name in archive.names):
        raise Unreadable("macros")
    found = next((name for name, kind in kinds.items() if kind in _MAIN and archive.has(name)), None)
    if found is None and kinds:
        raise Unreadable("other-office")
    return found


def read(archive: Archive, main: str) -> Document:
    """Read a Word document; raise Unreadable for one that is damaged or far longer than a form."""
    related = _relations(archive, main)
    names = _style_names(archive, related)
    reader = _Reader(names)
    for kind, words in (("header", "page header"), ("footer", "page footer")):
        for number, part in enumerate(related.get(kind, ())[: limits.MARGIN_PARTS], 1):
            reader.margin(markup.parsed(archive.part(part)), words, f"{kind}{number}")
    body = markup.child(markup.parsed(archive.part(main)), "body")
    if body is None:
        raise Unreadable("broken")
    reader.body(body)
    for kind in ("footnotes", "endnotes"):
        for part in related.get(kind, ())[:1]:
            reader.notes(markup.parsed(archive.part(part)), kind)
    return reader.gathering.document(DocumentKind.WORD)


class _Reader:
    """Walks through the parts in order and names the place of each passage."""

    def __init__(self, style_names: Mapping[str, str]) -> None:
        self.gathering = Gathering()
        prompts = {style for style, name in style_names.items() if name == "placeholder text"}
        self._inline = Inline(placeholder_styles=frozenset({*prompts, "PlaceholderText"}))
        self._headings = {style for style, name in style_names.items() if name.startswith(_HEADINGS)}

    def margin(self, part: Element, words: str, name: str) -> None:
        """The header or footer of a part of the document."""
        text = "\n".join(filter(str.strip, self._paragraph_texts(part)))
        self._inline.boxes.clear()
        self.gathering.add(BlockKind.MARGIN, [text], locator=words, id=name)

    def notes(self, part: Element, kind: str) -> None:
        """Footnotes or endnotes, each as a paragraph of its own."""
        for number, note in enumerate(markup.children(part, "footnote", "endnote"), 1):
            text = "\n".join(filter(str.strip, self._paragraph_texts(note)))
            locator = f"{kind.removesuffix('s')} {number}"
            self.gathering.add(BlockKind.PARAGRAPH, [text], locator=locator, id=f"{kind}{number}", group=kind)

    def body(self, body: Element) -> None:
        """The main text."""
        self._blocks(body, place="", name="", group="body")

    def _blocks(self, parent: Element, *, place: str, name: str, group: str) -> None:
        """Everything in one container; `place` and `name` say where the container is, in words and as an id."""
        paragraphs = tables = 0
        for element in self._children(parent, "p", "tbl"):
            if markup.local(element) == "tbl":
                tables += 1
                self._table(element, place=f"{place}table {tables}", name=f"{name}t{tables}")
            else:
                paragraphs += 1
                self._paragraph(
                    element, place=f"{place}paragraph {paragraphs}", name=f"{name}p{paragraphs}", group=group
                )

    def _paragraph(self, element: Element, *, place: str, name: str, group: str) -> None:
        text = self._inline.text(element)
        kind = BlockKind.HEADING if self._is_heading(element) else BlockKind.PARAGRAPH
        self.gathering.add(kind, [text], locator=place, id=name, group=group)
        self._text_boxes(place=place, name=name)

    def _table(self, table: Element, *, place: str, name: str) -> None:
        rows = (row for row in self._children(table, "tr") if not _is_deleted(row))
        for number, row in enumerate(rows, 1):
            cells = list(self._children(row, "tc"))
            here, id_ = f"{place}, row {number}", f"{name}r{number}"
            prompts = {cell for control in self._prompts(row) for cell in markup.children(control, "tc")}
            texts = ["" if cell in prompts else "\n".join(self._paragraph_texts(cell)) for cell in cells]
            self.gathering.add(BlockKind.ROW, texts, locator=here, id=id_, group=name)
            self._text_boxes(place=here, name=id_)
            for inner, table_inside in enumerate(self._tables_inside(cells), 1):
                self._table(table_inside, place=f"{here}, table inside {inner}", name=f"{id_}t{inner}")

    def _text_boxes(self, *, place: str, name: str) -> None:
        boxes, self._inline.boxes = self._inline.boxes, []
        for number, box in enumerate(boxes, 1):
            box_name = f"{name}b{number}"
            self._blocks(box, place=f"{place}, text box {number}, ", name=box_name, group=box_name)

    def _prompts(self, row: Element) -> Iterator[Element]:
        """The contents of those controls around whole cells that still show their prompt."""
        controls = (
            control for control in markup.descendants(row, "sdt") if self._inline.is_placeholder(control)
        )
        return (content for control in controls for content in markup.children(control, "sdtContent"))

    def _tables_inside(self, cells: Iterable[Element]) -> Iterator[Element]:
        return (table for cell in cells for table in self._children(cell, "tbl"))

    def _paragraph_texts(self, parent: Element) -> Iterator[str]:
        return (self._inline.text(paragraph) for paragraph in self._children(parent, "p"))

    def _children(self, parent: Element, *names: str) -> Iterator[Element]:
        """The children of these names, also inside content controls that have been filled in, and insertions."""
        for element in parent:
            name = markup.local(element)
            if name in names:
                yield element
            elif name == "sdt" and self._inline.is_placeholder(element) and "tc" not in names:
                continue
            elif name in _THROUGH:
                yield from self._children(element, *names)

    def _is_heading(self, paragraph: Element) -> bool:
        properties = markup.child(paragraph, "pPr")
        style = markup.child(properties, "pStyle") if properties is not None else None
        return style is not None and markup.attribute(style, "val") in self._headings


def _is_deleted(row: Element) -> bool:
    properties = markup.child(row, "trPr")
    return properties is not None and markup.child(properties, "del") is not None


def _content_types(archive: Archive) -> dict[str, str]:
    root = markup.parsed(archive.part("[Content_Types].xml"))
    overrides = markup.children(root, "Override")
    return {
        (markup.attribute(override, "PartName") or "").removeprefix("/"): markup.attribute(
            override, "ContentType"
        )
        or ""
        for override in overrides
    }


def _relations(archive: Archive, main: str) -> dict[str, tuple[str, ...]]:
    """The parts that belong to the main one, by kind; what lies outside the archive is never looked at."""
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, ...]] = {}
    if not archive.has(relations):
        return found
    for relation in markup.children(markup.parsed(archive.part(relations)), "Relationship"):
        kind = (markup.attribute(relation, "Type") or "").rpartition("/")[2]
        target = markup.attribute(relation, "Target") or ""
        part = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
        if markup.attribute(relation, "TargetMode") != "External" and archive.has(part):
            found[kind] = (*found.get(kind, ()), part)
    return found


def _style_names(archive: Archive, related: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    names = {"Title": "title", **{f"Heading{level}": f"heading {level}" for level in range(1, 10)}}
    for part in related.get("styles", ())[:1]:
        for style in markup.children(markup.parsed(archive.part(part)), "style"):
            name = markup.child(style, "name")
            key = markup.attribute(style, "styleId")
            if key and name is not None:
                names[key] = (markup.attribute(name, "val") or "").casefold()
    return names
