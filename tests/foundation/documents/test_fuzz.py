"""Forms bent out of shape: whatever is done to their bytes, a document or a refusal comes out, and never a crash."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.foundation.documents import Unreadable, open_document
from caseward.kernel.forms import reading
from caseward.kernel.forms.documents import Document
from tests.samples import forms, odt, pdf, people, word
from tests.samples.packing import packed


pytestmark = pytest.mark.slow

WORD, ODT = word.controls_form(people.ELIN), odt.table_form(people.ELIN)
FIELDS = pdf.field_form(people.JORDAN, tooltips=True)


def bare() -> bytes:
    """A small PDF whose streams are not packed, so that what is changed in them is met by the parsers."""
    paper = pdf.Paper()
    paper.text(pdf.LEFT, 100, "INDIVIDUAL'S DETAILS")
    paper.text(pdf.LEFT, 130, "Surname")
    paper.box(pdf.LEFT, 125, pdf.RIGHT, 150)
    paper.field((pdf.MIDDLE, 128, pdf.RIGHT, 144), FT="/Tx", T="(surname)", TU="(Surname)", V="(Hart)")
    paper.field((pdf.MIDDLE, 228, pdf.RIGHT, 244), FT="/Btn", AS="/Yes", Parent="4 0 R")
    return paper.written(packed=False, extra=[b"<</T(group)/FT/Btn/Kids[]>>"])


PDF = bare()
FUZZ = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def opens_or_refuses(data: bytes) -> None:
    try:
        document = open_document(data, filename="")
    except Unreadable:
        return
    assert isinstance(document, Document)
    assert reading.read_form(document, forms.definition(), today=forms.TODAY).stored


TOKENS = [b"(", b">>", b"<<", b"[", b"/", b"0 0 R", b"-1", b"9999999999", b"<", b"&", b""]


@st.composite
def bent(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with some of them flipped, overwritten, doubled or cut out."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        piece = bytes(data[place : place + draw(st.integers(1, 40))])
        flipped = bytes(byte ^ 1 << draw(st.integers(0, 7)) for byte in piece[:1])
        other = draw(st.sampled_from([flipped, piece * 2, *TOKENS]) | st.binary(max_size=40))
        data[place : place + draw(st.integers(0, len(piece)))] = other
    return bytes(data[: draw(st.integers(len(data) // 2, len(data)))] if draw(st.booleans()) else data)


@st.composite
def with_parts_bent(draw: st.DrawFn, whole: bytes) -> bytes:
    """An archive whose parts were changed, swapped or left out before it was packed."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(parts)
    for _ in range(draw(st.integers(1, 3))):
        one, other = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        how = draw(st.sampled_from(["bend", "swap", "drop"]))
        if how == "bend" and one in parts:
            parts[one] = draw(bent(parts[one]))
        elif how == "swap" and one in parts and other in parts:
            parts[one], parts[other] = parts[other], parts[one]
        else:
            parts.pop(one, None)
    return packed(parts)


@FUZZ
@given(bent(WORD) | bent(ODT))
def test_bent_archives(data: bytes) -> None:
    opens_or_refuses(data)


@FUZZ
@given(with_parts_bent(WORD) | with_parts_bent(ODT))
def test_archives_of_bent_parts(data: bytes) -> None:
    opens_or_refuses(data)


@FUZZ
@given(bent(PDF) | bent(FIELDS))
def test_bent_pages(data: bytes) -> None:
    opens_or_refuses(data)


@FUZZ
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]),
    st.binary(max_size=300),
)
def test_bytes_of_no_kind(head: bytes, data: bytes) -> None:
    opens_or_refuses(head + data)
