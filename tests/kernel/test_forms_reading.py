"""Filled-in forms, however they are laid out: every answer finds its field, and nothing is guessed or lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.forms import reading
from caseward.kernel.forms.documents import BlockKind, Document
from caseward.kernel.forms.reading import FormReading, Status
from tests.samples import forms, people
from tests.samples.forms import field, heading, paragraph, read, row


YES_NO = "Have you taken any direct action with the Individual since receiving this information?"
PROMPT = people.FORM[1][1][0][0]
SOMEBODY = "PERSON MAKING THIS REFERRAL"
INDIVIDUAL = people.FORM[0][0]


def value(form: FormReading, key: str) -> object:
    return form.of(key).value


def unplaced(form: FormReading) -> list[str]:
    return [passage.text for passage in form.unplaced]


class TestWholeForms:
    def test_tables_with_a_heading_row(self) -> None:
        document = forms.table_form(people.ELIN)
        form = reading.read_form(document, forms.definition(), today=forms.TODAY)

        assert form.unplaced == ()
        assert {r.field: r.as_given for r in form.readings if r.as_given} == dict(people.ELIN)
        assert {r.status for r in form.readings if r.as_given} == {Status.READ}

    def test_gaps_and_slips_are_marked_not_filled(self) -> None:
        document = forms.table_form(people.JORDAN)
        form = reading.read_form(document, forms.definition(), today=forms.TODAY)

        assert form.of("individual.forenames").status is Status.NOT_GIVEN
        assert form.of("individual.addresses").is_said_unknown
        assert {r.field for r in form.readings if r.status is Status.NOT_READ} == {
            "individual.date_of_birth",
            "individual.gender",
            "individual.phones",
            "safeguarding.discussed_with_safeguarding_or_prevent_lead",
        }

    def test_paragraphs_with_the_answer_behind_a_colon(self) -> None:
        passages = []
        for title, labels in people.FORM:
            passages.append(heading(title.title()))
            passages.extend(paragraph(f"{label}: {people.ELIN.get(key, '')}") for label, key in labels)
        form = read(*passages)

        assert form.unplaced == ()
        assert {r.field: r.as_given for r in form.readings if r.as_given} == dict(people.ELIN)

    def test_typing_and_uploading_give_the_same_structure(self) -> None:
        uploaded = reading.read_form(forms.table_form(people.ELIN), forms.definition(), today=forms.TODAY)
        typed = reading.read_answers(people.ELIN, forms.definition(), today=forms.TODAY)

        assert uploaded.stored == typed.stored

    def test_each_reading_names_the_passage_it_stands_in(self) -> None:
        form = read(heading("RELEVANT DATES"), row("Date of referral", "12/11/2026"))

        made = form.of("dates.date_referral_made")
        assert (made.locator, made.passages) == ("passage 2", ("b2",))
        assert form.of("referrer.email").passages == ()

    def test_the_order_of_labels_does_not_matter(self) -> None:
        passages = []
        for number, (title, labels) in enumerate(reversed(people.FORM)):
            passages.append(row(title, table=f"t{number}"))
            for label, key in reversed(labels):
                passages.append(row(label, people.ELIN.get(key, ""), table=f"t{number}"))
        form = read(*passages)

        assert {r.field: r.as_given for r in form.readings if r.as_given} == dict(people.ELIN)

    def test_a_blank_form_gives_nothing(self) -> None:
        form = reading.read_form(forms.table_form({}), forms.definition(), today=forms.TODAY)

        assert {(r.status, r.as_given) for r in form.readings} == {(Status.NOT_GIVEN, "")}
        assert form.unplaced == ()

    def test_the_definition_it_was_read_by_is_kept(self) -> None:
        form = read()

        assert (form.form, form.version) == ("prevent-referral", "2026-11")
        with pytest.raises(KeyError):
            form.of("individual.shoe_size")

    def test_a_typed_form_may_send_only_known_fields(self) -> None:
        with pytest.raises(KeyError, match="shoe_size"):
            reading.read_answers({"individual.shoe_size": "9"}, forms.definition(), today=forms.TODAY)


class TestNeverGuessed:
    def test_rows_that_the_form_has_not_are_unplaced(self) -> None:
        form = read(
            row(INDIVIDUAL), row("Shoe size", "9"), row("Forename", "Callum"), row("GP surgery", "Elm Road")
        )

        assert unplaced(form) == ["Shoe size | 9", "GP surgery | Elm Road"]
        assert value(form, "individual.forenames") == "Callum"

    def test_people_under_a_heading_the_form_has_not_are_nobody_it_asks_for(self) -> None:
        form = read(
            row(INDIVIDUAL),
            row("Forename", "Callum"),
            row("DETAILS OF PARENT OR CARER", table="t2"),
            row("Forename", "Anna", table="t2"),
            row("Date of birth", "1/2/1980", table="t2"),
        )

        assert value(form, "individual.forenames") == "Callum"
        assert form.of("individual.date_of_birth").status is Status.NOT_GIVEN
        assert unplaced(form) == ["DETAILS OF PARENT OR CARER", "Forename | Anna", "Date of birth | 1/2/1980"]

    @pytest.mark.parametrize(
        "unknown",
        [[heading("Parent or carer")], [row("Parent or carer", table="t2")], [paragraph("PARENT OR CARER")]],
        ids=["heading", "merged row", "capitals"],
    )
    def test_however_that_heading_is_written(
        self, unknown: list[tuple[BlockKind, tuple[str, ...], str]]
    ) -> None:
        form = read(
            row("SAFEGUARDING CONSIDERATIONS"),
            row(YES_NO, "Yes"),
            row("If yes, please give details", "Spoke."),
            *unknown,
            row("Date of birth", "1/2/1980", table="t2"),
        )

        assert form.of("individual.date_of_birth").status is Status.NOT_GIVEN
        assert value(form, "safeguarding.direct_action_taken") == {"answer": "YES", "detail": "Spoke."}

    def test_a_prompt_that_cannot_be_chance_ends_a_foreign_section(self) -> None:
        form = read(
            row(INDIVIDUAL), row("Forename", "C"), heading("School copy"), row(PROMPT, "It.", table="t2")
        )

        assert value(form, "concerns.concern_narrative") == "It."

    def test_a_label_of_several_sections_is_read_in_none_without_a_heading(self) -> None:
        form = read(paragraph("Forename: Callum"), paragraph("Email address: c@x.example"))

        assert {r.status for r in form.readings} == {Status.NOT_GIVEN}
        assert unplaced(form) == ["Forename: Callum", "Email address: c@x.example"]

    def test_a_table_without_a_heading_is_known_by_the_labels_only_it_can_have(self) -> None:
        form = read(
            row("Forename", "Callum"), row("Surname", "Hartwright"), row("Date of birth", "14/3/2009")
        )

        assert (value(form, "individual.forenames"), value(form, "individual.surname")) == (
            "Callum",
            "Hartwright",
        )

    def test_a_missing_heading_is_made_up_for_by_a_prompt_that_cannot_be_chance(self) -> None:
        form = read(
            row("DESCRIBE CONCERNS"),
            row(PROMPT),
            row("It."),
            row("Do they wish to remain anonymous?", "No", table="t2"),
            row("Forename", "Helen", table="t2"),
        )

        assert value(form, "first_identifier.forenames") == "Helen"
        assert value(form, "concerns.concern_narrative") == "It."

    def test_two_different_answers_are_no_answer(self) -> None:
        form = read(row(INDIVIDUAL), row("Surname", "Hart"), row("Last name", "Wright"))

        surname = form.of("individual.surname")
        assert (surname.status, surname.as_given, surname.value) == (Status.NOT_READ, "Hart\nWright", None)
        assert surname.because == "The form answers this more than once, and differently."
        assert surname.passages == ("b2", "b3")

    def test_the_same_answer_twice_is_one_answer(self) -> None:
        form = read(row(INDIVIDUAL), row("Surname", "Hart"), row("Last name", " Hart "))

        assert value(form, "individual.surname") == "Hart"

    def test_lists_and_narratives_join_what_is_given_twice(self) -> None:
        form = read(row(INDIVIDUAL), row("Telephone", "07700 900123"), row("Mobile", "07700 900456"))

        assert value(form, "individual.phones") == [
            {"number": "+447700900123", "note": ""},
            {"number": "+447700900456", "note": ""},
        ]

    def test_what_repeats_on_every_page_is_unplaced_unless_it_is_print(self) -> None:
        margin = (BlockKind.MARGIN, ("Ysgol Enghraifft, page 1",), "page")
        form = read(margin, (BlockKind.MARGIN, ("OFFICIAL-SENSITIVE",), "page"), row(INDIVIDUAL))

        assert unplaced(form) == ["Ysgol Enghraifft, page 1"]

    def test_words_in_brackets_behind_a_label_are_its_answer(self) -> None:
        form = read(heading(INDIVIDUAL), paragraph("Gender (male)"))

        assert value(form, "individual.gender") == "MALE"
        assert form.of("individual.gender").as_given == "(male)"


class TestFormFields:
    def test_the_tooltip_names_the_field_and_the_heading_above_its_section(self) -> None:
        form = read(
            heading(SOMEBODY), field("Forename", "", "f12", "Gareth"), field("", "Surname", "f13", "Pugh")
        )

        assert (value(form, "referrer.forenames"), value(form, "referrer.surname")) == ("Gareth", "Pugh")

    @pytest.mark.parametrize(
        "name",
        ["PERSON MAKING THIS R|Forename", "form1.referrer.Forename[0]", "page1[0].Referrer[0].firstName[0]"],
    )
    def test_the_technical_name_may_tell_the_section(self, name: str) -> None:
        assert value(read(field("", name, "Gareth")), "referrer.forenames") == "Gareth"

    def test_a_field_that_the_form_has_not_is_unplaced(self) -> None:
        form = read(field("Shoe size", "shoe", "9"), field("Hat size", "hat", ""))

        assert unplaced(form) == ["Shoe size | 9"]

    def test_the_label_printed_beside_a_form_field_is_no_second_answer(self) -> None:
        form = read(
            heading(INDIVIDUAL), paragraph("Surname"), field("Surname", "f2", "Hart"), paragraph("Page 2")
        )

        assert value(form, "individual.surname") == "Hart"
        assert unplaced(form) == ["Page 2"]


class TestDocuments:
    def test_a_document_shows_its_passages_and_its_head(self) -> None:
        document = forms.document(
            (BlockKind.MARGIN, ("SECRET",), ""), paragraph(" "), heading("Title"), row("Surname", "", "Hart")
        )

        assert document.head_text == "SECRET\nTitle\nSurname | Hart"
        assert [passage.id for passage in document.passages] == ["b1", "b3", "b4"]
        assert document.text.endswith("Surname | Hart")


WORDS = st.sampled_from(
    [
        "Forename",
        "Surname: X",
        PROMPT,
        INDIVIDUAL,
        "DESCRIBE CONCERNS",
        YES_NO,
        "Yes",
        "No",
        "",
        "9",
        "If yes, please describe",
    ]
) | st.text(max_size=40)
PASSAGES = st.tuples(
    st.sampled_from(BlockKind),
    st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    st.sampled_from(["t1", "t2", "body"]),
)


@given(st.lists(PASSAGES, max_size=12))
def test_every_word_of_any_document_is_read_or_unplaced_or_print(
    passages: list[tuple[BlockKind, tuple[str, ...], str]],
) -> None:
    marked = [
        (kind, tuple(f"{cell} zq{n}w{m}" for m, cell in enumerate(cells)), group)
        for n, (kind, cells, group) in enumerate(passages)
    ]
    document: Document = forms.document(*marked)
    form = reading.read_form(document, forms.definition(), today=forms.TODAY)

    # A form field goes by several names, of which the first alone is for people.
    shown = [cells if kind is not BlockKind.FIELD else (cells[0], cells[-1]) for kind, cells, _ in marked]
    kept = "\n".join([*(r.as_given for r in form.readings), *unplaced(form)])
    assert all(cell.rpartition(" ")[2] in kept for cells in shown for cell in cells)
