"""The match model: the published weights hold together, and a table that does not is refused by the key at fault."""

import copy
import dataclasses
import math
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseward.definitions
from caseward.kernel import identity
from caseward.kernel.identity import Field, Likelihood, Malformed, MatchModel


FOLDER = Path(caseward.definitions.__path__[0]) / "matching"
PUBLISHED = sorted(FOLDER.glob("*.toml"))
TABLE = tomllib.loads((FOLDER / "people-2026-11.toml").read_text(encoding="utf-8"))
MODEL = MatchModel.from_table(TABLE)

# Equality Act 2010 s.4, and the words people use for it in forms.
PROTECTED = (
    *(
        "sex",
        "gender",
        "ethnic",
        "race",
        "colour",
        "nationality",
        "national_origin",
        "religion",
        "belief",
        "faith",
    ),
    *("disab", "orientation", "marriage", "marital", "pregnan", "maternity", "language", "place_of_birth"),
)


def changed(path: str, value: object) -> dict[str, Any]:
    """The published table with one key changed, or left out when the value is None."""
    table: dict[str, Any] = copy.deepcopy(TABLE)
    *way, last = path.split(".")
    here = table
    for step in way:
        here = here[step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return table


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_every_published_model_can_be_used_and_bears_its_name(path: Path) -> None:
    model = MatchModel.from_table(tomllib.loads(path.read_text(encoding="utf-8")))

    assert path.stem == f"{model.key}-{model.version}"


def test_the_source_says_that_the_weights_are_judgement() -> None:
    assert "judgement" in MODEL.source
    assert MODEL.effective_from == date(2026, 11, 1)


def test_a_weight_is_the_logarithm_of_m_over_u() -> None:
    level = TABLE["surname"]["near"]

    assert MODEL.weight(Field.SURNAME, level="near") == pytest.approx(math.log2(level["m"] / level["u"]))
    assert MODEL.weight(Field.SURNAME, level="not_known") == 0


def test_without_evidence_the_chance_is_the_prior() -> None:
    assert MODEL.probability(0) == pytest.approx(MODEL.prior)


def test_one_bit_doubles_the_odds() -> None:
    def odds(total: float) -> float:
        return MODEL.probability(total) / (1 - MODEL.probability(total))

    assert odds(11) == pytest.approx(2 * odds(10))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_more_evidence_never_makes_less_likely(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert 0 <= MODEL.probability(low) <= MODEL.probability(high) <= 1
    less, more = MODEL.likelihood(MODEL.probability(low)), MODEL.likelihood(MODEL.probability(high))
    assert less.rank <= more.rank


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        *((0, "unlikely"), (0.0099, "unlikely"), (0.01, "possible")),
        *((0.9, "likely"), (0.9999, "very likely"), (1, "very likely")),
    ],
)
def test_a_chance_has_its_word(probability: float, word: str) -> None:
    assert MODEL.likelihood(probability).value == word


