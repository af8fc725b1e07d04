"""One box for all that is known: whatever order it is typed in, each thing is taken for what it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identifiers import Kind
from caseward.kernel.identity import Name, Person, explain, look_ups, read_box
from tests.kernel.test_identity_matching import MODEL


TODAY = date(2026, 11, 23)
HARTRIGHT = Name("Callum James", "Hartright")


def read(text: str) -> Person:
    return read_box(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Callum James Hartright", HARTRIGHT),
        ("Hartright, Callum James", HARTRIGHT),
        ("Hartright , Callum James , 14/03/2009", HARTRIGHT),
        ("14 March 2009 Callum James Hartright", HARTRIGHT),
        ("Callum James Hartright aged 15", HARTRIGHT),
        ("Callum James Hartright NP4 7QX", HARTRIGHT),
        ("Callum 07700 900123 James Hartright", HARTRIGHT),
        ("Hartright", Name("", "Hartright")),
        ("Born, Max", Name("Max", "Born")),
        ("Ni, Mary", Name("Mary", "Ni")),
        ("K1LLER", Name("", "K1LLER")),
        ("17 Fennel", Name("", "Fennel")),
        ("Akash Alias-Khan", Name("Akash", "Alias-Khan")),
        ("", Name()),
        (" , ,, ", Name()),
    ],
)
def test_what_is_left_is_the_name(text: str, name: Name) -> None:
    assert read(text).name == name


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Hartright 14/03/2009", PartialDate(2009, 3, 14)),
        ("Hartright dob 14.3.2009", PartialDate(2009, 3, 14)),
        ("D.O.B. 2009-03-14 Hartright", PartialDate(2009, 3, 14)),
        ("born on 14th March 2009, Hartright", PartialDate(2009, 3, 14)),
        ("Callum Hartright March 2009", PartialDate(2009, 3)),
        ("Callum Hartright 2009", PartialDate(2009)),
        ("Hartright aged 15", ApproximateAge(15, 15, TODAY)),
        ("Hartright 15 yo", ApproximateAge(15, 15, TODAY)),
        ("Hartright 15yo", ApproximateAge(15, 15, TODAY)),
        ("about 15 years old Hartright", ApproximateAge(13, 17, TODAY)),
        ("Hartright, 15 to 17 years", ApproximateAge(15, 17, TODAY)),
        ("Hartright 30s", ApproximateAge(30, 39, TODAY)),
        ("Hartright aged 15, 14/03/2009", PartialDate(2009, 3, 14)),
        ("Hartright 15", None),
        ("Hartright 31/02/2009", None),
    ],
)
def test_a_birth_is_read_as_far_as_it_is_given(text: str, born: Born | None) -> None:
    assert read(text).born == born


@pytest.mark.parametrize(
    ("text", "kind", "canonical"),
    [
        ("Hartright 07700 900123", Kind.PHONE, "+447700900123"),
        ("tel: 07700900123 Hartright", Kind.PHONE, "+447700900123"),
        ("Hartright Cal.H@Example.org", Kind.EMAIL, "cal.h@example.org"),
        ("Hartright NINO AB123456C", Kind.NINO, "AB123456C"),
        ("1981/0000034U Hartright", Kind.PNC, "1981/0000034U"),
        ("Hartright nhs 999 000 1006", Kind.NHS, "9990001006"),
    ],
)
def test_numbers_are_known_by_their_shape(text: str, kind: Kind, canonical: str) -> None:
    person = read(text)

    assert [(one.kind, one.canonical) for one in person.identifiers] == [(kind, canonical)]
    assert person.name == Name("", "Hartright")


@pytest.mark.parametrize(
    ("text", "postcode"), [("Hart np47qx", "NP4 7QX"), ("NP4 7QX", "NP4 7QX"), ("Hart NP4", "NP4")]
)
def test_postcodes_are_read_whole_or_half(text: str, postcode: str) -> None:
    assert [one.postcode for one in read(text).addresses] == [postcode]


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("Callum Hartright aka Kestrel", (Name("", "Kestrel"),)),
        ("Callum Hartright a.k.a. Cal Kestrel", (Name("Cal", "Kestrel"),)),
        ("Hartright, Callum, alias Kestrel", (Name("", "Kestrel"),)),
        ("Ana Smith née Jones", (Name("", "Jones"),)),
        ("Callum Hartright @nightkestrel", (Name("", "nightkestrel"),)),
        ("@night_kestrel99", (Name("", "night_kestrel99"),)),
    ],
)
def test_aliases_and_handles_are_names_beside_the_name(text: str, aliases: tuple[Name, ...]) -> None:
    assert read(text).aliases == aliases


ANYTHING = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["14/03/2009", "aged", "15", "aka", "@x", "NP4", "dob", ",", "07700", "900123", "x@y.org", "née", "é"]
    )
).map(" ".join)


@given(ANYTHING)
def test_any_text_is_made_something_of(text: str) -> None:
    person = read(text)

    look_ups(person)
    explain(person, found=person, model=MODEL)


@given(st.permutations(["Hartright", "14/03/2009", "NP4 7QX", "07700 900123"]))
def test_the_order_does_not_matter(parts: list[str]) -> None:
    person = read(" ".join(parts))

    assert person == read("Hartright 14/03/2009 NP4 7QX 07700 900123")


def test_a_page_pasted_into_the_box_is_read_at_its_beginning() -> None:
    assert len(read("x 1 " * 10_000).name.forenames.split()) < 300
