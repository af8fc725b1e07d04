"""Writing a PDF anew, from nothing but plain values of ours."""

import re
from collections.abc import Mapping, Sequence


_REGULAR = re.compile(rb"[^A-Za-z0-9_.+*-]")


class Name(str):
    """A PDF name, written with its slash."""

    __slots__ = ()


class Ref(int):
    """The number of an object of the same document."""

    __slots__ = ()


Plain = int | float | str | bytes | Sequence["Plain"] | Mapping[str, "Plain"]


def written(value: Plain) -> bytes:
    """One value in PDF syntax; a plain `str` is not a PDF value and raises TypeError."""
    if isinstance(value, Name):
        return b"/" + _REGULAR.sub(lambda found: b"#%02X" % found.group()[0], value.encode())
    if isinstance(value, Ref):
        return b"%d 0 R" % value
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, Mapping):
        return (
            b"<<"
            + b" ".join(written(Name(key)) + b" " + written(inner) for key, inner in value.items())
            + b">>"
        )
    return _scalar(value)


class Writer:
    """Collects objects and writes the document."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def __len__(self) -> int:
        return len(self._objects)

    def add(self, value: Plain) -> Ref:
        """Take an object."""
        self._objects.append(written(value))
        return Ref(len(self._objects))

    def stream(self, data: bytes, **about: Plain) -> Ref:
        """Take a stream, unpacked, with the keys of its dictionary."""
        head = written({**about, "Length": len(data)})
        self._objects.append(head + b"\nstream\n" + data + b"\nendstream")
        return Ref(len(self._objects))

    def document(self, pages: Sequence[Mapping[str, Plain]]) -> bytes:
        """The whole document with these pages in their order."""
        tree = Ref(len(self._objects) + len(pages) + 1)
        kids = [self.add({"Type": Name("Page"), "Parent": tree, **page}) for page in pages]
        self.add({"Type": Name("Pages"), "Kids": kids, "Count": len(kids)})
        root = self.add({"Type": Name("Catalog"), "Pages": tree})
        return self._with_cross_references(root)

    def _with_cross_references(self, root: Ref) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = written({"Size": len(places) + 1, "Root": root})
        return bytes(out + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start)


def _scalar(value: Plain) -> bytes:
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, float):
        return b"%.4f" % value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return b"[" + b" ".join(written(inner) for inner in value) + b"]"
    raise TypeError(f"{type(value).__name__} is not a value of a PDF.")
