"""Access: half-open memberships, exclusions before everything, and refusals that betray nothing."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.access import CAPABILITIES, Actor, Membership, live, may_view
from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.ties import Tie


NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
REFERRALS, CASES, SEALED = (UUID(int=number) for number in (1, 2, 3))
POSTED = "posted to Northshire Prevent"


def member(
    compartment_id: UUID = CASES, *, can: frozenset[str] = frozenset(), **changes: object
) -> Membership:
    values: dict[str, object] = {
        "compartment_id": compartment_id,
        "basis": POSTED,
        "capabilities": can,
        "starts_at": NOW - timedelta(days=30),
        "ends_at": NOW + timedelta(days=30),
    }
    return Membership(**{**values, **changes})  # type: ignore[arg-type]


def actor(*memberships: Membership) -> Actor:
    return Actor(uuid4(), "Priya", memberships)


PRIYA = actor(
    member(REFERRALS, can=frozenset({"referral.read"})),
    member(CASES, can=frozenset({"case.read", "case.write"})),
)


# --- live -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        pytest.param(NOW - timedelta(days=1), NOW + timedelta(days=1), True, id="in the middle it counts"),
        pytest.param(NOW, NOW + timedelta(days=1), True, id="at its first instant it counts"),
        pytest.param(NOW - timedelta(days=1), NOW, False, id="at its last instant it no longer counts"),
        pytest.param(
            NOW + timedelta(microseconds=1), NOW + timedelta(days=1), False, id="before it starts, not"
        ),
        pytest.param(NOW, NOW, False, id="an interval of no length never counts"),
    ],
)
def test_live_treats_the_interval_as_half_open(starts: datetime, ends: datetime, counts: bool) -> None:  # noqa: FBT001
    one = member(starts_at=starts, ends_at=ends)
    assert live([one], frozenset(), now=NOW) == ((one,) if counts else ())


def test_live_lets_an_exclusion_beat_every_membership() -> None:
    granted, posted = member(CASES, basis="named grant"), member(CASES)
    elsewhere = member(REFERRALS)
    assert live([granted, posted, elsewhere], frozenset({CASES}), now=NOW) == (elsewhere,)


def test_live_refuses_an_instant_without_its_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        live([member()], frozenset(), now=NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"starts_at": NOW.replace(tzinfo=None)}, "time zone"),
        ({"ends_at": NOW.replace(tzinfo=None)}, "time zone"),
        ({"starts_at": NOW, "ends_at": NOW - timedelta(seconds=1)}, "end before it starts"),
        ({"basis": "  "}, "says why"),
    ],
    ids=["a start without a zone", "an end without a zone", "an end before the start", "no basis"],
)
def test_a_membership_refuses(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        member(**changes)  # type: ignore[arg-type]


# --- what an actor knows and holds ----------------------------------------------------------------


def test_an_actor_knows_a_compartment_on_its_basis() -> None:
    assert PRIYA.knows(CASES) == Allowed(POSTED, Tie.UNIT)


def test_an_actor_knows_nothing_of_other_compartments() -> None:
    refusal = PRIYA.knows(SEALED)
    assert isinstance(refusal, Refused)
    assert refusal.code == "access.not-known"
    assert refusal.because == "There is no such record, or it is not one you may know of."


def test_an_actor_holds_a_capability_on_the_basis_that_gives_it() -> None:
    covering = member(CASES, can=frozenset({"case.approve"}), basis="covering for Beth")
    assert actor(member(CASES), covering).holds("case.approve", CASES) == Allowed(
        "covering for Beth", Tie.UNIT
    )


def test_a_capability_in_one_compartment_is_worth_nothing_in_another() -> None:
    refusal = PRIYA.holds("case.write", REFERRALS)
    assert isinstance(refusal, Refused)
    assert refusal.code == "access.not-held"


def test_a_refused_capability_says_in_words_what_may_not_be_done_and_whom_to_ask() -> None:
    refusal = PRIYA.holds("case.approve", CASES)
    assert isinstance(refusal, Refused)
    assert refusal.sentence == (
        "Your role here does not let you approve the closing of a case."
        " Ask your supervisor who in your unit can."
    )


def test_a_capability_without_words_of_its_own_is_still_refused_in_plain_words() -> None:
    refusal = PRIYA.holds("visit.plan", CASES)
    assert isinstance(refusal, Refused)
    assert "visit.plan" not in refusal.sentence
    assert refusal.because == "Your role here does not let you do this."


def test_a_capability_where_nothing_is_known_is_refused_as_if_nothing_were_there() -> None:
    assert PRIYA.holds("case.read", SEALED) == PRIYA.knows(SEALED) == PRIYA.knows(uuid4())


def test_an_actor_without_memberships_knows_and_holds_nothing() -> None:
    stan = actor()
    assert stan.compartments == frozenset()
    assert not stan.holds_anywhere("case.read")
    assert not stan.knows(CASES)


def test_where_names_only_the_compartments_that_give_the_capability() -> None:
    assert PRIYA.where("case.read") == {CASES}
    assert PRIYA.where("referral.read") == {REFERRALS}
    assert PRIYA.where("ledger.read") == frozenset()


def test_every_capability_is_spelt_noun_dot_verb_and_has_words() -> None:
    for key, capability in CAPABILITIES.items():
        noun, _, verb = key.partition(".")
        assert noun.isalpha()
        assert verb.replace("-", "").isalpha()
        assert capability.key == key
        assert capability.phrase
        assert "." not in capability.phrase


# --- properties -----------------------------------------------------------------------------------

compartments = st.sampled_from([UUID(int=number) for number in range(5)])
instants = st.integers(-5, 5).map(lambda hours: NOW + timedelta(hours=hours))
capabilities = st.frozensets(st.sampled_from(["case.read", "case.write", "referral.read"]))


@st.composite
def memberships(draw: st.DrawFn) -> Membership:
    starts, ends = sorted([draw(instants), draw(instants)])
    return member(draw(compartments), can=draw(capabilities), starts_at=starts, ends_at=ends)


worlds = st.lists(memberships(), max_size=8)
excluded = st.frozensets(compartments, max_size=3)


@given(worlds, excluded, instants, compartments)
def test_a_record_is_visible_exactly_when_a_live_membership_of_its_compartment_exists(
    world: list[Membership], kept_out: frozenset[UUID], now: datetime, asked: UUID
) -> None:
    viewer = actor(*live(world, kept_out, now=now))

    spelt_out = asked not in kept_out and any(
        m.compartment_id == asked and m.starts_at <= now < m.ends_at for m in world
    )

    assert bool(may_view(viewer, asked)) is spelt_out
    assert (asked in viewer.compartments) is spelt_out


@given(worlds, excluded, excluded, instants)
def test_another_exclusion_never_lets_anybody_see_more(
    world: list[Membership], some: frozenset[UUID], more: frozenset[UUID], now: datetime
) -> None:
    before = actor(*live(world, some, now=now)).compartments
    after = actor(*live(world, some | more, now=now)).compartments
    assert after <= before
    assert not after & more


@given(worlds, compartments, st.sampled_from(["case.read", "case.write", "referral.read"]))
def test_holding_implies_knowing_and_the_three_ways_to_ask_agree(
    world: list[Membership], asked: UUID, capability: str
) -> None:
    somebody = actor(*world)
    held = bool(somebody.holds(capability, asked))
    assert held is (asked in somebody.where(capability))
    assert not held or somebody.knows(asked)
    assert somebody.holds_anywhere(capability) is bool(somebody.where(capability))


@pytest.mark.parametrize(
    ("can", "tie"),
    [
        ({"case.read", "case.write"}, Tie.UNIT),
        ({"case.read", "team.read"}, Tie.SUPERVISOR),
        ({"ledger.read", "definition.read"}, Tie.OVERSIGHT),
        ({"account.administer"}, Tie.OFFICE),
        ({"a.capability-without-words"}, Tie.UNIT),
    ],
)
def test_a_membership_says_what_ties_its_holder_to_the_records(can: set[str], tie: Tie) -> None:
    granted = frozenset(can)

    assert member(can=granted).tie is tie
    assert all(actor(member(can=granted)).holds(each, CASES) == Allowed(POSTED, tie) for each in granted)
