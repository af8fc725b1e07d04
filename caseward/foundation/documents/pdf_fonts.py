"""The fonts of a PDF written anew: how codes become letters and how wide they are, and nothing else of them."""

import re
from collections.abc import Mapping

from caseward.foundation.documents.pdf_objects import (
    Budget,
    dictionary,
    items,
    name,
    number,
    numbers,
    resolved,
)
from caseward.foundation.documents.pdf_syntax import Name, Plain, Ref, Writer


_MOST_LETTERS = 20_000
_MOST_CODES = 65_536
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+,. _-]{0,99}")
_SIMPLE = frozenset({"Type1", "MMType1", "TrueType", "Type3"})
_HEX = rb"<\s*([0-9A-Fa-f\s]{1,64})>"
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CHAR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ONE = re.compile(_HEX)
_ASCENT, _DESCENT, _BOX = 750.0, -250.0, (0.0, -250.0, 1000.0, 750.0)


def rewritten(font: object, writer: Writer, budget: Budget) -> Ref:
    """Write one font anew and return its reference."""
    old = dictionary(font)
    kind = name(old.get("/Subtype"))
    new = _composite(old) if kind == "Type0" else _simple(old, kind if kind in _SIMPLE else "Type1")
    letters = _letters(budget.data(old["/ToUnicode"])) if "/ToUnicode" in old else {}
    if letters:
        new["ToUnicode"] = writer.stream(_map_of(letters))
    return writer.add(new)


def _simple(old: Mapping[str, object], kind: str) -> dict[str, Plain]:
    new: dict[str, Plain] = {
        "Type": Name("Font"),
        "Subtype": Name(kind),
        "BaseFont": _safe(old.get("/BaseFont")),
    }
    if "/Widths" in old:
        new["FirstChar"] = min(max(int(number(old.get("/FirstChar"))), 0), _MOST_CODES)
        new["Widths"] = [number(width) for width in items(old["/Widths"])[:_MOST_CODES]]
    if "/Encoding" in old:
        new["Encoding"] = _encoding(old["/Encoding"])
    if kind == "Type3":
        new["FontMatrix"] = numbers(old.get("/FontMatrix"), count=6) or (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
        new["FontBBox"] = numbers(old.get("/FontBBox"), count=4) or _BOX
    if kind != "Type3" or "/FontDescriptor" in old:
        new["FontDescriptor"] = _descriptor(old.get("/FontDescriptor"))
    return new


def _composite(old: Mapping[str, object]) -> dict[str, Plain]:
    inner = dictionary(next(iter(items(old.get("/DescendantFonts"))), None))
    system = dictionary(inner.get("/CIDSystemInfo"))
    descendant: dict[str, Plain] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": _safe(old.get("/BaseFont")),
        "CIDSystemInfo": {
            "Registry": b"Adobe",
            "Ordering": _ordering(system.get("/Ordering")),
            "Supplement": 0,
        },
        "DW": number(inner.get("/DW"), otherwise=1000.0),
        "W": _widths(inner.get("/W")),
        "FontDescriptor": _descriptor(inner.get("/FontDescriptor")),
    }
    encoding = name(old.get("/Encoding"))
    return {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": _safe(old.get("/BaseFont")),
        "Encoding": Name(encoding if _SAFE.fullmatch(encoding) and "." not in encoding else "Identity-H"),
        "DescendantFonts": [descendant],
    }


def _widths(given: object) -> list[Plain]:
    """Widths by code: a code with a list, or a first and a last code with one width; no range beyond all codes."""
    new: list[Plain] = []
    pending: list[int] = []
    for item in items(given):
        found = resolved(item)
        listed = [number(width) for width in items(found)]
        if listed and len(pending) == 1:
            new += [pending[0], listed]
            pending = []
        elif len(pending) == 2:
            first, last = pending
            new += [first, last, number(found)] if first <= last else []
            pending = []
        elif not listed:
            pending.append(min(max(int(number(found)), 0), _MOST_CODES))
    return new


def _encoding(given: object) -> Plain:
    old = dictionary(given)
    if not old:
        return Name(name(given) or "StandardEncoding")
    new: dict[str, Plain] = {}
    if "/BaseEncoding" in old:
        new["BaseEncoding"] = Name(name(old["/BaseEncoding"]))
    differences = [
        Name(name(item)) if name(item) else int(number(item)) for item in items(old.get("/Differences"))
    ]
    return {**new, "Differences": differences}


def _descriptor(given: object) -> dict[str, Plain]:
    old = dictionary(given)
    return {
        "Type": Name("FontDescriptor"),
        "FontName": _safe(old.get("/FontName")),
        "Flags": int(number(old.get("/Flags"))),
        "Ascent": number(old.get("/Ascent"), otherwise=_ASCENT),
        "Descent": number(old.get("/Descent"), otherwise=_DESCENT),
        "MissingWidth": number(old.get("/MissingWidth")),
        "FontBBox": numbers(old.get("/FontBBox"), count=4) or _BOX,
    }


def _safe(given: object) -> Name:
    found = name(given)
    return Name(found if _SAFE.fullmatch(found) else "Unnamed")


def _ordering(given: object) -> bytes:
    """The character collection, of which the parser looks for a file by name: anything but a plain word is none."""
    found = resolved(given)
    said = found if isinstance(found, str) else ""
    return said.encode() if re.fullmatch(r"[A-Za-z0-9]{1,30}", said) else b"Identity"


def _letters(data: bytes) -> dict[bytes, bytes]:
    """What each code stands for, in hexadecimal: read out of a stranger's character map."""
    found: dict[bytes, bytes] = {}
    for block in _CHARS.finditer(data):
        found.update((_hex(one[1]), _hex(one[2])) for one in _CHAR.finditer(block[1]))
    for block in _RANGES.finditer(data):
        for one in _RANGE.finditer(block[1]):
            _take_range(one, found)
            if len(found) > _MOST_LETTERS:
                return dict(list(found.items())[:_MOST_LETTERS])
    return found


def _take_range(one: re.Match[bytes], found: dict[bytes, bytes]) -> None:
    first, width = int(_hex(one[1]), 16), len(_hex(one[1]))
    codes = range(first, min(int(_hex(one[2]), 16), first + _MOST_LETTERS) + 1)
    if one[3] is None:
        targets = [_hex(item[1]) for item in _ONE.finditer(one[4])]
    else:
        start = _hex(one[3])
        targets = [b"%0*x" % (len(start), int(start, 16) + step) for step in range(len(codes))]
    found.update((b"%0*x" % (width, code), target) for code, target in zip(codes, targets, strict=False))


def _hex(given: bytes) -> bytes:
    digits = b"".join(given.split()) or b"00"
    return digits + b"0" * (len(digits) % 2)


def _map_of(letters: Mapping[bytes, bytes]) -> bytes:
    lines = b"".join(b"<%s> <%s>\n" % pair for pair in letters.items())
    return b"begincmap\n%d beginbfchar\n%sendbfchar\nendcmap\n" % (len(letters), lines)
