"""A name on a page is the uploader's, and can neither deceive nor break."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.storage import names


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("referral form.pdf", "referral form.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\dana\\statement.pdf", "statement.pdf"),
        ("state\0ment.pdf", "statement.pdf"),
        ("photo\u202efdp.exe", "photofdp.pdf"),
        ("line\nbreak\t.pdf", "line break.pdf"),
        ("half\ud800 pair.pdf", "half pair.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("con.pdf", "_con.pdf"),
        ('a<b>"c|d?.pdf', "a_b__c_d_.pdf"),
        ("v1.2 final", "v1.2 final.pdf"),
        ("no ending", "no ending.pdf"),
        ("Zoë Ó Dálaigh – אבג.PDF", "Zoë Ó Dálaigh – אבג.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_shown_plainly(given: str, shown: str) -> None:
    assert names.cleaned(given, suffix="pdf") == shown


@given(given=st.text(alphabet=st.characters(), max_size=400))
def test_any_name_becomes_a_safe_one(given: str) -> None:
    shown = names.cleaned(given, suffix="docx")

    assert shown.endswith(".docx")
    assert len(shown.encode()) <= names.LONGEST
    assert not set(shown) & set('/\\<>:"|?*\0\r\n')
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs"}
    assert not shown.startswith(".")


@pytest.mark.parametrize(
    ("given", "suffix"),
    [
        ("a.PDF", "pdf"),
        ("a.pdf.exe", "exe"),
        ("a", ""),
        ("a.\u202epdf", "pdf"),
        ("a.pdf\0", "pdf"),
        ("x/y.z\\b.txt", "txt"),
    ],
)
def test_the_ending_a_name_claims(given: str, suffix: str) -> None:
    assert names.suffix_of(given) == suffix
