"""What lies between agreement and difference, for editions that weigh it; and how common a name is."""

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseward.definitions
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import (
    Address,
    Malformed,
    MatchModel,
    Name,
    Person,
    explain,
    finer,
    pairing,
)


TOML = Path(caseward.definitions.__path__[0]) / "matching" / "people-2026-11.toml"
TABLE: dict[str, Any] = tomllib.loads(TOML.read_text(encoding="utf-8"))
FINER: dict[str, Any] = {
    **TABLE,
    "date_of_birth": {
        "same": {"m": 0.90, "u": 0.0001}, "turned": {"m": 0.02, "u": 0.0001}, "near": {"m": 0.04, "u": 0.002},
        "parts": {"m": 0.02, "u": 0.005}, "different": {"m": 0.02, "u": 0.9928},
    },
    "frequencies": {"surname": {"rare": 0.0001, "common": {"jones": 0.02}}},
}  # fmt: skip
COARSE, FINE = MatchModel.from_table(TABLE), MatchModel.from_table(FINER)
SOUNDS = st.text(st.sampled_from("abdeortu 12"), max_size=14)


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        *((PartialDate(1980, 2, 3), PartialDate(1980, 2, 17), "parts"),),
        *((PartialDate(1980, 2, 3), PartialDate(1971, 2, 3), "parts"),),
        *((PartialDate(1973, 5, 12), PartialDate(1937, 5, 12), "parts"),),
        *((PartialDate(1980, 2, 3), PartialDate(1971, 2, 17), "different"),),
    ],
)
def test_two_of_three_parts_of_a_date(ours: PartialDate, theirs: PartialDate, level: str) -> None:
    assert finer.births(ours, theirs=theirs) == finer.births(theirs, theirs=ours) == level


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("NS1 2AB", "NS7 2AB", "near"),
        ("2119", "2191", "near"),
        ("NS1 2AB", "M1 1AE", "different"),
        ("NS1", "NS2", "different"),
    ],
)
def test_a_slip_in_a_postcode(ours: str, theirs: str, level: str) -> None:
    assert finer.postcodes(ours, theirs=theirs) == level


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("12 Acacia Avenue, Northtown", "12 Acacia Road, Leeds", "most"),
        ("12 Acacia Avenue, Northtown", "14 Acacia Road, Leeds", "most_words"),
        ("7 Wallabyplace, Delmar, Cleveland", "7 Wallaby Place, Hilltop", "most"),
        (
            "12 Acacia Avenue, Northtown, Greenford",
            "14 Mill Lane, Greenford, Long Marston Regis",
            "some_words",
        ),
        ("12 Acacia Avenue", "14 Mill Lane", "different"),
    ],
)
def test_some_words_of_an_address(ours: str, theirs: str, level: str) -> None:
    assert finer.streets(ours, theirs=theirs, near=0.9) == level


@given(SOUNDS, SOUNDS)
def test_addresses_may_change_places(one: str, other: str) -> None:
    assert finer.streets(one, theirs=other, near=0.9) == finer.streets(other, theirs=one, near=0.9)


def test_an_edition_without_finer_levels_sees_a_difference_as_before() -> None:
    ours, theirs = (Person(born=PartialDate(1980, 2, day)) for day in (3, 17))
    levels = [explain(ours, found=theirs, model=model).evidence[2].level for model in (COARSE, FINE)]

    assert levels == ["different", "parts"]


def test_finer_levels_come_all_or_not_at_all() -> None:
    half = {**FINER, "street": {**TABLE["street"], "most": {"m": 0.1, "u": 0.1}}}

    with pytest.raises(Malformed, match=r"street\.most_words is missing"):
        MatchModel.from_table(half)


def test_a_rare_name_says_more_than_a_common_one() -> None:
    def weight(surname: str) -> float:
        person = Person(name=Name("", surname))
        return explain(person, found=person, model=FINE).evidence[0].weight

    base = TABLE["surname"]["same"]
    assert weight("Hartwright") == pytest.approx(math.log2(base["m"] / 0.0001))
    assert weight("Jones") == pytest.approx(math.log2(base["m"] / 0.02))


def test_frequencies_are_of_names_alone() -> None:
    with pytest.raises(Malformed, match=r"frequencies\.postcode is no key"):
        MatchModel.from_table({**FINER, "frequencies": {"postcode": {"rare": 0.1, "common": {}}}})


def test_the_bits_of_a_chance_and_the_chance_of_bits() -> None:
    assert FINE.probability(FINE.bits_of(0.9)) == pytest.approx(0.9)


def test_records_are_paired_by_whatever_two_slips_leave() -> None:
    ours = Person(
        name=Name("Callum", "Hartright"),
        born=PartialDate(1980, 2, 3),
        addresses=(Address("12 Acacia Avenue, Northtown", "2119"),),
        identifiers=(Identifier(Kind.PHONE, "+447700900111"),),
    )
    changed = [
        Person(name=Name("Kallum", "Jones"), born=ours.born),
        Person(name=Name("Calum", "Jones"), addresses=ours.addresses),
        Person(addresses=(Address("12 Acacia Road, Northton", ""),)),
        Person(identifiers=ours.identifiers),
        Person(name=Name("Callun", "Hartwright")),
    ]

    assert all(pairing.pairing_keys(ours) & pairing.pairing_keys(other) for other in changed)
    assert not pairing.pairing_keys(ours) & pairing.pairing_keys(Person(name=Name("Callum", "")))
