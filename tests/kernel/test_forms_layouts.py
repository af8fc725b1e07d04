"""However a form is laid out, every answer finds its field."""

import pytest

from caseward.kernel.forms.documents import BlockKind
from caseward.kernel.forms.reading import FormReading, Status
from tests.samples import forms, people
from tests.samples.forms import heading, paragraph, read, row


YES_NO = "Have you taken any direct action with the Individual since receiving this information?"
OTHER_AGENCIES = "Have you discussed your concerns around the Individual with any other agencies?"
PROMPT = people.FORM[1][1][0][0]
INDIVIDUAL = people.FORM[0][0]


def value(form: FormReading, key: str) -> object:
    return form.of(key).value


def unplaced(form: FormReading) -> list[str]:
    return [passage.text for passage in form.unplaced]


class TestLayouts:
    def test_the_same_label_means_another_field_under_another_heading(self) -> None:
        form = read(
            row(INDIVIDUAL),
            row("Forename", "Callum"),
            row("PERSON WHO FIRST IDENTIFIED THE CONCERNS", table="t2"),
            row("Forename", "Helen", table="t2"),
            row("2. Person making this referral (if different from above)", table="t3"),
            row("Forename", "Dana", table="t3"),
        )

        assert [value(form, f"{s}.forenames") for s in ("individual", "first_identifier", "referrer")] == [
            "Callum",
            "Helen",
            "Dana",
        ]

    def test_several_pairs_stand_in_one_row(self) -> None:
        form = read(row(INDIVIDUAL), row("Forename(s)", "Callum", "Surname", "", "Gender", "Male"))

        assert value(form, "individual.forenames") == "Callum"
        assert form.of("individual.surname").status is Status.NOT_GIVEN
        assert value(form, "individual.gender") == "MALE"

    def test_pairs_stand_in_one_cell_each(self) -> None:
        form = read(row(INDIVIDUAL), row("Forename: Callum", "Surname: Hartwright"))

        assert (value(form, "individual.forenames"), value(form, "individual.surname")) == (
            "Callum",
            "Hartwright",
        )

    def test_values_stand_in_the_row_below_the_labels(self) -> None:
        form = read(
            row(INDIVIDUAL),
            row("Forename(s)", "Surname", "Date of birth"),
            row("Callum", "Hartwright", "14/03/2009"),
        )

        assert value(form, "individual.surname") == "Hartwright"
        assert value(form, "individual.date_of_birth") == "2009-03-14"

    def test_two_rows_of_labels_are_two_rows_of_empty_answers(self) -> None:
        form = read(row(INDIVIDUAL), row("Forename(s)", "Surname"), row("Gender", "Date of birth"))

        assert {r.status for r in form.readings} == {Status.NOT_GIVEN}

    def test_a_value_stands_in_a_merged_row_below_its_label(self) -> None:
        form = read(row(INDIVIDUAL), row("Surname"), row("Hartwright"), row("Gender", "Male"))

        assert value(form, "individual.surname") == "Hartwright"

    def test_a_value_stands_in_the_next_paragraph(self) -> None:
        form = read(
            heading(INDIVIDUAL), paragraph("Surname"), paragraph("Hartwright"), paragraph("Please turn over")
        )

        assert value(form, "individual.surname") == "Hartwright"
        assert unplaced(form) == ["Please turn over"]

    def test_an_empty_label_takes_no_later_words_where_answers_stand_beside(self) -> None:
        form = read(
            heading(INDIVIDUAL),
            paragraph("Surname: Hartwright"),
            paragraph("Gender:"),
            paragraph("Send to the office"),
        )

        assert form.of("individual.gender").status is Status.NOT_GIVEN
        assert unplaced(form) == ["Send to the office"]

    def test_a_narrative_stands_in_a_merged_row_under_its_prompt(self) -> None:
        form = read(row("DESCRIBE CONCERNS"), row(PROMPT), row("He said it:\nnow."), row("And again."))

        assert value(form, "concerns.concern_narrative") == "He said it:\nnow.\nAnd again."
        assert form.of("concerns.concern_narrative").passages == ("b2", "b3", "b4")

    def test_a_narrative_without_a_prompt_stands_under_its_heading(self) -> None:
        form = read(
            heading("Describe concerns"), paragraph("He said it."), paragraph("Gender: he would not say.")
        )

        assert value(form, "concerns.concern_narrative") == "He said it.\nGender: he would not say."
        assert form.of("individual.gender").status is Status.NOT_GIVEN

    def test_heading_and_narrative_stand_beside_each_other(self) -> None:
        form = read(row("Describe concerns", "He said it."), row("Complex needs", "None known to us."))

        assert value(form, "concerns.concern_narrative") == "He said it."
        assert value(form, "complex_needs.complex_needs_narrative") == "None known to us."

    def test_shouting_inside_a_narrative_is_no_heading(self) -> None:
        form = read(
            heading("Describe concerns"),
            paragraph("He wrote:"),
            paragraph("THEY ALL DESERVE IT"),
            paragraph("Then left."),
        )

        assert value(form, "concerns.concern_narrative") == "He wrote:\nTHEY ALL DESERVE IT\nThen left."

    def test_a_table_inside_a_narrative_is_part_of_it(self) -> None:
        form = read(
            row("DESCRIBE CONCERNS"), row(PROMPT), row("As follows"), row("Monday", "a threat", table="t1.2")
        )

        assert value(form, "concerns.concern_narrative") == "As follows\nMonday\na threat"

    def test_the_answer_runs_on_in_rows_without_a_label(self) -> None:
        form = read(
            row(INDIVIDUAL),
            row("Known Address(es)", "17 Fern Row, Northport"),
            row("", "9 Elm Way, Eastmark (previous)"),
        )

        assert value(form, "individual.addresses") == [
            {"text": "17 Fern Row, Northport", "current": None},
            {"text": "9 Elm Way, Eastmark", "current": False},
        ]

    def test_a_form_split_over_tables_is_one_form(self) -> None:
        form = read(
            row(INDIVIDUAL, table="t1"),
            row("Forename", "Callum", table="t1"),
            row("Surname", "Hartwright", table="t2"),
            row("Gender", "Male", table="t3"),
        )

        assert value(form, "individual.surname") == "Hartwright"
        assert value(form, "individual.gender") == "MALE"

    def test_a_label_broken_over_two_lines_is_one_label(self) -> None:
        form = read(
            heading("Safeguarding"),
            row("Does the Individual have any stated or diagnosed", "Yes"),
            row("disabilities, disorders or mental health issues?", "autism"),
            paragraph("Have you informed the Individual that you"),
            paragraph("are making this referral?"),
            paragraph("No"),
        )

        assert form.of("safeguarding.stated_or_diagnosed_disability_disorder_mh").as_given == "Yes\nautism"
        assert value(form, "safeguarding.individual_informed_of_referral") == {"answer": "NO", "detail": ""}

    def test_a_label_cut_short_is_still_the_label(self) -> None:
        form = read(
            heading("Safeguarding"),
            row("Have you discussed your concerns around the Individual with an", "No"),
        )

        assert value(form, "safeguarding.discussed_with_other_agencies") == {"answer": "NO", "detail": ""}

    def test_a_label_cut_short_is_looked_for_under_its_heading_first(self) -> None:
        form = read(heading("About you"), row("Relationship to person being", "DSL"))

        assert value(form, "referrer.relationship_to_individual") == "SAFEGUARDING_LEAD"

    def test_a_label_cut_short_is_not_a_shorter_label_with_an_answer(self) -> None:
        form = read(heading("Other information"), paragraph(people.FURTHER[:105]), paragraph("Nothing more."))

        assert value(form, "other_info.other_information") == "Nothing more."

    def test_lines_in_one_cell_are_read_one_by_one(self) -> None:
        form = read(
            row(INDIVIDUAL), row("Forename: Callum\nSurname: Hartwright\nAddress: 1 Elm Way\nEastmark")
        )

        assert value(form, "individual.surname") == "Hartwright"
        assert value(form, "individual.addresses") == [{"text": "1 Elm Way, Eastmark", "current": None}]

    def test_a_line_before_the_first_label_of_a_cell_is_unplaced(self) -> None:
        form = read(row(INDIVIDUAL), row("As on our register\nSurname: Hart"))

        assert value(form, "individual.surname") == "Hart"
        assert unplaced(form) == ["As on our register"]

    def test_empty_passages_say_nothing(self) -> None:
        form = read(row(INDIVIDUAL), row("", ""), paragraph("  "), row(": Surname", "Hart"))

        assert value(form, "individual.surname") == "Hart"
        assert form.unplaced == ()

    def test_words_behind_a_heading_that_takes_none_are_unplaced(self) -> None:
        form = read(paragraph("Relevant dates: see our letter"), row("Date of referral", "12/11/2026"))

        assert value(form, "dates.date_referral_made") == "2026-11-12"
        assert unplaced(form) == ["see our letter"]

    def test_print_of_the_blank_form_is_neither_answer_nor_unplaced(self) -> None:
        form = read(
            paragraph("PREVENT REFERRAL FORM"),
            paragraph("OFFICIAL-SENSITIVE when complete"),
            row(INDIVIDUAL),
            row("Forename(s)", "First Name(s)"),
            row("Known Address(es)", "Identify which address is the Individual's current residence"),
            row("DESCRIBE CONCERNS", table="t2"),
            row(PROMPT, table="t2"),
            row("Please Describe", table="t2"),
            row("THANK YOU", table="t3"),
        )

        assert {r.status for r in form.readings} == {Status.NOT_GIVEN}
        assert form.unplaced == ()

    def test_printed_examples_are_left_out_but_one_that_was_copied_is_an_answer(self) -> None:
        examples = forms.definition().section("complex_needs").prompts
        printed = read(heading("Complex needs"), paragraph("\n".join([*examples[:6], "He is grieving."])))
        copied = read(heading("Complex needs"), paragraph(examples[0]))

        assert value(printed, "complex_needs.complex_needs_narrative") == "He is grieving."
        assert value(copied, "complex_needs.complex_needs_narrative") == examples[0]


