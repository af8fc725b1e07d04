"""Names of any script: brought to one spelling, found by sound, in whatever order their parts stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import identity
from caseward.kernel.identity import Name, names


LETTERS = st.text(st.characters(categories=["L", "M", "N", "Z", "P"]), max_size=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hartright", ["hartright"]),
        ("O'Brien", ["obrien"]),
        ("O’Brien", ["obrien"]),
        ("ʻOkina", ["okina"]),
        ("Smith-Jones", ["smith", "jones"]),
        ("Smith–Jones", ["smith", "jones"]),
        ("van der Berg", ["van", "der", "berg"]),
        ("al-Hassan", ["al", "hassan"]),
        ("Zoë", ["zoe"]),
        ("Jørgensen", ["jorgensen"]),
        ("Łukasz Þór", ["lukasz", "thor"]),
        ("Nguyễn", ["nguyen"]),
        ("Иванов", ["ivanov"]),
        ("张伟", ["zhang", "wei"]),
        ("한지민", ["han", "ji", "min"]),
        ("たなか", ["tanaka"]),
        ("Ὀδυσσεύς", ["odysseys"]),
        ("Ｊｏｈｎ", ["john"]),
        ("e\u0301mile", ["emile"]),
        ("Ro\u200bsie", ["rosie"]),
        ("JOHN  \t SMITH\n", ["john", "smith"]),
        ("K1LLER", ["k1ller"]),
        ("Smith (née Jones)", ["smith", "nee", "jones"]),
        ("", []),
        ("🙂 --- ''", []),
        ("\ud800", []),
    ],
)
def test_a_name_is_cut_into_latin_words(text: str, words: list[str]) -> None:
    assert list(identity.tokens(text)) == words


def test_an_arabic_name_is_found_under_its_consonants() -> None:
    assert identity.keys("محمد") == identity.keys("mhmd")
    assert identity.keys("Mohammed") == identity.keys("Muhammad")


@given(st.text())
def test_words_are_small_letters_and_digits_and_settled_after_once(text: str) -> None:
    words = identity.tokens(text)

    assert all(word and word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert identity.tokens(identity.normalise(text)) == words or len(identity.normalise(text)) > names.LONGEST


@given(st.text(st.characters(max_codepoint=127)))
def test_the_fast_way_for_plain_names_gives_what_the_long_way_gives(text: str) -> None:
    assert names._plain_tokens(text) == names._tokens_of_any_script(text)


@given(LETTERS)
def test_spelling_of_accents_and_capitals_does_not_matter(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert identity.tokens(decomposed) == identity.tokens(unicodedata.normalize("NFC", text))


def test_only_the_first_200_characters_count() -> None:
    assert identity.normalise("x" * 201) == "x" * 200
    assert identity.tokens("\ufdfa" * 500) == identity.tokens("\ufdfa" * 200)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hartright", "Hartwright"),
        ("Smith", "Smyth"),
        ("Reid", "Reed"),
        ("Mac Donald", "MacDonald"),
        ("O Brien", "O'Brien"),
        ("van der Berg", "Berg"),
        ("al-Hassan", "Hassan"),
        ("Jones-Smith", "Smith"),
        ("Müller", "Muller"),
        ("Шмидт", "Shmidt"),
    ],
)
def test_names_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert identity.keys(one) & identity.keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Smith", "Jones"), ("van Dyk", "van Rijn"), ("", "Smith"), ("", "")]
)
def test_names_that_do_not_sound_alike_share_none(one: str, other: str) -> None:
    assert not identity.keys(one) & identity.keys(other)


def test_a_particle_alone_is_still_a_name() -> None:
    assert identity.keys("Le") == {"L"}
    assert identity.tokens("Le") == ("le",)


def test_initials_leave_particles_out() -> None:
    assert names.initials("Callum van der Berg") == {"c", "b"}


@given(st.text())
def test_every_name_with_a_word_has_a_key(text: str) -> None:
    assert bool(identity.keys(text)) == bool(identity.tokens(text))


@given(LETTERS, LETTERS)
def test_a_name_is_found_when_its_parts_have_changed_places(forenames: str, surname: str) -> None:
    assert identity.name_keys(Name(forenames, surname)) == identity.name_keys(Name(surname, forenames))
