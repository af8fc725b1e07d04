"""Word, Excel and OpenDocument packages, searched for what acts, fetches, hides or explodes."""

import io
import itertools
import re
import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from caseward.foundation.storage.checking import kinds, packages, signs


LARGEST_RELATIONS = 1 << 20
DEEPEST = 2  # a chart in a Word document is an Excel package; a package in that one is a trick
LARGEST_NESTED = 10_000_000

PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOCKED = 0x1
OUTSIDE_PATH = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|\\|:")
MACRO_PART = re.compile(r"(?i)(?:vbaProject|vbaData|macrosheets/|activeX/|^Basic/|^Scripts/)")
EMBEDDED_PART = re.compile(
    r"(?i)(?:oleObject[^/]*|\.(?:exe|dll|js|vbs|scr|bat|cmd|ps1|lnk|hta|jar|msi|html?))$"
)

# Words that no honest part holds, in lower case, each with what it betrays.
WORDS = (
    (b"<!doctype", "file.entities"),
    (b"<!entity", "file.entities"),
    (b"macroenabled", "file.macros"),
    (b"vnd.ms-office.vbaproject", "file.macros"),
    (b"script:event-listener", "file.macros"),
    (b"vnd.sun.star.script:", "file.macros"),
    (b"<ddelink", "file.formula-runs"),
)
STRANGE_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["'](?!utf-?8|utf-?16|us-ascii)""")
FIELD_RUNS = re.compile(rb"""instr(?:text[^>]{0,100}>|\s*=\s*["'])\s*dde""")
FORMULA_RUNS = re.compile(rb"<f[^>]{0,80}>[^<|]{0,60}\|\s*(?:'|&apos;)")
OUTSIDE_LINK = re.compile(rb"""xlink:href\s*=\s*["'](?:https?|ftp|smb|file|//|\\\\)""")
LONGEST_TAG = 600
# Only run where the plain word is there: regular expressions over a hundred megabytes take seconds.
PATTERNS = (
    (b"<?xml", STRANGE_ENCODING, "file.entities"),
    (b"dde", FIELD_RUNS, "file.formula-runs"),
    (b"|", FORMULA_RUNS, "file.formula-runs"),
)
OWN_DISK = re.compile(r"(?i)(?:file:/{2,3})?[a-z]:[\\/]")


def refusal(source: BinaryIO, *, most_unpacked: int, depth: int = 1) -> str | None:
    """The code of what is wrong with an office package, from its index first and from its content after."""
    try:
        with packages.opened(source) as package:
            entries = package.infolist()
            found = _index_refusal(entries, most_unpacked=most_unpacked)
            return found or next(
                filter(None, (_entry_refusal(package, entry, depth) for entry in entries)), None
            )
    except (packages.Broken, *packages.BREAKS):
        return "file.package-tricks"


def _index_refusal(entries: list[zipfile.ZipInfo], *, most_unpacked: int) -> str | None:
    if sum(entry.file_size for entry in entries) > most_unpacked:
        return "file.bomb"
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return "file.package-tricks"
    return next(filter(None, (_claim_refusal(entry) for entry in entries)), None)


def _claim_refusal(entry: zipfile.ZipInfo) -> str | None:
    """What an entry says of itself; its name is the one in the package, before zipfile tidies it."""
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if is_link or entry.flag_bits & LOCKED or entry.compress_type not in PACKED:
        return "file.package-tricks"
    if OUTSIDE_PATH.search(entry.orig_filename) or "\0" in entry.orig_filename:
        return "file.package-tricks"
    if MACRO_PART.search(entry.filename):
        return "file.macros"
    return "file.embedded" if EMBEDDED_PART.search(entry.filename) else None


def _entry_refusal(package: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> str | None:
    content = packages.pieces(package, entry)
    first = next(content, b"")
    if entry.filename.lower().endswith(".rels"):
        return _relations_refusal(package, entry)
    if first.startswith(b"PK\x03\x04"):
        return _nested_refusal(package, entry, depth)
    if first.startswith((b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")):
        return "file.embedded"
    return _content_refusal(itertools.chain([first], content), is_xml=_is_xml(entry.filename, first))


def _is_xml(name: str, first: bytes) -> bool:
    start = first[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(b"<") or name.lower().endswith((".xml", ".vml", ".rdf"))


def _content_refusal(content: Iterator[bytes], *, is_xml: bool) -> str | None:
    """Read an entry to its end, so that its checksum is proved, looking for what does not belong there."""
    found = None
    for piece in content:
        found = found or ("file.test-virus" if signs.has_test_virus(piece) else None)
        found = found or (_xml_refusal(piece) if is_xml else None)
    return found


def _xml_refusal(piece: bytes) -> str | None:
    plain = piece.replace(b"\0", b"").lower()  # UTF-16 hides nothing
    words = (code for word, code in WORDS if word in plain)
    patterns = (code for word, pattern, code in PATTERNS if word in plain and pattern.search(plain))
    return next(
        itertools.chain(words, patterns), "file.outside-content" if _draws_from_outside(plain) else None
    )


def _draws_from_outside(plain: bytes) -> bool:
    """An OpenDocument picture or object whose source is elsewhere; a text link waits for a click."""
    links = (found.start() for found in OUTSIDE_LINK.finditer(plain))
    return any(plain.startswith(b"<draw:", plain.rfind(b"<", max(0, at - LONGEST_TAG), at)) for at in links)


def _relations_refusal(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
    """Whatever a document points to outside itself, but for links that a reader must click."""
    if entry.file_size > LARGEST_RELATIONS:
        return "file.bomb"
    try:
        relations = ElementTree.fromstring(package.read(entry), forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError):
        return "file.entities"
    outside = (each for each in relations.iter() if each.get("TargetMode", "").lower() == "external")
    return None if all(_stays_here(each) for each in outside) else "file.outside-content"


def _stays_here(relation: Element) -> bool:
    """A link waits for a click, and a template on the reader's own disk fetches nothing from elsewhere."""
    return relation.get("Type", "").endswith("/hyperlink") or bool(OWN_DISK.match(relation.get("Target", "")))


def _nested_refusal(package: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> str | None:
    if depth >= DEEPEST or entry.file_size > LARGEST_NESTED:
        return "file.embedded"
    nested = io.BytesIO(package.read(entry))
    if kinds.detect(nested) not in {kinds.DOCX, kinds.XLSX, kinds.ODT}:
        return "file.embedded"
    return refusal(nested, most_unpacked=4 * LARGEST_NESTED, depth=depth + 1)
