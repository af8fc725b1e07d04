"""S2 and S5: nobody learns by a clock which names there are, or that a record is there which he may not know of."""

import random
import string
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.blackbox import rounds, timing
from tests.blackbox.houses import House
from tests.blackbox.visitors import Visitor


pytestmark = [
    pytest.mark.blackbox,
    pytest.mark.skipif(not rounds.SOAK, reason="a machine that runs other tests keeps no time"),
]

SIGN_IN = "/sign-in/"
HIDDEN = "compartment_id in (select id from access_compartment where key like 'westmoor%%')"
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
    assert all(0.45 <= each <= 0.55 for each in found.values()), found


@pytest.fixture
def renamed(house: House) -> Iterator[Callable[[str], object]]:
    """Give somebody whom Northshire may not know of another surname; the guards of the table are off for it."""
    (name_id,) = house.rows(f"select id from nominals_name where {HIDDEN} order by id limit 1")[0]
    with house.sql() as sql:
        sql.execute("set session_replication_role = replica")
        yield lambda surname: sql.execute(
            "update nominals_name set surname = %s where id = %s", [surname, name_id]
        )


def there_or_not(rename: Callable[[str], object], ask: Callable[[str], object]) -> dict[str, list[float]]:
    """Ask for a surname that a hidden record has, or that none has: as many writes before either."""
    taken: dict[str, list[float]] = {"there": [], "absent": []}
    for number in range(rounds.share_of(100, soak=2_000) + timing.WARM):
        for name in CHANCE.sample(sorted(taken), 2):
            asked, other = word(), word()
            rename(asked if name == "there" else other)
            began = time.perf_counter()
            ask(asked)
            if number >= timing.WARM:
                taken[name].append(time.perf_counter() - began)
    return taken


def test_a_search_takes_as_long_whether_a_hidden_record_fits(
    house: House, renamed: Callable[[str], object]
) -> None:
    priya = house.visitor("priya")
    form = priya.form("/find/", "words")
    taken = there_or_not(renamed, lambda surname: priya.post("/find/", form.filled({"words": surname})))

    found = timing.told("S2, search", taken["there"], taken["absent"])
    assert 0.47 <= found <= 0.53


@pytest.mark.parametrize("kind", ["cases", "referrals", "entries"])
def test_opening_a_hidden_record_takes_as_long_as_opening_none(house: House, kind: str) -> None:
    priya = house.visitor("priya")
    table = {"cases": "cases_case", "referrals": "referrals_referral", "entries": "chronology_entry"}[kind]
    hidden = [str(each) for (each,) in house.rows(f"select id from {table} where {HIDDEN} limit 20")]
    form = {"cases": "/cases/{}/", "referrals": "/referrals/{}/", "entries": "/entries/{}/"}[kind]
    assert hidden
    assert {priya.get(form.format(one)).status for one in hidden} == {404}
    taken = timing.taken_in_turn(
        {
            "there": lambda: priya.get(form.format(CHANCE.choice(hidden))),
            "absent": lambda: priya.get(form.format(uuid4())),
        },
        each=rounds.share_of(100, soak=2_000),
    )

    found = timing.told(f"S2, open ({kind})", taken["there"], taken["absent"])
    assert 0.47 <= found <= 0.53
