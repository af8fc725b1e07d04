"""S2 and S5: nobody learns by a clock which names there are, or that a record is there which he may not know of."""

import random
import re
import string
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.blackbox import hidden, rounds, timing, work
from tests.blackbox.hidden import Hidden
from tests.blackbox.houses import House
from tests.blackbox.visitors import Visitor


pytestmark = [
    pytest.mark.blackbox,
    pytest.mark.skipif(not rounds.SOAK, reason="a machine that runs other tests keeps no time"),
]

SIGN_IN = "/sign-in/"
HIDDEN = "compartment_id in (select id from access_compartment where key like 'westmoor%%')"
SALTED = "select count(*) filter (where salt <> 0), count(*) from nominals_nominal where " + HIDDEN
MOST_SHOWN = 10  # on a page of people found
CHANCE = random.Random(5)  # noqa: S311  no secret


def word() -> str:
    """A surname that nobody has."""
    return "".join(CHANCE.choices(string.ascii_lowercase, k=9)).capitalize()


@pytest.fixture
def door(house: House) -> Iterator[Callable[[str, str], object]]:
    """A try at the door; failed attempts are forgotten, or the fifth would be answered at once."""
    stranger = Visitor(house.port)
    form = stranger.form(SIGN_IN, "login", "password")
    with house.sql() as sql:

        def tried(name: str, password: str) -> object:
            sql.execute("delete from accounts_failedsignin")
            return stranger.post(SIGN_IN, form.filled({"login": name, "password": password}))

        yield tried


def test_unknown_disabled_and_wrong_take_the_same_time(
    house: House, door: Callable[[str, str], object]
) -> None:
    with house.sql() as sql:
        sql.execute(
            "update accounts_user set disabled_at = now(), disabled_because = 'LEFT' where username = 'tess'"
        )
    try:
        taken = timing.taken_in_turn(
            house,
            {
                "unknown": lambda: door(word().lower(), "not the password"),
                "wrong": lambda: door("wren", "not the password"),
                "disabled": lambda: door("tess", house.password),
            },
            each=rounds.share_of(100, soak=1_000),
        )
    finally:
        with house.sql() as sql:
            sql.execute(
                "update accounts_user set disabled_at = null, disabled_because = null where username = 'tess'"
            )

    found = {
        name: timing.told(f"S5, {name} against wrong", taken[name], taken["wrong"])
        for name in ("unknown", "disabled")
    }
    assert all(0.45 <= each.auc <= 0.55 for each in found.values()), found


@pytest.fixture
def silent(house: House) -> Iterator[None]:
    """A force whose records are sealed."""
    with hidden.silence(house):
        [(salted, kept)] = house.rows(SALTED)
        assert salted == kept > 0
        yield


@pytest.fixture(params=[1, 100], ids=["one", "hundred"])
def unknown(house: House, silent: None, request: pytest.FixtureRequest) -> Iterator[Hidden]:
    """People of one name, in a force of which Northshire may not know anything."""
    with hidden.people(house, surname=word(), count=request.param) as some:
        yield some


def found_by(who: Visitor, words: str) -> set[str]:
    """The people whom a search shows to somebody."""
    answer = work.finds(who, words)
    assert answer.status == 200
    assert not any("because" in form.names for form in answer.forms), "asked what for instead of searching"
    return set(re.findall(rf"/people/({work.UUID})/", answer.text))


def offered_to(who: Visitor, referral: str) -> set[str]:
    """The people who could be the one of a referral, as its page offers them."""
    return set(re.findall(rf"{referral}person/({work.UUID})/", who.get(f"{referral}person/").text))


