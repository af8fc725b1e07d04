"""The words of an ODT paragraph as a reader sees them, with the state of its form controls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from caseward.foundation.documents import markup


TICKED, EMPTY = "☒", "☐"
STRUCK = "\u0336"
_MOST_SPACES = 100
_LEFT_OUT = frozenset(
    {
        *(
            "placeholder",
            "annotation",
            "annotation-end",
            "tracked-changes",
            "hidden-text",
            "hidden-paragraph",
        ),
        *("note-citation", "bookmark", "soft-page-break", "change", "change-start", "change-end", "script"),
        *("title", "desc", "event-listeners"),
    }
)


@dataclass(frozen=True, slots=True)
class Styles:
    """What the styles of a document do to its words: strike them out, hide them, or make a heading of them."""

    struck: frozenset[str]
    hidden: frozenset[str]
    headings: frozenset[str]


def styles(*roots: Element) -> Styles:
    """Look through the styles of these parts."""
    found = [style for root in roots for style in markup.descendants(root, "style")]
    parents = {_name(style): markup.attribute(style, "parent-style-name") or "" for style in found}
    headings = (
        n
        for n, p in parents.items()
        if n.startswith(("Heading", "Title")) or p.startswith(("Heading", "Title"))
    )
    return Styles(
        struck=frozenset(
            _name(s) for s in found if _has(s, "text-line-through-style", "text-line-through-type")
        ),
        hidden=frozenset(_name(s) for s in found if _has(s, "display", none_hides=True)),
        headings=frozenset(headings),
    )


class Inline:
    """Reads paragraphs; text boxes and footnotes met on the way are kept in `boxes` for whoever asked."""

    def __init__(self, *, styles: Styles, controls: Mapping[str, str]) -> None:
        self.boxes: list[Element] = []
        self._styles, self._controls = styles, controls

    def text(self, paragraph: Element) -> str:
        """The words of one paragraph."""
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Element) -> Iterator[str]:
        yield _visible(element.text)
        for inner in element:
            yield self._piece(inner)
            yield _visible(inner.tail)

    def _piece(self, element: Element) -> str:
        name = markup.local(element)
        if name in _LEFT_OUT or markup.attribute(element, "style-name") in self._styles.hidden:
            return ""
        if name in _SIGNS:
            return _SIGNS[name] * _repeated(element)
        if name == "control":
            return self._controls.get(markup.attribute(element, "control") or "", "")
        if name == "content-control":
            return self._content_control(element)
        if name in {"frame", "text-box", "custom-shape", "note"}:
            self.boxes.extend(_boxes(element))
            return ""
        return self._struck(element, "".join(self._pieces(element)))

    def _content_control(self, element: Element) -> str:
        if markup.attribute(element, "checkbox") == "true":
            return TICKED if markup.attribute(element, "checked") == "true" else EMPTY
        if markup.attribute(element, "showing-place-holder") == "true":
            return ""
        return "".join(self._pieces(element))

    def _struck(self, element: Element, text: str) -> str:
        if markup.attribute(element, "style-name") not in self._styles.struck:
            return text
        return "".join(f"{letter}{STRUCK}" for letter in text)


def controls(root: Element) -> dict[str, str]:
    """What each form control says, by its id."""
    found: dict[str, str] = {}
    for forms in markup.descendants(root, "forms"):
        for control in forms.iter():
            key = markup.attribute(control, "id")
            if key and control is not forms:
                found[key] = _state(control)
    return found


def _state(control: Element) -> str:
    name = markup.local(control)
    if name in {"checkbox", "radio"}:
        current = markup.attribute(control, "current-state") or markup.attribute(control, "current-selected")
        state = current or markup.attribute(control, "state") or markup.attribute(control, "selected")
        label = markup.attribute(control, "label") or ""
        return f"{TICKED if state in {'checked', 'true'} else EMPTY} {label}".strip()
    if name == "listbox":
        return _chosen(control)
    written = "\n".join("".join(p.itertext()) for p in markup.children(control, "p"))
    return written or markup.attribute(control, "current-value") or markup.attribute(control, "value") or ""


def _chosen(listbox: Element) -> str:
    for state in ("current-selected", "selected"):
        for option in markup.children(listbox, "option"):
            if markup.attribute(option, state) == "true":
                return markup.attribute(option, "label") or ""
    return ""


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes inside a frame or shape, and the text of a note."""
    for inner in element:
        name = markup.local(inner)
        if name in {"text-box", "note-body"}:
            yield inner
        elif name not in _LEFT_OUT:
            yield from _boxes(inner)
    if markup.local(element) == "custom-shape":
        yield element


def _visible(text: str | None) -> str:
    """Text between elements: line breaks of the file are spaces of the text."""
    return " ".join((text or "").replace("\n", " ").replace("\t", " ").split(" ")) if text else ""


def _repeated(element: Element) -> int:
    times = markup.attribute(element, "c") or "1"
    return min(int(times), _MOST_SPACES) if times.isascii() and times.isdigit() and len(times) < 10 else 1


def _name(style: Element) -> str:
    return markup.attribute(style, "name") or ""


def _has(style: Element, *names: str, none_hides: bool = False) -> bool:
    """Whether the text properties of a style set one of these; "none" is the contrary, or the point."""
    said = [markup.attribute(p, name) for p in markup.children(style, "text-properties") for name in names]
    return any((value == "none") is none_hides for value in said if value)


_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
