"""XML of strangers: no document types, no entities, bounded in elements and depth."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable


class _BoundedBuilder(TreeBuilder):
    """Builds the tree and stops when it grows beyond any form."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > limits.XML_ELEMENTS or self._depth > limits.XML_DEPTH:
            raise Unreadable("too-long")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parsed(data: bytes) -> Element:
    """The root of an XML document; raise Unreadable for document types, for damage, and for too much of it."""
    # Before anything is built of them: a tag and its end have a "<" each, an attribute has a "=".
    if data.count(b"<") > 2 * limits.XML_ELEMENTS or data.count(b"=") > limits.XML_ATTRIBUTES:
        raise Unreadable("too-long")
    parser = DefusedXMLParser(target=_BoundedBuilder(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as declared:
        raise Unreadable("document-type") from declared
    except (ParseError, ValueError, LookupError, AssertionError) as trouble:
        raise Unreadable("broken") from trouble
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its name without namespace, or None."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, None)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name, or None."""
    return next(children(element, name), None)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return (inner for inner in element if local(inner) in names)


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names at any depth, in order."""
    return (inner for inner in element.iter() if local(inner) in names)
