"""Bad input: every file has its expected outcome, each refusal is a plain sentence, and nothing but it comes out."""

import inspect
import sys

import pytest

from caseward.foundation.documents import Unreadable, errors, open_document
from caseward.foundation.storage import sizes
from caseward.kernel.wording import gettext_noop
from tests.samples import hostile, odt, pdf, people, word
from tests.samples.hostile_pdfs import ACTS, OPENED


def outcome(data: bytes, name: str) -> str:
    try:
        document = open_document(data, filename=name)
    except Unreadable as refused:
        return refused.code
    assert document.passages
    return OPENED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        pytest.param(*bad, id=f"{number} {bad[0][-12:]!a} {bad[2]}")
        for number, bad in enumerate(hostile.corpus(), 1)
    ],
)
def test_every_bad_file_has_its_outcome(name: str, data: bytes, expected: str) -> None:
    assert outcome(data, name) == (OPENED if expected == ACTS else expected)


def test_every_refusal_is_met_by_some_file_or_form() -> None:
    met = {expected for _, _, expected in hostile.corpus()}

    assert set(errors.REASONS) - met == {"dynamic-form"}


@pytest.mark.parametrize("code", errors.REASONS)
def test_every_refusal_says_what_would_help(code: str) -> None:
    refused = Unreadable(code, named="a PDF", found="a Word document", most="20")

    assert refused.sentence == str(refused)
    assert refused.sentence.endswith((".", "beside it."))
    assert any(
        help_ in refused.sentence
        for help_ in (
            "Save",
            "save",
            "Send",
            "send",
            "type it in",
            "Type the form in",
            "Print",
            "print",
            "Check",
            "Rename",
            "Take",
        )
    )
    assert not {"XML", "zip", "exception", "parser"} & set(refused.sentence.split())


def test_the_limit_is_said_in_the_words_of_the_rule() -> None:
    with pytest.raises(Unreadable, match=r"^Files may be up to 20 MB\."):
        open_document(b"x" * (sizes.largest_file() + 1), filename="form.pdf")


def test_a_file_of_exactly_the_limit_is_looked_at() -> None:
    padded = word.table_form(people.ELIN)

    assert outcome(b"%PDF-" + b"\x01" * (sizes.largest_file() - 5), "form.pdf") != "too-large"
    assert outcome(padded, "form.docx") == OPENED


def test_a_wrong_name_is_said_with_both_kinds() -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(word.table_form({}), filename="referral.pdf")

    assert refused.value.sentence == (
        "This file is named as a PDF but is a Word document. Rename it or save it anew, and send it again."
    )
    assert refused.value.reason == gettext_noop(errors.REASONS["named-otherwise"])


def test_no_refusal_repeats_a_word_of_the_file_or_its_name() -> None:
    for name, data, expected in hostile.corpus():
        if expected in {OPENED, ACTS}:
            continue
        with pytest.raises(Unreadable) as refused:
            open_document(data, filename=f"Callum-Hartwright-{name}")
        assert "Hartwright" not in refused.value.sentence


@pytest.mark.parametrize("name", ["form.docx", "form.odt", "form.pdf"])
def test_even_a_full_stack_gives_a_refusal(name: str) -> None:
    data = {"form.docx": word.table_form({}), "form.odt": odt.table_form({}), "form.pdf": pdf.line_form({})}[
        name
    ]

    def deep(frames: int) -> str:
        return deep(frames - 1) if frames else outcome(data, name)

    left = sys.getrecursionlimit() - len(inspect.stack(0))
    outcomes = {deep(left - spare) for spare in range(20, 90, 5)}

    assert outcomes <= {"broken", "broken-pdf", OPENED}
    assert outcomes & {"broken", "broken-pdf"}