class TestYesAndNo:
    @pytest.mark.parametrize(
        ("passages", "answer"),
        [
            ([row(YES_NO, "☒ Yes", "☐ No")], {"answer": "YES", "detail": ""}),
            ([row(YES_NO, "Yes", "☐", "No", "☒")], {"answer": "NO", "detail": ""}),
            ([row("", "Yes", "No"), row(YES_NO, "", "X")], {"answer": "NO", "detail": ""}),
            ([row("Question", "Yes", "No"), row(YES_NO, "✓", "")], {"answer": "YES", "detail": ""}),
            ([row(YES_NO, "Yes"), row("Spoke to him.")], {"answer": "YES", "detail": "Spoke to him."}),
            (
                [row(YES_NO, "Yes"), row("If yes, please give details", "Spoke.")],
                {"answer": "YES", "detail": "Spoke."},
            ),
            (
                [row(YES_NO, "Yes"), row("What was the action & the result?"), row("Spoke.")],
                {"answer": "YES", "detail": "Spoke."},
            ),
            ([row(YES_NO, "Yes"), row("", "Spoke to him.")], {"answer": "YES", "detail": "Spoke to him."}),
            ([paragraph(f"{YES_NO} Yes"), paragraph("Spoke.")], {"answer": "YES", "detail": "Spoke."}),
            ([paragraph(YES_NO), paragraph("Yes, spoke.")], {"answer": "YES", "detail": "spoke."}),
        ],
        ids=range(10),
    )
    def test_it_is_read_in_every_layout(
        self, passages: list[tuple[BlockKind, tuple[str, ...], str]], answer: object
    ) -> None:
        form = read(row("SAFEGUARDING CONSIDERATIONS"), *passages)

        assert value(form, "safeguarding.direct_action_taken") == answer
        assert form.unplaced == ()

    def test_a_shared_detail_label_belongs_to_the_question_above_it(self) -> None:
        form = read(
            row("SAFEGUARDING CONSIDERATIONS"),
            row(YES_NO, "Yes"),
            row("If yes, please give details", "Spoke."),
            row(OTHER_AGENCIES, "Yes"),
            row("If yes, please give details", "Health."),
        )

        assert value(form, "safeguarding.direct_action_taken") == {"answer": "YES", "detail": "Spoke."}
        assert value(form, "safeguarding.discussed_with_other_agencies") == {
            "answer": "YES",
            "detail": "Health.",
        }

    def test_no_column_ticked_is_no_answer(self) -> None:
        form = read(row("SAFEGUARDING CONSIDERATIONS"), row("", "Yes", "No"), row(YES_NO, "", ""))

        assert form.of("safeguarding.direct_action_taken").status is Status.NOT_GIVEN

    def test_words_in_a_column_for_marks_are_words(self) -> None:
        form = read(
            row("SAFEGUARDING CONSIDERATIONS"), row("", "Yes", "No"), row(YES_NO, "Yes, on Monday", "")
        )

        assert value(form, "safeguarding.direct_action_taken") == {"answer": "YES", "detail": "on Monday"}

    def test_an_unknown_question_is_not_a_detail_of_the_one_above(self) -> None:
        form = read(
            row("SAFEGUARDING CONSIDERATIONS"),
            row(YES_NO, "No"),
            row("Is there a dog at the address?", "Yes"),
        )

        assert value(form, "safeguarding.direct_action_taken") == {"answer": "NO", "detail": ""}
        assert unplaced(form) == ["Is there a dog at the address? | Yes"]
