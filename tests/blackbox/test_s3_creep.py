"""S3: access that ends is gone at the very next request, in every session, wherever it has been opened before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

import pytest

from tests.blackbox import rounds, work
from tests.blackbox.houses import House
from tests.blackbox.pages import links_in
from tests.blackbox.visitors import Visitor


pytestmark = pytest.mark.blackbox

A_SECOND = 20  # requests of each session
BEFORE = 0.5  # seconds of looking while it is still allowed
WHY = "The work for which it was given is done."


@dataclass
class Looking:
    """What two sessions of one person were answered, and when each request began."""

    ended: Event = field(default_factory=Event)
    answers: list[tuple[float, str, int]] = field(default_factory=list)

    def seen(self, *, since: float = 0, until: float = float("inf")) -> list[tuple[str, int]]:
        """The addresses that opened, of requests that began in between."""
        return [
            (path, status)
            for began, path, status in self.answers
            if since <= began < until and 200 <= status < 300
        ]


@contextmanager
def looks(who: list[Visitor], paths: list[str]) -> Iterator[Looking]:
    """Two tabs and two sessions, each twenty times a second, until the block ends."""
    looking = Looking()

    def looped(visitor: Visitor) -> None:
        number = 0
        while not looking.ended.is_set():
            path, began = paths[number % len(paths)], time.monotonic()
            looking.answers.append((began, path, visitor.tries("GET", path).status))
            number += 1
            looking.ended.wait(max(0, 1 / A_SECOND - (time.monotonic() - began)))

    with ThreadPoolExecutor(max_workers=len(who)) as threads:
        running = [threads.submit(looped, one) for one in who]
        try:
            yield looking
        finally:
            looking.ended.set()
            for one in running:
                one.result()


def ended_while_looked_at(who: list[Visitor], paths: list[str], end: Callable[[], None]) -> None:
    """It opened until the end was acknowledged, and never again for a request that began after it."""
    with looks(who, paths) as looking:
        looking.ended.wait(BEFORE)
        end()
        acknowledged = time.monotonic()
        looking.ended.wait(rounds.of(2, soak=20))

    assert {path for path, _ in looking.seen(until=acknowledged)} == set(paths)
    assert [one for one in looking.answers if one[0] >= acknowledged]
    assert looking.seen(since=acknowledged) == []


def given_by_name(beth: Visitor, case: str, name: str) -> str:
    """Access of somebody of another force to one case; returns the address at which it is ended."""
    form = beth.form(f"{case}who/grant/", "name", "because")
    answer = beth.post(f"{case}who/grant/", form.filled({"name": name, "because": WHY, "extent": "READ"}))
    assert answer.status == 302, answer.text[:3000]
    found = [one for one in links_in(beth.get(f"{case}who/").text) if one.endswith("/end/")]
    assert found
    return found[-1]


def test_access_by_name_that_is_ended_opens_nothing_from_then_on(house: House) -> None:
    beth, case = house.visitor("beth"), work.case_of(house, "priya")
    end = given_by_name(beth, case, "ewan")
    sessions = [Visitor(house.port).signs_in("ewan", house.password) for _ in range(2)]
    # A second tab of the first session, which asks by the same cookie.
    who = [*sessions, sessions[0].also_from(house.port)]

    def ends() -> None:
        assert beth.sends(end, {"because": WHY}).status == 302

    ended_while_looked_at(who, [case, f"{case}chronology/", f"{case}people/"], ends)


def test_a_posting_that_is_ended_opens_nothing_from_then_on(house: House) -> None:
    # Of Yusuf nobody else asks anything: he stays without a posting.
    sam, case = house.visitor("sam"), work.case_of(house, "yusuf")
    who = [Visitor(house.port).signs_in("yusuf", house.password) for _ in range(2)]
    posting = house.value(
        "select p.id::text from workforce_posting p join accounts_user u on u.id = p.user_id "
        "where u.username = 'yusuf' and p.ends_at is null"
    )

    def ends() -> None:
        assert sam.sends(f"/administration/postings/{posting}/end/", {"because": WHY}).status == 302

    ended_while_looked_at([*who, who[0].also_from(house.port)], [case, f"{case}chronology/"], ends)
