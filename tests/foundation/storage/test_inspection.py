"""Every file gets an answer: kept as what it is, or refused with a sentence that says what to do."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.storage import configuration
from caseward.foundation.storage.checking import inspection, kinds, refusals
from caseward.kernel.decisions import Refused
from tests.foundation.storage import corpus
from tests.samples import hostile, odt, pdf, people, word
from tests.samples.hostile_pdfs import ACTS, OPENED


LIMITS = configuration.limits()


def judged(name: str, content: bytes, limits: inspection.Limits = LIMITS) -> str:
    """The code of the kind, or of the refusal."""
    return inspection.inspect(io.BytesIO(content), name=name, size=len(content), limits=limits).code


@pytest.mark.parametrize("kind", corpus.HONEST)
def test_an_honest_file_is_known_by_its_content(kind: str) -> None:
    assert judged(*corpus.HONEST[kind]) == kind


@pytest.mark.parametrize("case", corpus.HONEST_TOO)
def test_what_only_looks_odd_is_kept(case: str) -> None:
    name, content, kind = corpus.HONEST_TOO[case]

    assert judged(name, content) == kind


@pytest.mark.parametrize("case", corpus.HOSTILE)
def test_what_could_harm_is_refused(case: str) -> None:
    name, content, code = corpus.HOSTILE[case]

    assert judged(name, content) == code


def test_every_refusal_says_what_to_do() -> None:
    for code in refusals.WHY:
        refusal = refusals.refused(code)
        assert refusal.because.endswith(".")
        assert refusal.remedy.endswith(".")


def test_every_refusal_is_met_somewhere() -> None:
    met = {code for _, _, code in corpus.HOSTILE.values()}

    assert set(refusals.WHY) - met == {"file.infected", "file.unscannable", "file.quarantined"}


def test_every_kept_kind_is_inspected() -> None:
    assert set(inspection.INSPECTORS) == set(kinds.ALLOWED) == set(corpus.HONEST)


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    refusal = inspection.inspect(io.BytesIO(b"%PDF-"), name="a.pdf", size=50_000_000, limits=LIMITS)

    assert isinstance(refusal, Refused)
    assert refusal.because == "The file is 50 MB; at most 20 MB can be kept."


def test_a_file_one_byte_over_the_limit_never_reads_like_the_limit() -> None:
    refusal = inspection.inspect(io.BytesIO(b"%PDF-"), name="a.pdf", size=20_000_001, limits=LIMITS)

    assert isinstance(refusal, Refused)
    assert refusal.because == "The file is 20.1 MB; at most 20 MB can be kept."


def test_a_misleading_name_is_answered_with_the_right_one() -> None:
    refusal = inspection.inspect(io.BytesIO(corpus.docx()), name="form.pdf", size=9, limits=LIMITS)

    assert isinstance(refusal, Refused)
    assert refusal.because == "The name ends in .pdf, but the file holds a Word document."
    assert "rename it to end in .docx" in refusal.remedy


@given(content=st.binary(max_size=600), name=st.text(max_size=20))
def test_any_bytes_get_an_answer(content: bytes, name: str) -> None:
    assert judged(name, content)


@given(
    start=st.sampled_from([content[:keep] for _, content in corpus.HONEST.values() for keep in (8, 40, 200)]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_behind_an_honest_beginning_get_an_answer(start: bytes, rest: bytes) -> None:
    assert judged("form", start + rest)


@given(
    content=st.sampled_from(
        [content for _, content, _ in corpus.HOSTILE.values() if 0 < len(content) < 5000]
    ),
    data=st.data(),
)
def test_a_changed_byte_anywhere_gets_an_answer(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    changed[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    assert judged("form", bytes(changed))


FORMS = {
    "Word with tables": ("form.docx", word.table_form(people.ELIN)),
    "Word with controls": ("form.docx", word.controls_form(people.ELIN)),
    "OpenDocument": ("form.odt", odt.table_form(people.ELIN)),
    "PDF with text": ("form.pdf", pdf.text_form(people.ELIN, ruled=True)),
    "PDF with fields": ("form.pdf", pdf.field_form(people.ELIN, tooltips=True)),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_referral_forms_that_arrive_are_kept(form: str) -> None:
    assert judged(*FORMS[form]) in kinds.ALLOWED


def test_whatever_means_harm_to_the_reader_of_forms_gets_an_answer_here() -> None:
    for name, content, _outcome in hostile.corpus():
        assert judged(name, content)


def test_what_the_reader_of_forms_opens_is_kept_but_for_what_acts() -> None:
    """Nothing is read as a form and then not kept, except what would act on whoever opens the original."""
    judgements = {
        (outcome, judged(name, content))
        for name, content, outcome in hostile.corpus()
        if outcome in {OPENED, ACTS}
    }

    assert {judgement for outcome, judgement in judgements if outcome == OPENED} <= set(kinds.ALLOWED)
    assert {judgement for outcome, judgement in judgements if outcome == ACTS} == {
        "file.script",
        "file.outside-content",
        "file.embedded",
    }
