"""Markings: the lattice, the second person, and the documents that are too high for this platform."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.markings import (
    CEILING,
    Descriptor,
    Handling,
    Level,
    Marking,
    highest,
    lowers,
    may_lower,
    refuse_above_ceiling,
)


OFFICIAL = Marking(Level.OFFICIAL)
SENSITIVE = Marking(Level.OFFICIAL_SENSITIVE)
PERSONAL = Marking(Level.OFFICIAL_SENSITIVE, descriptors=frozenset({Descriptor.PERSONAL_DATA}))
RECIPIENTS = Marking(Level.OFFICIAL, handling=frozenset({Handling.RECIPIENTS_ONLY}))
PUBLIC = Marking(Level.OFFICIAL, handling=frozenset({Handling.FOR_PUBLIC_RELEASE}))


# --- what a marking is ----------------------------------------------------------------------------


def test_sensitive_stands_above_official_although_it_is_no_tier() -> None:
    assert [level.value for level in sorted(Level, key=lambda level: level.rank)] == [
        "OFFICIAL",
        "OFFICIAL-SENSITIVE",
    ]
    assert CEILING is Level.OFFICIAL_SENSITIVE


def test_a_marking_is_written_level_first_then_instructions_then_descriptors() -> None:
    whole = Marking(
        Level.OFFICIAL_SENSITIVE,
        handling=frozenset({Handling.HMG_USE_ONLY, Handling.RECIPIENTS_ONLY}),
        descriptors=frozenset({Descriptor.LEGAL, Descriptor.PERSONAL_DATA}),
    )
    assert whole.line == "OFFICIAL-SENSITIVE – RECIPIENTS ONLY – HMG USE ONLY – PERSONAL DATA – LEGAL"


def test_a_bare_marking_is_written_alone() -> None:
    assert OFFICIAL.line == "OFFICIAL"


@pytest.mark.parametrize(
    ("level", "handling", "descriptors"),
    [
        pytest.param(Level.OFFICIAL_SENSITIVE, [], [], id="sensitive and public"),
        pytest.param(Level.OFFICIAL, [Handling.HMG_USE_ONLY], [], id="for government only and public"),
        pytest.param(Level.OFFICIAL, [], [Descriptor.PERSONAL_DATA], id="personal data and public"),
    ],
)
def test_a_marking_that_contradicts_itself_is_refused(
    level: Level, handling: list[Handling], descriptors: list[Descriptor]
) -> None:
    with pytest.raises(ValueError, match="public release"):
        Marking(level, frozenset({Handling.FOR_PUBLIC_RELEASE, *handling}), frozenset(descriptors))


# --- the container --------------------------------------------------------------------------------


def test_a_container_shows_the_highest_level_and_every_restriction() -> None:
    assert (
        highest([RECIPIENTS, PERSONAL, OFFICIAL]).line
        == "OFFICIAL-SENSITIVE – RECIPIENTS ONLY – PERSONAL DATA"
    )


def test_a_container_is_public_only_if_all_of_it_is() -> None:
    assert highest([PUBLIC, PUBLIC]) == PUBLIC
    assert highest([PUBLIC, OFFICIAL]) == OFFICIAL


def test_nothing_has_no_marking() -> None:
    with pytest.raises(ValueError, match="from nothing"):
        highest([])


# --- lowering -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "goes_down"),
    [
        pytest.param(SENSITIVE, OFFICIAL, True, id="a lower level"),
        pytest.param(PERSONAL, SENSITIVE, True, id="a descriptor dropped"),
        pytest.param(RECIPIENTS, OFFICIAL, True, id="an instruction dropped"),
        pytest.param(OFFICIAL, PUBLIC, True, id="released to the public"),
        pytest.param(RECIPIENTS, PERSONAL, True, id="higher, but an instruction dropped"),
        pytest.param(OFFICIAL, SENSITIVE, False, id="a higher level"),
        pytest.param(SENSITIVE, PERSONAL, False, id="a descriptor more"),
        pytest.param(PUBLIC, OFFICIAL, False, id="no longer public"),
        pytest.param(PERSONAL, PERSONAL, False, id="no change"),
    ],
)
def test_lowering_is_taking_anything_away(before: Marking, after: Marking, goes_down: bool) -> None:  # noqa: FBT001
    assert lowers(before, after=after) is goes_down


def test_lowering_with_a_reason_and_a_second_person_is_allowed() -> None:
    decision = may_lower(SENSITIVE, after=OFFICIAL, because="Published.", by="priya", second_person="beth")
    assert decision == Allowed("Lowered with a reason and a second person.")


@pytest.mark.parametrize(
    ("because", "second_person", "code"),
    [
        pytest.param("", "beth", "marking.no-reason", id="no reason"),
        pytest.param(" \n", "beth", "marking.no-reason", id="a blank reason"),
        pytest.param("Published.", None, "marking.no-second-person", id="nobody else"),
        pytest.param("Published.", "priya", "marking.no-second-person", id="the same person twice"),
    ],
)
def test_lowering_is_refused(because: str, second_person: str | None, code: str) -> None:
    decision = may_lower(SENSITIVE, after=OFFICIAL, because=because, by="priya", second_person=second_person)
    assert isinstance(decision, Refused)
    assert decision.code == code
    assert decision.remedy


def test_raising_needs_nobody_else() -> None:
    assert may_lower(OFFICIAL, after=SENSITIVE, because="", by="priya", second_person=None)


# --- above the ceiling ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "SECRET",
        "secret\nPrevent referral",
        "Top Secret",
        "TOP-SECRET",
        "TOPSECRET",
        "UK SECRET",
        "  \n\n   SECRET – UK EYES ONLY\nReport",
        "SECRET//NOFORN",
        "SECRET UK EYES ONLY",
        "TOP SECRET STRAP2 UMBRA",
        "T O P  S E C R E T",
        "S E C R E T",
        "** SECRET **",
        "[SECRET]",
        "Protective marking: Secret",
        "Security classification: TOP SECRET",
        "Classification - SECRET",
        "Northshire Police\nIntelligence report\nSECRET\n\nSubject: …",
        "ＳＥＣＲＥＴ",
        "SE\u00adCRET",
        "\ufeffSECRET",
        "Marking:\nSECRET",
        "- SECRET -",
        "S\u200bECRET",
    ],
)
def test_a_document_marked_above_the_ceiling_is_refused(text: str) -> None:
    decision = refuse_above_ceiling(text)
    assert isinstance(decision, Refused)
    assert decision.code == "marking.above-ceiling"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OFFICIAL",
        "OFFICIAL-SENSITIVE – PERSONAL DATA",
        "Protective marking: OFFICIAL-SENSITIVE",
        "He told his teacher it was a secret.",
        "Secret meetings were mentioned by the referrer",
        "Secretary's notes",
        "SECRETARY OF STATE",
        "The top secret of his success, he said, is sleep.",
        "Secrets and lies: an essay by the pupil",
        "Secret's out, he said",
        "Marking: OFFICIAL / OFFICIAL-SENSITIVE / SECRET (delete as appropriate)",
        "Prevent national referral form\n" + "A line of the form\n" * 40 + "SECRET",
    ],
)
def test_a_document_that_only_speaks_of_secrets_is_kept(text: str) -> None:
    assert refuse_above_ceiling(text)


@pytest.mark.parametrize(("above", "kept"), [(11, False), (12, True)])
def test_the_head_of_a_document_is_its_first_dozen_lines_that_are_not_blank(above: int, kept: bool) -> None:  # noqa: FBT001
    assert bool(refuse_above_ceiling("A line of the form\n\n" * above + "SECRET")) is kept


def test_the_refusal_names_the_marking_and_whom_to_call() -> None:
    decision = refuse_above_ceiling("Top secret")
    assert isinstance(decision, Refused)
    assert decision.sentence == (
        "This document is marked TOP SECRET. Nothing above OFFICIAL-SENSITIVE may be kept here."
        " Do not copy it or send it on. Call your force's information security officer at once."
    )


# --- properties -----------------------------------------------------------------------------------

restricted = st.builds(
    Marking,
    st.sampled_from(Level),
    st.frozensets(st.sampled_from([h for h in Handling if h is not Handling.FOR_PUBLIC_RELEASE])),
    st.frozensets(st.sampled_from(Descriptor)),
)
markings = st.one_of(restricted, st.just(PUBLIC))


@given(st.lists(markings, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_contents_does_not_matter(contents: list[Marking], chance: object) -> None:
    shuffled = contents.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert highest(shuffled) == highest(contents)


@given(st.lists(markings, min_size=1), st.lists(markings, min_size=1))
def test_a_container_of_containers_shows_what_one_container_would(
    some: list[Marking], more: list[Marking]
) -> None:
    assert highest([highest(some), highest(more)]) == highest(some + more)


@given(st.lists(markings, min_size=1))
def test_a_container_is_never_marked_lower_than_anything_in_it(contents: list[Marking]) -> None:
    whole = highest(contents)
    assert not any(lowers(inside, after=whole) for inside in contents)


@given(markings, markings, st.booleans())
def test_markings_never_fall_by_the_word_of_one_person(before: Marking, after: Marking, alone: bool) -> None:  # noqa: FBT001
    second = None if alone else "priya"
    allowed = bool(may_lower(before, after=after, because="a reason", by="priya", second_person=second))
    assert allowed is not lowers(before, after=after)


@given(markings, markings)
def test_a_change_that_is_not_nothing_goes_down_one_way_at_least(one: Marking, other: Marking) -> None:
    if one == other:
        assert not lowers(one, after=other)
    else:
        assert lowers(one, after=other) or lowers(other, after=one)


@given(st.text())
def test_any_text_at_all_gets_an_answer(text: str) -> None:
    assert refuse_above_ceiling(text) is not None


@given(
    st.sampled_from(["SECRET", "TOP SECRET", "Secret", "UK TOP SECRET"]),
    st.text(" \t\n*-_[]", max_size=6),
    st.text(max_size=200),
)
def test_no_decoration_hides_a_marking_on_the_first_line(marking: str, around: str, body: str) -> None:
    assert not refuse_above_ceiling(f"{around}{marking}{around}\n{body}")
