"""R5 and R8: connections are cut under load, and a lock is held for ever; the rest of the house goes on."""

import time

import pytest

from tests.blackbox import rounds, storms, work
from tests.blackbox.houses import House, wait
from tests.blackbox.visitors import Visitor


pytestmark = pytest.mark.blackbox

CLIENTS = 8
EACH = 25 * CLIENTS  # sendings between two cuts: about two seconds' worth
CUT = "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'caseward_runtime'"
HOLDERS = "select count(*) from pg_stat_activity where application_name = 'blackbox holder'"


def test_cut_connections_cost_the_requests_in_flight_and_nothing_else(house: House) -> None:
    form = work.note_on(house, "priya")
    with storms.raging(form, clients=CLIENTS) as storm:
        for _each in rounds.counted("R5, all connections cut", 2, soak=30):
            storm.goes_on(more=EACH)
            house.value(CUT)
        storm.goes_on(more=CLIENTS)

    failed = [answer for answer in storm.answers if not answer.succeeded]
    assert {answer.status for answer in failed} <= {503}
    assert all(answer.header("Retry-After") for answer in failed)
    assert len(failed) <= 0.05 * len(storm.answers), (len(failed), len(storm.answers))
    assert storm.missing(house) == set()
    assert storm.longest_run_of_failures() <= 1


@pytest.fixture
def held(house: House) -> work.Opened:
    """The form of an answer whose row somebody will lock."""
    path = f"{work.referral_by(house.visitor('noor'))}check/individual.surname/"
    return work.opened(house.visitor("noor"), path, "individual.surname", "version")


def test_a_lock_held_for_ever_costs_three_seconds_and_only_who_wants_it(
    house: House, held: work.Opened
) -> None:
    note = work.note_on(house, "priya")
    with house.sql() as holder, holder.transaction():
        holder.execute(
            "select from referrals_answer where referral_id = %s for update", [held.path.split("/")[2]]
        )
        waited = Visitor(house.port, held.who.cookies, patience=30)
        answer = waited.post(held.path, held.fields({"individual.surname": "Wetherby"}))
        elsewhere = note.send({"text": "While a lock was held.", "nature": "FACT"})

    assert answer.status == 503
    assert answer.header("Retry-After")
    assert "Wetherby" in answer.text
    assert elsewhere.status == 302
    assert held.send({"individual.surname": "Wetherby"}).status == 302


@pytest.mark.skipif(not rounds.SOAK, reason="a machine that runs other tests keeps no time")
def test_others_are_as_fast_while_a_lock_is_held(house: House, held: work.Opened) -> None:
    """With and without the lock by turns, so that what else the machine does meets both alike."""
    note = work.note_on(house, "priya")
    taken: dict[bool, list[float]] = {True: [], False: []}
    for _each in rounds.counted("R8, with and without a lock", 10, soak=100):
        for is_locked in (True, False):
            with house.sql() as holder, holder.transaction():
                if is_locked:
                    holder.execute(
                        "select from referrals_answer where referral_id = %s for update",
                        [held.path.split("/")[2]],
                    )
                taken[is_locked] += [seconds(note) for _each in range(10)]

    locked, free = (sorted(taken[each])[len(taken[each]) * 95 // 100] for each in (True, False))
    rounds.say(f"  R8, p95 with a lock {locked * 1000:.0f} ms, without {free * 1000:.0f} ms\n")
    assert locked <= 1.2 * free


def seconds(note: work.Opened) -> float:
    """What one sending takes."""
    began = time.perf_counter()
    assert note.send({"text": "While a lock was held.", "nature": "FACT"}).status == 302
    return time.perf_counter() - began


def test_who_serves_waits_three_seconds_and_idles_thirty(house: House) -> None:
    """What the roles are told, which holds for every connection that the house opens."""
    told = house.value("select rolconfig from pg_roles where rolname = 'caseward_runtime'")

    assert {"lock_timeout=3s", "idle_in_transaction_session_timeout=30s"} <= set(told)


@pytest.mark.skipif(not rounds.SOAK, reason="it takes the thirty seconds that it is about")
def test_a_holder_who_does_nothing_is_ended(house: House) -> None:
    with house.sql() as holder:
        holder.execute("set application_name = 'blackbox holder'")
        holder.execute("set role caseward_runtime")
        holder.execute("set idle_in_transaction_session_timeout = '30s'")
        holder.execute("begin")
        rounds.measured(
            "R8, an idle holder is ended", [wait(lambda: house.value(HOLDERS) == 0, seconds=60)], most=32
        )
        holder.pgconn.finish()
