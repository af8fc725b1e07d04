"""R3b: let the first, second … statement that writes fail; for every one of them everything is there or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.blackbox import ledgers, work
from tests.blackbox.houses import House
from tests.blackbox.pages import Fields
from tests.blackbox.snapshots import Snapshot, snapshot
from tests.blackbox.visitors import Answer, Visitor, at


pytestmark = pytest.mark.blackbox

MOST = 120  # statements of one request
FAULTS = """
    create schema blackbox;
    create table blackbox.fault (place bigint not null);
    insert into blackbox.fault values (0);
    create sequence blackbox.counted;
    create function blackbox.fail() returns trigger language plpgsql security definer as $$
    declare place bigint := (select f.place from blackbox.fault f);
    begin
        if place > 0 and nextval('blackbox.counted') = place then
            raise exception 'blackbox: the fault at statement %', place;
        end if;
        return null;
    end $$;
"""


@dataclass(frozen=True, slots=True)
class Write:
    """A form that changes something: who sends it, from which page, to which address (its end)."""

    name: str
    who: str
    page: Callable[[House], str]
    to: str = ""
    answers: tuple[tuple[str, str], ...] = ()


def in_case(room: str) -> Callable[[House], str]:
    return lambda house: f"{work.case_of(house, 'priya')}{room}/"


def in_referral(room: str) -> Callable[[House], str]:
    return lambda house: f"{work.referral_by(house.visitor('noor'))}{room}/"


def letterbox(house: House) -> str:
    """With something in it, put there by anybody."""
    work.posted_by_anybody(house)
    return "/referrals/letterbox/"


WRITES = (
    Write("note", "priya", in_case("note")),
    Write("contact", "priya", in_case("contact")),
    Write("gap", "priya", in_case("gap")),
    Write("action", "priya", in_case("action")),
    Write("risk", "priya", in_case("risk")),
    Write("finding", "priya", in_case("finding/partners_asked")),
    Write("set aside", "beth", in_case("set-aside/partners-asked")),
    Write("take a call", "noor", lambda _: "/referrals/start/typed/"),
    Write("correct", "noor", in_referral("check/individual.surname")),
    Write("immediate risk", "noor", in_referral("check"), to="immediate-risk/"),
    Write("acknowledge", "noor", in_referral("check"), to="acknowledge/"),
    Write("clarify", "noor", in_referral("clarify")),
    Write("open", "noor", letterbox, to="open/"),
    Write("found a force", "sam", lambda _: "/administration/forces/new/"),
    Write(
        "open an account", "sam", lambda _: "/administration/people/new/",
        answers=(("username", "jory.p"), ("email", "jory@northshire.example")),
    ),
    Write("partner", "sam", lambda _: "/administration/partners/new/", answers=(("email", "b@c.example"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def tables(house: House) -> Iterator[list[str]]:
    """Every table, each with a trigger that counts the statements that write to it."""
    names = [
        name for (name,) in house.rows("select relname from pg_stat_user_tables where schemaname = 'public'")
    ]
    with house.sql() as sql:
        sql.execute(FAULTS)
        for name in names:
            sql.execute(
                f"create trigger aaa_blackbox before insert or update or delete on {name} "
                "for each statement execute function blackbox.fail()"
            )
    yield names
    with house.sql() as sql:
        sql.execute("drop schema blackbox cascade")
        # A demonstration does not start where somebody real has an account, and other files start this house again.
        sql.execute("update accounts_user set is_demo = true where username = 'jory.p'")


def grown(before: Snapshot, after: Snapshot) -> dict[str, int]:
    """By how many rows each table grew; 0 where only the content changed."""
    return {name: after[name][0] - before[name][0] for name in before if after[name] != before[name]}


def set_fault(house: House, place: int) -> None:
    with house.sql() as sql:
        sql.execute("update blackbox.fault set place = %s", [place])
        sql.execute("select setval('blackbox.counted', 1, false)")


def sending(house: House, write: Write) -> tuple[Visitor, str, Fields]:
    """One form, open and answered: every try sends the very same."""
    who, page = house.visitor(write.who), write.page(house)
    shown = who.get(page)
    form = next(
        form for form in shown.forms
        if "idempotency_key" in form.names and at(page, form).endswith(write.to or page)
    )  # fmt: skip
    return who, at(page, form), form.answered(**dict(write.answers))


def tries(house: House, tables: list[str], write: Write) -> Iterator[tuple[int, Answer, dict[str, int]]]:
    """The same sending with the fault at 1, 2, 3 … until it gets through without meeting it."""
    who, path, fields = sending(house, write)
    for place in range(1, MOST):
        before = snapshot(house, tables)
        set_fault(house, place)
        answer = who.tries("POST", path, fields)
        met = house.value("select last_value from blackbox.counted") >= place
        set_fault(house, 0)
        yield place, answer, grown(before, snapshot(house, tables))
        if not met:
            return
    raise AssertionError(f"{write.name} does not get through")


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name.replace(" ", "-"))
def test_all_or_nothing_wherever_it_fails(house: House, tables: list[str], write: Write) -> None:
    done = list(tries(house, tables, write))
    changed = [(place, answer.status, change) for place, answer, change in done if change]

    assert len(done) > 3, "the fault was hardly met"
    # It happened in one sending and whole: in no other did anything change, and no success was claimed before.
    assert len(changed) == 1, changed
    assert all(answer.status >= 500 for place, answer, _ in done if place < changed[0][0])
    assert done[-1][1].succeeded, done[-1][1].text[:2000]
    assert changed[0][2].get("ledger_entry", 0) >= 1


def test_the_ledger_holds_after_all_these_faults(house: House, tables: list[str], tmp_path: Path) -> None:
    assert tables
    ledgers.holds(house, tmp_path / "export")
