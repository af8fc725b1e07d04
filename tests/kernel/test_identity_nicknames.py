"""Bob may be Robert: looked for together, compared as a short form, and never more than that."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseward.definitions
from caseward.kernel.identity import (
    Field,
    Malformed,
    Name,
    Nicknames,
    Person,
    blocking_keys,
    explain,
    look_ups,
)
from tests.kernel.test_identity_matching import MODEL


TOML = Path(caseward.definitions.__path__[0]) / "nicknames" / "english-2026-11.toml"
NICKNAMES = Nicknames.from_table(tomllib.loads(TOML.read_text("utf-8")))
WORDS = st.sampled_from(sorted(NICKNAMES.others))


def keys(name: Name) -> frozenset[str]:
    asked = look_ups(Person(name=name), nicknames=NICKNAMES)
    return asked.pairs | asked.slips


@given(WORDS, WORDS)
def test_who_stands_for_whom_is_the_same_from_either_side(one: str, other: str) -> None:
    assert (one in NICKNAMES.of(other)) == (other in NICKNAMES.of(one))
    assert one not in NICKNAMES.of(one)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (Name("Bob", "Smyth"), Name("Robert", "Smith")),
        (Name("Robert", "Smith"), Name("Bob", "Smith")),
        (Name("Smith", "Peggy"), Name("Margaret", "Smith")),
        (Name("Mo", "Hassan"), Name("Muhammad", "al-Hassan")),
        (Name("Ted", "Hartrigth"), Name("Edward James", "Hartright")),
    ],
)
def test_a_short_form_finds_the_long_one(asked: Name, known: Name) -> None:
    assert not keys(asked).isdisjoint(blocking_keys(Person(name=known)))


def test_a_short_form_is_said_to_be_one_and_holds_nothing_back() -> None:
    ours, theirs = Person(name=Name("Bob", "Smith")), Person(name=Name("Robert", "Smith"))
    without, match = (
        explain(ours, found=theirs, model=MODEL),
        explain(ours, found=theirs, model=MODEL, nicknames=NICKNAMES),
    )

    assert [one.level for one in without.evidence if one.field is Field.FORENAMES] == ["different"]
    assert [one.level for one in match.evidence if one.field is Field.FORENAMES] == ["short"]
    assert match.total > without.total
    assert match.cautions == ()


def test_a_brother_is_no_short_form() -> None:
    match = explain(
        Person(name=Name("Peter", "Smith")),
        found=Person(name=Name("Robert", "Smith")),
        model=MODEL,
        nicknames=NICKNAMES,
    )

    assert [one.level for one in match.evidence if one.field is Field.FORENAMES] == ["different"]


@pytest.mark.parametrize(
    "families", [None, [], [["bob"]], [["bob", "bob"]], [["Bob", "robert"]], [["bob", 3]], ["bob"]]
)
def test_a_family_that_could_never_be_met_is_refused(families: object) -> None:
    with pytest.raises(Malformed, match="families"):
        Nicknames.from_table({"families": families})
