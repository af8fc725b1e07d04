"""Typed answers: what people write for a date, a tick, an address; and what is left unread rather than guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.forms import contacts, labels, marks, reading
from caseward.kernel.forms.answers import Value
from caseward.kernel.forms.reading import Reading, Status
from tests.samples import forms


ALWAYS = "safeguarding.direct_action_taken"
DISABILITY = "safeguarding.stated_or_diagnosed_disability_disorder_mh"


def answer(key: str, text: str, **parts: str) -> Reading:
    typed = {key: text, **{f"{key}.{part}": said for part, said in parts.items()}}
    return reading.read_answers(typed, forms.definition(), today=forms.TODAY).of(key)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("individual.forenames", "  Mary  Jane ", "Mary Jane"),
        ("individual.forenames", "Siân", "Siân"),
        ("individual.surname", "O’Neill-Ŵyn", "O’Neill-Ŵyn"),
        ("individual.surname", "عبد الله", "عبد الله"),
        ("individual.surname", "X" * 200, "X" * 200),
        ("individual.date_of_birth", "14/03/2009", "2009-03-14"),
        ("individual.date_of_birth", "March 2009", "2009-03"),
        ("individual.date_of_birth", "2009", "2009"),
        ("dates.date_referral_made", "12th November 2026", "2026-11-12"),
        ("individual.gender", "Male", "MALE"),
        ("individual.gender", "f", "FEMALE"),
        ("individual.gender", "☐ Male ☒ Female ☐ Other", "FEMALE"),
        ("individual.gender", "Male ☐  Female ☐  Non-binary ☑", "NON_BINARY"),
        ("referrer.sector", "School", "EDUCATION"),
        ("referrer.relationship_to_individual", "School DSL", "SAFEGUARDING_LEAD"),
        ("individual.nationality_citizenship", "British", ["GBR"]),
        ("individual.nationality_citizenship", "British / Pakistani", ["GBR", "PAK"]),
        ("individual.nationality_citizenship", "Polish and Irish\nBritish", ["POL", "IRL", "GBR"]),
        ("individual.nationality_citizenship", "Bosnia and Herzegovina", ["BIH"]),
        ("individual.nationality_citizenship", "British, UK", ["GBR"]),
        ("individual.aliases", "Caz\n- Cazza; The Wolf", ["Caz", "Cazza", "The Wolf"]),
        ("individual.primary_language", "Polish: some English", "Polish: some English"),
        ("concerns.concern_narrative", "One.\n\nTwo: three.  ", "One.\n\nTwo: three."),
    ],
)
def test_what_is_plain_is_read(key: str, text: str, value: Value) -> None:
    read = answer(key, text)

    assert (read.status, read.value, read.because) == (Status.READ, value, "")
    assert read.as_given == text.strip()


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("individual.date_of_birth", "31/02/2010", "There is no 31 February in the calendar of 2010."),
        ("individual.date_of_birth", "22/11/2026", "A date of birth cannot be in the future."),
        (
            "individual.date_of_birth",
            "last spring",
            "This is not a date. Write it like 14 March 2009, March 2009 or 2009.",
        ),
        (
            "individual.approx_age_if_dob_unknown",
            "young",
            "This is not an age. Write it like 15, about 15, 15 to 17 or 30s.",
        ),
        (
            "individual.gender",
            "person",
            "“person” is not one of the answers here. They are: Male, Female, Non-binary, Other.",
        ),
        ("individual.gender", "☒ Male ☒ Female", "More than one answer is ticked: Male and Female."),
        ("individual.gender", "x" * 90, f"“{'x' * 60}…” is not one of the answers here."),
        (
            "individual.nationality_citizenship",
            "British, Martian",
            "“Martian” is not in the list for this question.",
        ),
        ("individual.phones", "ask his mum", "“ask his mum” is not a telephone number."),
        (
            "individual.phones",
            "07700 900123 before that 01632 960010",
            "“07700 900123 before that 01632 960010” is not a telephone number.",
        ),
        ("individual.phones", "07700 900123; 12", "“12” is not a telephone number."),
        ("individual.phones", "07700 900123; " * 400, "This is too long to be an answer to the question."),
        ("individual.emails", "caz at example.org", "“caz at example.org” is not an e-mail address."),
        (ALWAYS, "Spoke with him", "This begins with neither Yes nor No."),
        (ALWAYS, "not yet", "This begins with neither Yes nor No."),
        (ALWAYS, "☒ Yes ☒ No", "Both Yes and No are given."),
        (ALWAYS, "Yes and no", "Both Yes and No are given."),
        (ALWAYS, "No / yes, sort of", "Both Yes and No are given."),
        (ALWAYS, "☒ Perhaps ☐ No", "This begins with neither Yes nor No."),
    ],
)
def test_what_does_not_parse_keeps_its_words_and_says_why(key: str, text: str, sentence: str) -> None:
    read = answer(key, text)

    assert (read.status, read.value, read.as_given) == (Status.NOT_READ, None, text.strip())
    assert read.because.startswith(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t",
        "Click or tap here to enter text.",
        "DD/MM/YYYY",
        "Choose an item.",
        "____________",
        "-",
        "…",
        "\u2002\u2002",
    ],
)
def test_what_the_blank_form_says_is_no_answer(text: str) -> None:
    read = answer("individual.date_of_birth", text)

    assert (read.status, read.as_given, read.value, read.because) == (Status.NOT_GIVEN, "", None, "")


@pytest.mark.parametrize("text", ["unknown", "Unknown.", "n/k", "NK", "Not known", "don’t know", "UNK"])
def test_not_known_is_an_answer_and_never_a_value(text: str) -> None:
    read = answer("individual.surname", text)

    assert (read.status, read.as_given, read.value) == (Status.NOT_GIVEN, text, None)
    assert read.because == "The form says that this is not known."
    assert read.is_said_unknown


def test_what_does_not_apply_is_said_so() -> None:
    assert (
        answer("individual.immigration_asylum_status", "N/A").because
        == "The form says that this does not apply."
    )


@pytest.mark.parametrize(
    ("text", "said", "detail"),
    [
        ("Yes", "YES", ""),
        ("y", "YES", ""),
        ("NO", "NO", ""),
        ("No.", "NO", ""),
        ("Yes - spoke to his mother", "YES", "spoke to his mother"),
        ("Yes, no outcome so far", "YES", "no outcome so far"),
        ("Yes\nSpoke to him on Monday.", "YES", "Spoke to him on Monday."),
        ("No action taken yet", "NO", "No action taken yet"),
        ("Yes (on Tuesday)", "YES", "(on Tuesday)"),
        ("☒ Yes ☐ No", "YES", ""),
        ("☐ Yes ☒ No", "NO", ""),
        ("Yes ☐ No ☒", "NO", ""),
        ("Yes ☑ No □ told the head", "YES", "told the head"),
        ("[x] Yes [ ] No", "YES", ""),
        ("( ) Yes (X) No", "NO", ""),
        ("☒", "YES", ""),
        ("✓ Yes", "YES", ""),
        ("☒ Yes: on Friday\n☐ No", "YES", "on Friday"),
    ],
)
def test_yes_and_no_in_all_their_spellings(text: str, said: str, detail: str) -> None:
    assert answer(ALWAYS, text).value == {"answer": said, "detail": detail}


@pytest.mark.parametrize("text", ["☐ Yes ☐ No", "Yes / No", "Yes ☐ No ☐", "☐", "Y / N"])
def test_an_empty_box_is_no_answer(text: str) -> None:
    assert answer(ALWAYS, text).status is Status.NOT_GIVEN


def test_no_box_ticked_of_several_is_no_answer() -> None:
    assert answer("individual.gender", "☐ Male ☐ Female").status is Status.NOT_GIVEN
    assert answer("individual.nationality_citizenship", "☐ British ☐ Irish").status is Status.NOT_GIVEN


def test_details_join_the_answer() -> None:
    read = answer(ALWAYS, "Yes", detail="A quiet word.")

    assert read.value == {"answer": "YES", "detail": "A quiet word."}
    assert read.as_given == "Yes\nA quiet word."


def test_details_without_an_answer_are_not_read() -> None:
    read = answer(ALWAYS, "", detail="A quiet word.")

    assert (read.status, read.as_given) == (Status.NOT_READ, "A quiet word.")
    assert read.because == "There are details, but neither Yes nor No."
    assert answer(ALWAYS, "☐ Yes ☐ No", detail="A quiet word.").status is Status.NOT_READ


@pytest.mark.parametrize(
    ("text", "parts", "basis"),
    [
        ("Yes", {"basis": "Diagnosed"}, "DIAGNOSED"),
        ("Yes", {"basis": "☐ Diagnosed ☒ Suspected"}, "SUSPECTED"),
        ("Yes", {"detail": "Suspected: autism"}, "SUSPECTED"),
        ("Yes - diagnosed", {}, "DIAGNOSED"),
        ("Yes", {"detail": "Autism, perhaps diagnosed"}, None),
        ("No", {}, None),
        ("Yes", {"basis": "☒ Diagnosed ☒ Suspected"}, None),
    ],
)
def test_a_diagnosis_is_said_or_left_open(text: str, parts: dict[str, str], basis: str | None) -> None:
    value = answer(DISABILITY, text, **parts).value

    assert isinstance(value, dict)
    assert value["basis"] == basis


class TestAges:
    def test_an_age_is_as_at_the_day_of_the_referral(self) -> None:
        typed = {"individual.approx_age_if_dob_unknown": "about 15", "dates.date_referral_made": "3/11/2026"}
        read = reading.read_answers(typed, forms.definition(), today=forms.TODAY)

        assert read.of("individual.approx_age_if_dob_unknown").value == {
            "youngest": 13,
            "oldest": 17,
            "as_at": "2026-11-03",
        }

    @pytest.mark.parametrize("made", ["", "November 2026", "3/12/2026", "soon"])
    def test_without_a_past_day_it_is_as_at_today(self, made: str) -> None:
        typed = {"individual.approx_age_if_dob_unknown": "15", "dates.date_referral_made": made}
        read = reading.read_answers(typed, forms.definition(), today=forms.TODAY)

        assert read.of("individual.approx_age_if_dob_unknown").value == {
            "youngest": 15,
            "oldest": 15,
            "as_at": "2026-11-21",
        }


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "addresses"),
        [
            ("17 Fern Row, Northport, NP4 7QX (current)", [("17 Fern Row, Northport, NP4 7QX", True)]),
            ("17 Fern Row, Northport", [("17 Fern Row, Northport", None)]),
            (
                "17 Fern Row, Northport (current); 9 Elm Way, Eastmark (previous)",
                [("17 Fern Row, Northport", True), ("9 Elm Way, Eastmark", False)],
            ),
            (
                "17 Fern Row, Northport\n9 Elm Way, Eastmark - former",
                [("17 Fern Row, Northport", None), ("9 Elm Way, Eastmark", False)],
            ),
            ("17 Fern Row\nNorthport\nNP4 7QX", [("17 Fern Row, Northport, NP4 7QX", None)]),
            (
                "17 Fern Row\nNorthport\nNP4 7QX\n9 Elm Way\nEastmark\nEM1 2AB (current)",
                [("17 Fern Row, Northport, NP4 7QX", None), ("9 Elm Way, Eastmark, EM1 2AB", True)],
            ),
            ("Flat 3: the annexe, 9 Elm Way, Eastmark", [("Flat 3: the annexe, 9 Elm Way, Eastmark", None)]),
            ("Current address: 17 Fern Row, Northport", [("17 Fern Row, Northport", True)]),
            (
                "1. 17 Fern Row, Northport\n2. 9 Elm Way, Eastmark",
                [("17 Fern Row, Northport", None), ("9 Elm Way, Eastmark", None)],
            ),
            ("17 Fern Row\n\n9 Elm Way", [("17 Fern Row", None), ("9 Elm Way", None)]),
            ("17 Fern Row, Northport (above the shop)", [("17 Fern Row, Northport (above the shop)", None)]),
        ],
    )
    def test_addresses_are_parted_only_where_the_text_parts_them(
        self, text: str, addresses: list[tuple[str, bool | None]]
    ) -> None:
        assert answer("individual.addresses", text).value == [{"text": t, "current": c} for t, c in addresses]


class TestContacts:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("07700 900123", [("+447700900123", "")]),
            ("07700 900123 (mum)", [("+447700900123", "mum")]),
            ("Home: 01632 960010, mob 07700 900123", [("+441632960010", "Home"), ("+447700900123", "mob")]),
            ("07700 900123 / 01632 960010", [("+447700900123", ""), ("+441632960010", "")]),
            ("+44 (0)7700 900123 or 01632-960-010", [("+447700900123", ""), ("+441632960010", "")]),
            ("- 07700 900123\n- 01632 960010 ext 12", [("+447700900123", ""), ("+441632960010", "")]),
        ],
    )
    def test_numbers_keep_what_stands_beside_them(self, text: str, numbers: list[tuple[str, str]]) -> None:
        assert answer("individual.phones", text).value == [{"number": n, "note": note} for n, note in numbers]

    @pytest.mark.parametrize(
        ("text", "addresses"),
        [
            ("Caz@Example.org", [("caz@example.org", "")]),
            ("Helen Marsh <h@school.example>", [("h@school.example", "Helen Marsh")]),
            ("a@x.example; b@x.example (work)", [("a@x.example", ""), ("b@x.example", "work")]),
            ("mailto:a@x.example b@x.example", [("a@x.example", ""), ("b@x.example", "")]),
        ],
    )
    def test_mailboxes_keep_what_stands_beside_them(
        self, text: str, addresses: list[tuple[str, str]]
    ) -> None:
        assert answer("individual.emails", text).value == [
            {"address": a, "note": note} for a, note in addresses
        ]

    def test_separators_alone_are_no_list(self) -> None:
        assert answer("individual.phones", "; ;").status is Status.NOT_GIVEN


class TestWords:
    @pytest.mark.parametrize(
        "spelling",
        [
            "Forename(s)",
            "FORENAME",
            "1. Forename:",
            "1.2) forename",
            "a) Forename",
            "Forename *",
            "“Forename”",
            "Q3: Forename",
            "Section 2 Forename",
        ],
    )
    def test_labels_are_compared_by_their_words(self, spelling: str) -> None:
        assert labels.plain(spelling) == "forename"

    def test_a_hyphen_is_no_numbering(self) -> None:
        assert labels.plain("E-mail address") == "e mail address"
        assert labels.plain("e.g. social media") == "e g social media"

    def test_brackets_are_dropped_only_when_they_hint(self) -> None:
        hints = frozenset({"dd mm yyyy"})

        assert labels.spellings("Date of birth (DD/MM/YYYY)", hints=hints) == (
            "date of birth dd mm yyyy",
            "date of birth",
        )
        assert labels.spellings("Gender (male)", hints=hints) == ("gender male",)

    @pytest.mark.parametrize(
        ("mark", "box"), [("X", "☒"), ("✓", "☒"), ("", "☐"), ("□", "☐"), ("[ ]", "☐"), ("[x]", "☒")]
    )
    def test_marks_in_a_column_are_boxes(self, mark: str, box: str) -> None:
        assert marks.box(mark) == box

    def test_a_text_without_boxes_has_no_choices(self) -> None:
        assert marks.choices("Yes") == ()


@given(st.text(max_size=300), st.sampled_from(sorted(forms.definition().inputs)))
def test_no_text_makes_reading_fail_or_loses_its_words(text: str, key: str) -> None:
    field = key if key.count(".") == 1 else key.rpartition(".")[0]
    read = reading.read_answers({key: text}, forms.definition(), today=forms.TODAY).of(field)

    assert read.status is not Status.READ or read.value is not None
    assert read.status is not Status.NOT_READ or (read.as_given and read.because.endswith("."))
    assert read.as_given in text or read.as_given.replace("\n", "") in text.replace("\n", "")


@given(st.text(alphabet="0123 +().-;,/\nabor@x.example()current:", max_size=80))
def test_lists_never_fail(text: str) -> None:
    contacts.phones(text)
    contacts.emails(text)
    assert contacts.addresses(text, current=("current",), previous=("previous",)) is not None
