"""Whole forms as organisations send them, in every format, read completely and right; nobody in them lives."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from caseward.foundation.documents import open_document
from caseward.kernel.forms import reading
from caseward.kernel.forms.documents import DocumentKind
from caseward.kernel.forms.reading import FormReading, Status
from tests.samples import forms, odt, pdf, people, word


Maker = Callable[[Mapping[str, str]], bytes]
MAKERS: dict[str, tuple[str, Maker]] = {
    "Word, tables": ("form.docx", word.table_form),
    "Word, content controls": ("form.docx", word.controls_form),
    "Word, paragraphs": ("form.docx", word.paragraph_form),
    "ODT, tables": ("form.odt", odt.table_form),
    "ODT, paragraphs": ("form.odt", odt.paragraph_form),
    "PDF, ruled table": ("form.pdf", lambda answers: pdf.text_form(answers, ruled=True)),
    "PDF, columns without lines": ("form.pdf", lambda answers: pdf.text_form(answers, ruled=False)),
    "PDF, lines of text": ("form.pdf", pdf.line_form),
    "PDF, form fields": ("form.pdf", lambda answers: pdf.field_form(answers, tooltips=True)),
    "PDF, form fields without tooltips": (
        "form.pdf",
        lambda answers: pdf.field_form(answers, tooltips=False),
    ),
}
EVERY = pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param(*how, id=called, marks=[pytest.mark.slow] if called.startswith("PDF") else [])
        for called, how in MAKERS.items()
    ],
)


def read(data: bytes, name: str) -> FormReading:
    return reading.read_form(open_document(data, filename=name), forms.definition(), today=forms.TODAY)


def given(form: FormReading) -> dict[str, str]:
    return {r.field: r.as_given for r in form.readings if r.as_given}


@EVERY
def test_every_answer_of_a_careful_form_is_read(name: str, make: Maker) -> None:
    form = read(make(people.ELIN), name)

    assert given(form) == dict(people.ELIN)
    assert form.unplaced == ()
    assert {r.status for r in form.readings if r.as_given} == {Status.READ}


@EVERY
def test_every_way_stores_the_same_structure_as_typing_it(name: str, make: Maker) -> None:
    typed = reading.read_answers(people.ELIN, forms.definition(), today=forms.TODAY)

    assert read(make(people.ELIN), name).stored == typed.stored


@EVERY
def test_gaps_and_slips_stay_gaps_and_slips(name: str, make: Maker) -> None:
    form = read(make(people.JORDAN), name)

    typed = reading.read_answers(people.JORDAN, forms.definition(), today=forms.TODAY)
    assert form.stored == typed.stored
    assert form.of("individual.date_of_birth").because == "There is no 30 February in the calendar of 2011."


@EVERY
def test_a_blank_form_gives_nothing_and_leaves_nothing_over(name: str, make: Maker) -> None:
    form = read(make({}), name)

    assert given(form) == {}
    assert form.unplaced == ()


@EVERY
def test_each_answer_names_a_passage_that_the_document_shows(name: str, make: Maker) -> None:
    document = open_document(make(people.ELIN), filename=name)
    form = reading.read_form(document, forms.definition(), today=forms.TODAY)

    shown = {passage.id: passage for passage in document.passages}
    assert len(shown) == len(document.passages)
    for one in form.readings:
        assert set(one.passages) <= set(shown)
        assert not one.as_given or one.locator == shown[one.passages[0]].locator


@EVERY
def test_names_of_200_letters_are_read_whole(name: str, make: Maker) -> None:
    long_name = " ".join(["Maximiliana-Wilhelmina"] * 9)[:200].strip()
    form = read(make({**people.ELIN, "individual.forenames": long_name}), name)

    assert form.of("individual.forenames").value == long_name


@EVERY
def test_colons_in_answers_are_part_of_them(name: str, make: Maker) -> None:
    words = "Note: he said: 'Tuesday: noon'"
    form = read(make({**people.ELIN, "individual.immigration_asylum_status": words}), name)

    assert form.of("individual.immigration_asylum_status").value == words


@pytest.mark.parametrize(
    "kind", ["Word, tables", "Word, content controls", "Word, paragraphs", "ODT, tables", "PDF, form fields"]
)
def test_letters_from_right_to_left_are_kept_in_order(kind: str) -> None:
    name, make = MAKERS[kind]
    form = read(
        make({**people.ELIN, "individual.forenames": "عبد الله", "individual.surname": "בן־דוד"}), name
    )

    assert form.of("individual.forenames").value == "عبد الله"
    assert form.of("individual.surname").value == "בן־דוד"


def test_letters_from_right_to_left_on_a_page_are_put_in_order() -> None:
    paper = pdf.Paper()
    paper.text(pdf.LEFT, 60, "INDIVIDUAL'S DETAILS")
    paper.text(pdf.LEFT, 90, "Forename")
    # As a page has them: the last letter of the last word first.
    paper.text(pdf.MIDDLE, 90, "عبد الله"[::-1])
    form = read(paper.written(), "form.pdf")

    assert form.of("individual.forenames").value == "عبد الله"


SHARED = Path(__file__).parents[4] / "shared/samples/referral-forms"
SAMPLES: dict[str, dict[str, tuple[str, object]]] = {
    "sample-1-table.docx": {
        "individual.forenames": ("READ", "Callum James"),
        "individual.surname": ("READ", "Hartwright"),
        "individual.date_of_birth": ("READ", "2009-03-14"),
        "individual.gender": ("READ", "MALE"),
        "individual.addresses": ("READ", [{"text": "17 Fennel Row, Northport, NP4 7QX", "current": True}]),
        "individual.nationality_citizenship": ("READ", ["GBR"]),
        "individual.primary_language": ("READ", "English"),
        "individual.phones": ("READ", [{"number": "+447700900123", "note": ""}]),
        "concerns.concern_narrative": ("READ", "Callum has told two…'legends'."),
        "complex_needs.complex_needs_narrative": ("READ", "Diagnosed autism (2019)…Bullied in Year 9."),
        "other_info.other_information": ("READ", "Discord name hartw0lf. Known to CAMHS."),
        "first_identifier.wishes_anonymity": ("READ", {"answer": "NO", "detail": ""}),
        "first_identifier.forenames": ("READ", "Helen"),
        "first_identifier.surname": ("READ", "Marsh"),
        "first_identifier.role_and_organisation": ("READ", "Form tutor, Northport Academy"),
        "first_identifier.relationship_to_individual": ("READ", "TEACHING_STAFF"),
        "first_identifier.phone": ("READ", [{"number": "+441632960014", "note": ""}]),
        "first_identifier.email": ("READ", [{"address": "h.marsh@northport-academy.example", "note": ""}]),
        "referrer.forenames": ("READ", "Dana"),
        "referrer.surname": ("READ", "Okafor"),
        "referrer.role_and_organisation": ("READ", "Designated safeguarding lead, Northport Academy"),
        "referrer.relationship_to_individual": ("READ", "SAFEGUARDING_LEAD"),
        "referrer.phone": ("READ", [{"number": "+441632960010", "note": ""}]),
        "referrer.email": ("READ", [{"address": "d.okafor@northport-academy.example", "note": ""}]),
        "dates.date_concern_first_came_to_light": ("READ", "2026-11-02"),
        "dates.date_referral_made": ("READ", "2026-11-05"),
        "safeguarding.discussed_with_safeguarding_or_prevent_lead": ("READ", {"answer": "YES", "detail": ""}),
        "safeguarding.individual_informed_of_referral": ("READ", {"answer": "NO", "detail": ""}),
        "employment_education.current_school_college_university": ("READ", "Northport Academy, Year 12"),
    },
    "sample-2-controls.docx": {
        "individual.forenames": ("READ", "Aisling"),
        "individual.surname": ("READ", "Brennock"),
        "individual.approx_age_if_dob_unknown": (
            "READ",
            {"youngest": 17, "oldest": 17, "as_at": "2026-10-30"},
        ),
        "individual.gender": ("READ", "FEMALE"),
        "individual.addresses": ("READ", [{"text": "Flat 3, 9 Tanner's Yard, Eastmark", "current": None}]),
        "individual.nationality_citizenship": ("READ", ["GBR"]),
        "individual.primary_language": ("READ", "English"),
        "individual.phones": ("READ", [{"number": "+447700900456", "note": ""}]),
        "individual.emails": ("READ", [{"address": "ash.b@example.org", "note": ""}]),
        "concerns.concern_narrative": ("READ", "Shared leaflets of…without her mother knowing."),
        "complex_needs.complex_needs_narrative": (
            "READ",
            "Mother recently in hospital. Has stopped attending college.",
        ),
        "other_info.other_information": ("READ", "Attends St Brigid's youth club on Thursdays."),
        "first_identifier.wishes_anonymity": ("READ", {"answer": "YES", "detail": ""}),
        "first_identifier.forenames": ("READ", "Tom"),
        "first_identifier.surname": ("READ", "Adeyemi"),
        "first_identifier.role_and_organisation": ("READ", "Youth worker, St Brigid's"),
        "first_identifier.relationship_to_individual": ("READ", "YOUTH_WORKER"),
        "first_identifier.phone": ("READ", [{"number": "+441632960077", "note": ""}]),
        "first_identifier.email": ("READ", [{"address": "tom@stbrigids.example", "note": ""}]),
        "dates.date_concern_first_came_to_light": ("READ", "2026-10-28"),
        "dates.date_referral_made": ("READ", "2026-10-30"),
        "safeguarding.discussed_with_safeguarding_or_prevent_lead": ("READ", {"answer": "YES", "detail": ""}),
        "safeguarding.individual_informed_of_referral": ("READ", {"answer": "NO", "detail": ""}),
        "employment_education.current_school_college_university": ("READ", "Eastmark College"),
    },
    "sample-3-form.pdf": {
        "individual.forenames": ("READ", "Piotr"),
        "individual.surname": ("READ", "Zielinski-Shaw"),
        "individual.date_of_birth": ("READ", "1998-07-30"),
        "individual.gender": ("READ", "MALE"),
        "individual.addresses": ("READ", [{"text": "44 Carrow Street, Southdale SD1 2AB", "current": None}]),
        "individual.nationality_citizenship": ("READ", ["GBR"]),
        "individual.primary_language": ("READ", "English"),
        "individual.phones": ("READ", [{"number": "+447700900789", "note": ""}]),
        "concerns.concern_narrative": ("READ", "Colleague reports that…text on a gaming forum."),
        "complex_needs.complex_needs_narrative": ("READ", "Lost his job in August; drinking heavily."),
        "other_info.other_information": ("READ", "Flatmate is worried about his own safety."),
        "first_identifier.wishes_anonymity": ("READ", {"answer": "NO", "detail": ""}),
        "first_identifier.forenames": ("READ", "Gareth"),
        "first_identifier.surname": ("READ", "Pugh"),
        "first_identifier.role_and_organisation": ("READ", "Warehouse supervisor"),
        "first_identifier.relationship_to_individual": ("READ", "EMPLOYER_OR_MANAGER"),
        "first_identifier.phone": ("READ", [{"number": "+441632960101", "note": ""}]),
        "first_identifier.email": ("READ", [{"address": "g.pugh@example.com", "note": ""}]),
        "referrer.forenames": ("READ", "Gareth"),
        "referrer.surname": ("READ", "Pugh"),
        "referrer.role_and_organisation": ("READ", "Warehouse supervisor"),
        "referrer.relationship_to_individual": ("READ", "EMPLOYER_OR_MANAGER"),
        "referrer.phone": ("READ", [{"number": "+441632960101", "note": ""}]),
        "referrer.email": ("READ", [{"address": "g.pugh@example.com", "note": ""}]),
        "dates.date_concern_first_came_to_light": ("READ", "2026-11-10"),
        "dates.date_referral_made": ("READ", "2026-11-12"),
        "safeguarding.discussed_with_safeguarding_or_prevent_lead": ("READ", {"answer": "YES", "detail": ""}),
        "safeguarding.individual_informed_of_referral": ("READ", {"answer": "NO", "detail": ""}),
    },
    "sample-4-incomplete.docx": {
        "individual.surname": ("READ", "Okonkwo-Reyes"),
        "individual.date_of_birth": ("NOT_READ", None),
        "individual.approx_age_if_dob_unknown": (
            "READ",
            {"youngest": 12, "oldest": 16, "as_at": "2026-11-14"},
        ),
        "individual.addresses": ("NOT_GIVEN", None),
        "individual.nationality_citizenship": ("READ", ["GBR"]),
        "individual.primary_language": ("READ", "English"),
        "concerns.concern_narrative": ("READ", "He keeps saying odd things."),
        "first_identifier.wishes_anonymity": ("READ", {"answer": "NO", "detail": ""}),
        "referrer.forenames": ("READ", "M"),
        "referrer.surname": ("READ", "Lane"),
        "referrer.role_and_organisation": ("READ", "Teaching assistant"),
        "dates.date_referral_made": ("READ", "2026-11-14"),
        "safeguarding.discussed_with_safeguarding_or_prevent_lead": ("READ", {"answer": "YES", "detail": ""}),
        "safeguarding.individual_informed_of_referral": ("READ", {"answer": "NO", "detail": ""}),
    },
}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared samples are not here")
@pytest.mark.parametrize("name", SAMPLES)
def test_the_shared_samples_are_read_completely_and_right(name: str) -> None:
    form = read((SHARED / name).read_bytes(), name)

    said = {r.field: (r.status.value, _shortened(r.value)) for r in form.readings if r.as_given}
    assert said == SAMPLES[name]
    assert form.unplaced == ()


def _shortened(value: object) -> object:
    """Long narratives by their beginning and end: the samples are not ours to copy."""
    for wanted in (v for sample in SAMPLES.values() for _, v in sample.values()):
        if isinstance(wanted, str) and isinstance(value, str) and "…" in wanted:
            begin, end = wanted.split("…")
            if value.startswith(begin) and value.endswith(end):
                return wanted
    return value


@pytest.mark.skipif(not SHARED.exists(), reason="the shared samples are not here")
def test_the_kinds_of_the_shared_samples_are_known_by_their_bytes() -> None:
    kinds = {path.name: open_document(path.read_bytes(), filename="").kind for path in SHARED.iterdir()}

    assert kinds["sample-3-form.pdf"] is DocumentKind.PDF
    assert kinds["sample-1-table.docx"] is DocumentKind.WORD
