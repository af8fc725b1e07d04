"""Form fields and typed notes of a PDF page: what they say, by which names, and where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pypdf import PageObject

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.pdf_objects import dictionary, items, name, number, numbers, text
from caseward.foundation.documents.pdf_pages import box_of, rotation_of


TICKED, EMPTY = "☒", "☐"
_HIDDEN, _NO_VIEW = 2, 32
_PUSH_BUTTON = 1 << 16


class Sort(Enum):
    """FIELD has names and a value; MARK is a box, ticked or not; NOTE was typed onto the page."""

    FIELD = "field"
    MARK = "mark"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page as it is shown, in points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Widget:
    """One field, mark or note on a page; a field has a tooltip for people and a name for programs."""

    sort: Sort
    box: Box
    value: str
    tooltip: str = ""
    name: str = ""


def widgets(page: PageObject) -> Iterator[Widget]:
    """What has been filled in, ticked or typed on one page; buttons, signatures and hidden fields are left out."""
    for number_, annotation in enumerate(items(page.get("/Annots"))):
        if number_ >= limits.PDF_WIDGETS:
            raise Unreadable("too-crowded")
        found = dictionary(annotation)
        if int(number(found.get("/F"))) & (_HIDDEN | _NO_VIEW):
            continue
        box = _shown(numbers(found.get("/Rect"), count=4), page)
        kind = name(found.get("/Subtype"))
        if kind == "FreeText":
            yield Widget(Sort.NOTE, box, text(found.get("/Contents")))
        elif kind == "Widget" and (widget := _widget(found, box)):
            yield widget


def has_only_dynamic_form(root: Mapping[str, object]) -> bool:
    """Whether the form exists only as XFA, which nothing but Adobe Reader shows."""
    form = dictionary(root.get("/AcroForm"))
    return "/XFA" in form and not items(form.get("/Fields"))


def _widget(found: Mapping[str, object], box: Box) -> Widget | None:
    chain = list(_chain(found))
    kind = name(_inherited(chain, "/FT"))
    flags = int(number(_inherited(chain, "/Ff")))
    if kind == "Btn":
        return None if flags & _PUSH_BUTTON else Widget(Sort.MARK, box, _mark(found, chain))
    if kind not in {"Tx", "Ch"}:
        return None
    own = ".".join(reversed([part for part in (text(level.get("/T")) for level in chain) if part]))
    value = _inherited(chain, "/V")
    said = text(value) if kind == "Tx" else _chosen(value, _inherited(chain, "/Opt"))
    return Widget(Sort.FIELD, box, said, text(_inherited(chain, "/TU")), own)


def _chain(found: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The field and those it is part of, innermost first; a field that is part of itself ends the chain."""
    seen: set[int] = set()
    while found and id(found) not in seen and len(seen) < limits.PDF_FIELD_DEPTH:
        seen.add(id(found))
        yield found
        found = dictionary(found.get("/Parent"))


def _inherited(chain: list[Mapping[str, object]], key: str) -> object:
    return next((level[key] for level in chain if key in level), None)


def _mark(found: Mapping[str, object], chain: list[Mapping[str, object]]) -> str:
    """Ticked if the box shows any state but Off; the group's value where the box does not say what it shows."""
    shown = name(found.get("/AS"))
    if shown:
        return EMPTY if shown == "Off" else TICKED
    states = set(dictionary(dictionary(found.get("/AP")).get("/N"))) - {"/Off"}
    value = name(_inherited(chain, "/V"))
    return TICKED if value and value != "Off" and (not states or f"/{value}" in states) else EMPTY


def _chosen(value: object, options: object) -> str:
    """What a list shows for the chosen values: its options may pair a stored value with a shown one."""
    shown: dict[str, str] = {}
    for option in items(options):
        pair = items(option)
        if len(pair) == 2:
            shown[text(pair[0])] = text(pair[1])
    chosen = [text(item) for item in items(value)] or [text(value)]
    return "\n".join(shown.get(one, one) for one in chosen)


def _shown(rectangle: tuple[float, ...] | None, page: PageObject) -> Box:
    """A rectangle of the page's own system as the page is shown, turned as it is turned."""
    left, bottom, right, top = box_of(page)
    x0, y0, x1, y1 = rectangle or (left, bottom, left, bottom)
    x0, x1, y0, y1 = min(x0, x1) - left, max(x0, x1) - left, min(y0, y1) - bottom, max(y0, y1) - bottom
    width, height = right - left, top - bottom
    turned = {
        90: Box(y0, x0, y1, x1),
        180: Box(width - x1, y0, width - x0, y1),
        270: Box(height - y1, width - x1, height - y0, width - x0),
    }
    return turned.get(rotation_of(page), Box(x0, height - y1, x1, height - y0))