def fitting(unknown: Hidden) -> int:
    """How many of them the index gives for what any of them is kept under, whoever asks."""
    query = "select count(*) from nominals_nominal n join was using (id) where n.keys && was.keys"
    row = unknown.sql.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_a_search_takes_as_long_whether_hidden_records_fit(house: House, unknown: Hidden) -> None:
    priya, wren = house.visitor("priya"), house.visitor(hidden.KEPT)
    for state, seen in (("absent", 0), ("there", len(unknown.known))):
        unknown.are(state)
        assert fitting(unknown) == seen
        assert len(found_by(wren, unknown.words) & set(unknown.known)) == min(seen, MOST_SHOWN)
        assert found_by(priya, unknown.words) == set()
    form = priya.form("/find/", "words").filled({"words": unknown.words})

    taken = timing.taken_in_turn(
        house,
        {state: lambda: priya.post("/find/", form) for state in ("there", "absent")},
        before=unknown.are,
        each=rounds.share_of(100, soak=2_000),
    )

    found = timing.told(f"S2, search, {len(unknown.known)} hidden", taken["there"], taken["absent"])
    assert 0.47 <= found.auc <= 0.53


def test_the_warning_of_a_duplicate_takes_as_long_whether_hidden_records_fit(
    house: House, unknown: Hidden
) -> None:
    noor, wren = house.visitor("noor"), house.visitor(hidden.KEPT)
    hers, theirs = (work.referral_by(who, surname=unknown.surname) for who in (noor, wren))
    work.searched(noor, hers)
    work.searched(wren, theirs)
    for state, seen in (("absent", 0), ("there", len(unknown.known))):
        unknown.are(state)
        assert len(offered_to(wren, theirs) & set(unknown.known)) == min(seen, MOST_SHOWN)
        assert offered_to(noor, hers) == set()
    page = f"{hers}person/"

    taken = timing.taken_in_turn(
        house,
        {state: lambda: noor.get(page) for state in ("there", "absent")},
        before=unknown.are,
        each=rounds.share_of(100, soak=2_000),
    )

    found = timing.told(f"S2, duplicate, {len(unknown.known)} hidden", taken["there"], taken["absent"])
    assert 0.47 <= found.auc <= 0.53


@pytest.mark.parametrize("kind", ["cases", "referrals", "entries"])
def test_opening_a_hidden_record_takes_as_long_as_opening_none(house: House, silent: None, kind: str) -> None:
    priya = house.visitor("priya")
    table = {"cases": "cases_case", "referrals": "referrals_referral", "entries": "chronology_entry"}[kind]
    hidden = [str(each) for (each,) in house.rows(f"select id from {table} where {HIDDEN} limit 20")]
    form = {"cases": "/cases/{}/", "referrals": "/referrals/{}/", "entries": "/entries/{}/"}[kind]
    assert hidden
    assert {priya.get(form.format(one)).status for one in hidden} == {404}
    taken = timing.taken_in_turn(
        house,
        {
            "there": lambda: priya.get(form.format(CHANCE.choice(hidden))),
            "absent": lambda: priya.get(form.format(uuid4())),
        },
        each=rounds.share_of(100, soak=2_000),
    )

    found = timing.told(f"S2, open ({kind})", taken["there"], taken["absent"])
    assert 0.47 <= found.auc <= 0.53


def test_typing_a_reference_takes_as_long_whether_somebody_hidden_has_it(house: House, silent: None) -> None:
    priya, wren = house.visitor("priya"), house.visitor(hidden.KEPT)
    with hidden.numbered(house, where=HIDDEN, count=20) as kept:
        assert kept.typed
        for state in ("absent", "there"):
            kept.are(state)
            assert all(bool(found_by(wren, one)) is (state == "there") for one in kept.typed)
            assert all(found_by(priya, one) == set() for one in kept.typed)
        form = priya.form("/find/", "words")

        taken = timing.taken_in_turn(
            house,
            {
                state: lambda: priya.post("/find/", form.filled({"words": CHANCE.choice(kept.typed)}))
                for state in ("there", "absent")
            },
            before=kept.are,
            each=rounds.share_of(100, soak=2_000),
        )

    found = timing.told("S2, reference", taken["there"], taken["absent"])
    assert 0.47 <= found.auc <= 0.53