def test_the_likelihoods_stand_in_their_order() -> None:
    assert [word.rank for word in Likelihood] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("key", None, "key is missing."),
        ("title", " ", "title must be a text that is not empty."),
        ("effective_from", "2026-11-01", "effective_from must be a date."),
        ("prior", 1.0, "prior must be a number from 1e-07 to less than 1."),
        ("prior", 0, "prior must be a number from 1e-07 to less than 1."),
        ("near", float("nan"), "near must be a number from 1e-07 to less than 1."),
        ("surname", None, "surname is missing."),
        ("surname", 5, "surname must be a table."),
        ("surname.near", None, "surname.near is missing."),
        ("surname.near.m", None, "surname.near.m is missing."),
        ("surname.near.m", "much", "surname.near.m must be a number from 1e-07 to less than 1."),
        ("surname.near.u", 1e-9, "surname.near.u must be a number from 1e-07 to less than 1."),
        ("surname.near.m", 0.2, "surname has levels whose m add up to 1.1 and not to 1."),
        ("surname.near.u", 0.003, "surname has levels whose u add up to 0.999 and not to 1."),
        ("surname.nearly", {"m": 0.1, "u": 0.1}, "surname.nearly is no key of a match model."),
        ("surname.near.w", 3.0, "surname.near.w is no key of a match model."),
        ("surname.near", {"m": 0.10, "u": 0.00001}, None),
        ("swapped.same.m", 0.9, "swapped.same must not weigh more than both names the same."),
        ("swapped.one.m", 0.5, None),
        ("swapped.near", {"m": 0.9, "u": 0.9}, None),
        ("aliases.alias.u", 0.1, "aliases.alias must not weigh more than a main name."),
        ("phone.same", {"m": 0.5, "u": 0.6}, None),
        ("words.possible", None, "words.possible is missing."),
        ("words.likely", 0.00999, "words.possible must not weigh more than words.likely."),
        ("words.certain", 0.99999, "words.certain is no key of a match model."),
        (
            "caution.contradicting",
            ["aliases"],
            "caution.contradicting names “aliases”, which cannot contradict.",
        ),
        (
            "caution.contradicting",
            ["gender"],
            "caution.contradicting names “gender”, which cannot contradict.",
        ),
        ("caution.contradicting", "forenames", "caution.contradicting must be a list of texts."),
        ("caution.contradicted", "certain", None),
        ("caution.else", "likely", "caution.else is no key of a match model."),
        ("extra", 1, "extra is no key of a match model."),
    ],
)
def test_a_faulty_table_is_refused_and_the_key_is_named(
    path: str, value: object, sentence: str | None
) -> None:
    with pytest.raises(Malformed) as refusal:
        MatchModel.from_table(changed(path, value))

    assert str(refusal.value) == sentence or (
        sentence is None and path.partition(".")[0] in str(refusal.value)
    )


@pytest.mark.parametrize("field", list(Field))
def test_a_better_level_never_weighs_less(field: Field) -> None:
    weights = [MODEL.weight(field, level=level) for level in MODEL.levels[field]]

    assert weights == sorted(weights, reverse=True)


def test_a_model_whose_levels_stand_the_wrong_way_round_is_refused() -> None:
    upside_down = {"same": TABLE["phone"]["different"], "different": TABLE["phone"]["same"]}

    with pytest.raises(Malformed, match=r"phone\.different must not weigh more than phone\.same"):
        MatchModel.from_table(changed("phone", upside_down))


def test_less_of_a_birth_must_not_say_more_than_all_of_it() -> None:
    sharper = {"same": {"m": 0.93, "u": 0.00001}, "different": {"m": 0.07, "u": 0.99999}}

    with pytest.raises(Malformed, match=r"month_of_birth\.same must not weigh more than date_of_birth\.same"):
        MatchModel.from_table(changed("month_of_birth", sharper))


class TestNoProtectedCharacteristic:
    """Product rule: no score may depend on a protected characteristic; the shape of the data keeps it out."""

    def test_a_person_has_no_place_for_one(self) -> None:
        assert {field.name for field in dataclasses.fields(identity.Person)} == {
            *("name", "aliases", "born", "addresses", "identifiers"),
        }
        assert {field.name for field in dataclasses.fields(identity.Name)} == {"forenames", "surname"}
        assert {field.name for field in dataclasses.fields(identity.Address)} == {"street", "postcode"}

    @pytest.mark.parametrize("word", PROTECTED)
    def test_no_field_and_no_identifier_is_one(self, word: str) -> None:
        assert not [field for field in Field if word in field.value]

    @pytest.mark.parametrize("word", PROTECTED)
    def test_a_model_that_weighs_one_is_refused(self, word: str) -> None:
        level = {"same": {"m": 0.9, "u": 0.5}, "different": {"m": 0.1, "u": 0.5}}

        with pytest.raises(Malformed, match=f"{word} is no key"):
            MatchModel.from_table({**TABLE, word: level})

    @pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
    def test_no_published_weight_is_about_one(self, path: Path) -> None:
        keys = re.findall(r"^\[?([\w.]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

        assert not [key for key in keys for word in PROTECTED if word in key]
