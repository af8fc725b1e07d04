"""The words of a Word paragraph as a reader sees them: insertions, content controls, boxes; not what was deleted."""

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from caseward.foundation.documents import markup


TICKED, EMPTY = "☒", "☐"
#: Put after each letter that the writer struck out, so that it is shown as struck and never read as an answer.
STRUCK = "\u0336"

_OFF = frozenset({"0", "false", "off", "none"})
_THROUGH = frozenset(
    {
        *(
            "ins",
            "moveTo",
            "hyperlink",
            "smartTag",
            "customXml",
            "fldSimple",
            "sdtContent",
            "dir",
            "bdo",
            "ruby",
        ),
        *("rubyBase", "object"),
    }
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Symbol fonts keep letters in the private area: these are the boxes and ticks of Wingdings and Wingdings 2.
_SYMBOLS = {
    **dict.fromkeys(("a8", "6f", "71", "72"), EMPTY),
    **dict.fromkeys(("fe", "fd", "78", "fc", "fb"), TICKED),
}
_SYMBOLS_2 = {"a3": EMPTY, **dict.fromkeys(("50", "52", "53", "54", "4f", "51"), TICKED)}


class Inline:
    """Reads paragraphs; text boxes met on the way are kept in `boxes` for whoever asked to read after them."""

    def __init__(self, *, placeholder_styles: frozenset[str]) -> None:
        self.boxes: list[Element] = []
        self._placeholder_styles = placeholder_styles

    def text(self, paragraph: Element) -> str:
        """The words of one paragraph."""
        return "".join(self._pieces(paragraph))

    def is_placeholder(self, control: Element) -> bool:
        """Whether a content control still shows its prompt: marked as such, and in the prompt's own style.

        A control that is marked but has another style was filled in by a program which left the mark behind.
        """
        properties = markup.child(control, "sdtPr")
        if properties is None or not _is_on(markup.child(properties, "showingPlcHdr")):
            return False
        styles = (markup.attribute(style, "val") for style in markup.descendants(control, "rStyle"))
        return any(style in self._placeholder_styles for style in styles)

    def _pieces(self, parent: Element) -> Iterator[str]:
        for element in parent:
            name = markup.local(element)
            if name == "r":
                yield self._run(element)
            elif name == "sdt":
                yield from self._control(element)
            elif name == "AlternateContent":
                yield from self._pieces(_choice(element))
            elif name in _THROUGH:
                yield from self._pieces(element)
            else:
                self._look_for_boxes(name, element)

    def _control(self, control: Element) -> Iterator[str]:
        properties = markup.child(control, "sdtPr")
        box = markup.child(properties, "checkbox") if properties is not None else None
        if box is not None:
            yield TICKED if _is_on(markup.child(box, "checked")) else EMPTY
        elif not self.is_placeholder(control):
            yield from self._pieces(control)

    def _run(self, run: Element) -> str:
        properties = markup.child(run, "rPr")
        text = "".join(self._signs(run))
        if properties is None:
            return text
        if _is_on(markup.child(properties, "vanish")):
            return ""
        struck = any(_is_on(markup.child(properties, name)) for name in ("strike", "dstrike"))
        return "".join(f"{letter}{STRUCK}" for letter in text) if struck else text

    def _signs(self, run: Element) -> Iterator[str]:
        for element in run:
            name = markup.local(element)
            if name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in _SPECIAL:
                yield _SPECIAL[name](element)
            elif name == "AlternateContent":
                yield from self._signs(_choice(element))
            else:
                self._look_for_boxes(name, element)

    def _look_for_boxes(self, name: str, element: Element) -> None:
        if name in {"drawing", "pict", "object"}:
            self.boxes.extend(_outermost_boxes(element))


def _outermost_boxes(element: Element) -> Iterator[Element]:
    for inner in element:
        if markup.local(inner) == "txbxContent":
            yield inner
        elif markup.local(inner) == "AlternateContent":
            yield from _outermost_boxes(_choice(inner))
        else:
            yield from _outermost_boxes(inner)


def _choice(alternatives: Element) -> Element:
    """The first of several forms of one thing: the others repeat its words for older programs."""
    return next(markup.children(alternatives, "Choice", "Fallback"), alternatives)


def _symbol(element: Element) -> str:
    code = (markup.attribute(element, "char") or "").casefold().removeprefix("f0")
    font = (markup.attribute(element, "font") or "").casefold()
    known = _SYMBOLS_2 if font == "wingdings 2" else _SYMBOLS
    return known.get(code, "") or _ordinary(code)


def _ordinary(code: str) -> str:
    """A symbol outside the private area, given by its number."""
    number = int(code, 16) if len(code) == 4 and all(digit in "0123456789abcdef" for digit in code) else 0
    return chr(number) if 0x2000 <= number < 0x3000 else ""


def _legacy_field(element: Element) -> str:
    """A tick box or drop-down list of the forms toolbar of Word 97, which is still in use."""
    data = markup.child(element, "ffData")
    if data is None:
        return ""
    if (box := markup.child(data, "checkBox")) is not None:
        state = next(markup.children(box, "checked"), markup.child(box, "default"))
        return TICKED if _is_on(state) else EMPTY
    chosen = markup.child(data, "ddList")
    return _chosen(chosen) if chosen is not None else ""


def _chosen(drop_down: Element) -> str:
    entries = [markup.attribute(entry, "val") or "" for entry in markup.children(drop_down, "listEntry")]
    result = next(markup.children(drop_down, "result"), markup.child(drop_down, "default"))
    place = (markup.attribute(result, "val") if result is not None else None) or "0"
    return entries[int(place)] if place.isascii() and place.isdigit() and int(place) < len(entries) else ""


def _is_on(element: Element | None) -> bool:
    """Whether a switch is set: present, and not said to be off."""
    return element is not None and (markup.attribute(element, "val") or "true").casefold() not in _OFF


_SPECIAL: Mapping[str, Callable[[Element], str]] = {"sym": _symbol, "fldChar": _legacy_field}
