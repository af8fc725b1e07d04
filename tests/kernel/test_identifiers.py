"""Identifiers: the known numbers are read, every slip that a check digit can see is refused, nothing raises."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import identifiers
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.reading import Unreadable


TODAY = date(2026, 11, 21)

# Test data of MoJ hmpps-person-record (MIT), numbers reserved for testing, and numbers made up here.
VALID = {
    Kind.PNC: [
        *(
            "1981/0000034U",
            "2002/0073319Z",
            "2000/0000223R",
            "1979/0163001B",
            "2003/0000003Y",
            "1967/9893091D",
        ),
    ],
    Kind.CRO: ["065656/91H", "SF05/482703J", "SF83/50058Z"],
    Kind.NHS: ["9434765919", "9990001006", "9990001014", "9997654323"],
    Kind.NINO: ["AB123456C", "AB123456"],
    Kind.POSTCODE: [
        "SW1A 1AA",
        "M1 1AE",
        "B33 8TH",
        "CR2 6XH",
        "DN55 1PT",
        "SO50 4AA",
        "EC1A 1BB",
        "W1A 0AX",
        "GIR 0AA",
    ],
    Kind.UPRN: ["1", "100023336956", "10070025459"],
    Kind.IMEI: ["490154203237518"],
    Kind.PHONE: ["+447700900007", "+441632960123", "+442079460018", "+33612345678"],
    Kind.EMAIL: ["dana@school.example.org", "o'brien+tag@münchen.example", "a@b.c"],
}
EQUAL = [
    (Kind.PNC, "79/163001B", "1979/0163001B"),
    (Kind.PNC, "02/73319Z", "2002/0073319Z"),
    (Kind.PNC, "20020073319Z", "2002/0073319Z"),
    (Kind.PNC, "033Y", "2003/0000003Y"),
    (Kind.PNC, " 1981 / 0000034 u ", "1981/0000034U"),
    (Kind.CRO, "65656/91h", "065656/91H"),
    (Kind.CRO, "sf83/050058z", "SF83/50058Z"),
    (Kind.NHS, "943 476 5919", "9434765919"),
    (Kind.NHS, "943-476-5919", "9434765919"),
    (Kind.NINO, "ab 12 34 56 c", "AB123456C"),
    (Kind.POSTCODE, "sw1a1aa", "SW1A 1AA"),
    (Kind.POSTCODE, "  dn55   1pt ", "DN55 1PT"),
    (Kind.POSTCODE, "GIR0AA", "GIR 0AA"),
    (Kind.UPRN, "000100023336956", "100023336956"),
    (Kind.IMEI, "49-015420-323751-8", "490154203237518"),
    (Kind.PHONE, "07700 900123", "+447700900123"),
    (Kind.PHONE, "+44 (0)7700 900123", "+447700900123"),
    (Kind.PHONE, "0044 7700 900123", "+447700900123"),
    (Kind.PHONE, "07700–900–123", "+447700900123"),
    (Kind.PHONE, "(01632) 960123 ext. 12", "+441632960123"),
    (Kind.EMAIL, " Dana@School.Example.ORG ", "dana@school.example.org"),
]
INVALID = {
    Kind.PNC: [
        *("20030011985Z", "20120052494O", "20230583843N", "2001/0171310S", "1923[1234567A", "1923/1234567AA"),
        *("", "1981/0000034V", "1881/0000034U", "2027/0000003Y", "1981/00000034U", "198/0000034U", "1981/U"),
    ],
    Kind.CRO: ["85227/65G", "", "065656/91J", "SF05/482703K", "000000/91T", "SF83/000000P", "065656-91H"],
    Kind.NHS: ["9434765918", "9990001090", "0000000000", "4444444444", "943476591", "94347659199", "943476591X", ""],
    Kind.NINO: ["BG123456A", "QQ123456C", "AO123456A", "AB123456E", "AB12345C", "A1123456C", ""],
    Kind.POSTCODE: ["Q1 1AA", "M1 1CI", "SW1A", "SW1A 1A", "SW1A 1AAA", "12345", "GIR 1AA", "GIR", ""],
    Kind.UPRN: ["", "0", "1234567890123", "12a"],
    Kind.IMEI: ["490154203237519", "49015420323751", "4901542032375180", "000000000000000", ""],
    Kind.PHONE: [
        *("", "999", "101", "116 123", "123", "960123", "0800 FLOWERS", "07700 90012", "077009001234"),
        *("+44+44", "not known", "tel:07700900123;phone-context=evil", "+999 12345678", "07700 900123 or 07700 900124"),
    ],
    Kind.EMAIL: [
        *("", "a@b", "a b@c.org", "x..y@z.org", ".x@z.org", "a@-b.org", "a@b-.org", "x@1.2.3.4", "a@b.c@d.e", "@b.org"),
        *("a@b.org,c@d.org", "<a@b.org>", "a\u200bb@c.org", "a" * 65 + "@b.org", "a@" + "b" * 64 + ".org"),
        "a@" + "b." * 130 + "org",
    ],
}  # fmt: skip


def read(kind: Kind, text: str) -> Identifier | Unreadable:
    return identifiers.read_identifier(text, kind=kind, today=TODAY)


def each(table: dict[Kind, list[str]]) -> list[tuple[Kind, str]]:
    return [(kind, text) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), each(VALID))
def test_a_canonical_form_is_read_as_itself(kind: Kind, text: str) -> None:
    assert read(kind, text) == Identifier(kind, text)


@pytest.mark.parametrize(("kind", "text", "canonical"), EQUAL)
def test_other_spellings_have_the_same_canonical_form(kind: Kind, text: str, canonical: str) -> None:
    result = read(kind, text)

    assert result == Identifier(kind, canonical)
    assert isinstance(result, Identifier)
    assert result.given == text


@pytest.mark.parametrize(("kind", "text"), each(INVALID))
def test_what_cannot_be_one_is_refused_with_a_sentence(kind: Kind, text: str) -> None:
    result = read(kind, text)

    assert isinstance(result, Unreadable)
    assert result.sentence.endswith(".")


def test_every_kind_is_read_by_somebody() -> None:
    assert set(VALID) == set(INVALID) == set(Kind)


@given(st.sampled_from(Kind), st.text() | st.text(alphabet="0123456789/ABSF+-@. ()x", max_size=30))
def test_reading_never_raises_and_is_settled_after_once(kind: Kind, text: str) -> None:
    result = read(kind, text)

    assert isinstance(result, Unreadable) or read(kind, result.canonical) == result


@given(st.sampled_from(Kind), st.characters(), st.integers(300, 100_000))
def test_a_huge_text_is_cut_before_it_is_looked_at(kind: Kind, character: str, times: int) -> None:
    assert isinstance(read(kind, character * times), Unreadable)


class TestCheckCharacters:
    """A check digit is there to see slips: try them all."""

    @pytest.mark.parametrize("kind", [Kind.PNC, Kind.CRO, Kind.NHS, Kind.IMEI])
    def test_every_changed_digit_is_noticed(self, kind: Kind) -> None:
        for text in VALID[kind]:
            for place, symbol in enumerate(text):
                if not symbol.isdigit() or (kind is Kind.PNC and place < 2):
                    continue  # the check letter leaves the century out
                for digit in "0123456789".replace(symbol, ""):
                    changed = f"{text[:place]}{digit}{text[place + 1 :]}"
                    assert isinstance(read(kind, changed), Unreadable), changed

    @pytest.mark.parametrize("kind", [Kind.PNC, Kind.CRO])
    def test_every_other_check_letter_is_refused(self, kind: Kind) -> None:
        for text in VALID[kind]:
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ".replace(text[-1], ""):
                assert isinstance(read(kind, text[:-1] + letter), Unreadable)

    @given(st.integers(1950, 2026), st.integers(1, 9_999_999))
    def test_exactly_one_letter_makes_a_pnc(self, year: int, serial: int) -> None:
        readings = [read(Kind.PNC, f"{year}/{serial}{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

        assert [f"{year}/{serial:07}" in str(reading) for reading in readings].count(True) == 1

    @given(st.integers(0, 999_999_999))
    def test_at_most_one_digit_makes_an_nhs_number(self, start: int) -> None:
        readings = [read(Kind.NHS, f"{start:09}{digit}") for digit in range(10)]

        assert sum(isinstance(reading, Identifier) for reading in readings) <= 1


class TestYearsOfPnc:
    @pytest.mark.parametrize(
        ("today", "century"), [(date(2026, 1, 1), "19"), (date(2079, 1, 1), "20"), (date(2078, 12, 31), "19")]
    )
    def test_two_digits_later_than_this_year_are_of_the_century_before(
        self, today: date, century: str
    ) -> None:
        result = identifiers.read_pnc("79/163001B", today=today)

        assert result == Identifier(Kind.PNC, f"{century}79/0163001B")

    def test_a_year_to_come_is_named_in_the_refusal(self) -> None:
        result = identifiers.read_pnc("2027/0000003Y", today=TODAY)

        assert isinstance(result, Unreadable)
        assert result.sentence == "A PNC number cannot be from the year 2027."


@pytest.mark.parametrize(
    ("reader", "text", "sentence"),
    [
        (
            identifiers.read_nhs,
            "9434765918",
            "This is not an NHS number: its last digit does not fit the others.",
        ),
        (identifiers.read_nhs, "12", "An NHS number has ten digits."),
        (
            identifiers.read_cro,
            "065656/91J",
            "The letter at the end does not fit the digits: one of them is wrong.",
        ),
        (
            identifiers.read_postcode,
            "x",
            "This is not a postcode of the United Kingdom. Write it like SW1A 1AA.",
        ),
        (identifiers.read_email, "x", "This is not an e-mail address. Write it like name@example.org."),
        (
            identifiers.read_imei,
            "490154203237519",
            "This is not an IMEI: its last digit does not fit the others.",
        ),
    ],
)
def test_the_sentence_says_what_is_wrong(
    reader: Callable[[str], Identifier | Unreadable], text: str, sentence: str
) -> None:
    result = reader(text)

    assert isinstance(result, Unreadable)
    assert result.sentence == sentence


def test_identifiers_of_two_kinds_are_never_equal() -> None:
    assert Identifier(Kind.UPRN, "9434765919") != Identifier(Kind.NHS, "9434765919")
