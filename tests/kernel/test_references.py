"""References: any single substitution and any transposition is caught, and people may type as they like."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import references
from caseward.kernel.references import SYMBOLS, Kind


NUMBERS = st.integers(0, references.NUMBERS - 1)
KINDS = st.sampled_from(Kind)
SAMPLES = [
    references.reference(kind, number=number) for kind in Kind for number in (0, 1, 32**7 - 1, 18_446_744_073)
]


@st.composite
def stored_references(draw: st.DrawFn) -> str:
    return references.reference(draw(KINDS), number=draw(NUMBERS))


def test_the_alphabet_has_no_letters_that_are_taken_for_others() -> None:
    assert len(set(SYMBOLS)) == 32
    assert not set(SYMBOLS) & set("ILOU")


@given(KINDS, NUMBERS)
def test_a_reference_is_its_kind_and_eight_symbols(kind: Kind, number: int) -> None:
    stored = references.reference(kind, number=number)

    assert re.fullmatch(f"{kind}[{SYMBOLS}]{{8}}", stored)
    assert references.parse(stored) == references.Reference(kind=kind, symbols=stored[1:])


def test_known_references_never_change() -> None:
    """They are in the database and on paper: a new weight or alphabet would make every one of them wrong."""
    assert references.reference("C", number=0) == "C0000000R"
    assert references.reference("R", number=32**7 - 1) == "RZZZZZZZD"
    assert references.reference(Kind.NOMINAL, number=7_777_777_777) == "N77SEY3HW"


@given(NUMBERS, NUMBERS)
def test_different_numbers_give_different_references(one: int, other: int) -> None:
    assert (one == other) == (
        references.reference("C", number=one) == references.reference("C", number=other)
    )


@pytest.mark.parametrize("stored", SAMPLES)
def test_every_single_substitution_is_caught(stored: str) -> None:
    for place, symbol in itertools.product(range(9), SYMBOLS):
        changed = stored[:place] + symbol + stored[place + 1 :]
        assert changed == stored or references.parse(changed) is None


@pytest.mark.parametrize("stored", SAMPLES)
def test_every_transposition_of_two_symbols_is_caught(stored: str) -> None:
    for one, other in itertools.combinations(range(9), 2):
        changed = list(stored)
        changed[one], changed[other] = changed[other], changed[one]
        assert "".join(changed) == stored or references.parse("".join(changed)) is None


def test_the_rule_catches_every_substitution_and_transposition_there_can_be() -> None:
    """Exhaustive, not by sample: the sum is linear, so pairs of places and of symbols decide for all references."""

    def alone(place: int, symbol: str) -> int:
        return references._sum("0" * place + symbol)

    for place in range(9):
        assert len({alone(place, symbol) for symbol in SYMBOLS}) == 32
    for one, other in itertools.combinations(range(9), 2):
        for a, b in itertools.combinations(SYMBOLS, 2):
            assert alone(one, a) ^ alone(other, b) != alone(one, b) ^ alone(other, a)


@given(stored_references(), st.integers(0, 8), st.integers(0, 8), st.sampled_from(SYMBOLS))
def test_single_slips_in_any_reference_are_caught(stored: str, one: int, other: int, symbol: str) -> None:
    substituted = stored[:one] + symbol + stored[one + 1 :]
    swapped = list(stored)
    swapped[one], swapped[other] = swapped[other], swapped[one]

    for slip in (substituted, "".join(swapped)):
        assert slip == stored or references.parse(slip) is None


@given(stored_references(), st.data())
def test_people_may_type_it_as_they_like(stored: str, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "-", "·", "."]))
        + data.draw(st.sampled_from([symbol, symbol.lower(), *{"0": "Oo", "1": "IiLl"}.get(symbol, "")]))
        for symbol in stored
    )

    read = references.parse(typed)

    assert read is not None
    assert read.stored == stored


@given(stored_references())
def test_the_form_for_people_reads_back(stored: str) -> None:
    for_people = references.shown(stored)

    assert re.fullmatch(r"[CRNDSEB]·\w{4}-\w{4}", for_people)
    assert references.parse(for_people) == references.parse(stored)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "C",
        "C0000000",
        "C0000000RG",
        "X0000000R",
        "0000000R",
        "C·UUUU-UUUU",
        "C000000é0",
        "C0000000R" * 9,
        "·" * 30,
    ],
)
def test_what_is_not_a_reference_is_none(text: str) -> None:
    assert references.parse(text) is None


@given(st.text())
def test_parse_never_raises_and_gives_back_only_whole_references(text: str) -> None:
    read = references.parse(text)

    assert read is None or references.parse(read.shown) == read


@pytest.mark.parametrize("number", [-1, 32**7])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="less than 32"):
        references.reference("C", number=number)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Kind"):
        references.reference("Q", number=1)


@pytest.mark.parametrize("symbols", ["", "0000000G", "0000000", "00000000R", "0000000r", "0000000U"])
def test_a_reference_with_wrong_symbols_cannot_be_made(symbols: str) -> None:
    with pytest.raises(ValueError, match="not the symbols"):
        references.Reference(kind=Kind.CASE, symbols=symbols)


@pytest.mark.parametrize("stored", ["", "C", "c0000000r", "C·0000-000R"])
def test_only_the_stored_form_is_shown(stored: str) -> None:
    with pytest.raises(ValueError, match="not"):
        references.shown(stored)
