"""S1 and S14: nothing of another force's is shown or changed by any address, and every look at a record is noted."""

import http.client
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.blackbox import addresses, canaries, rounds, seals, work
from tests.blackbox.addresses import Route
from tests.blackbox.houses import House
from tests.blackbox.visitors import Answer, Visitor


pytestmark = pytest.mark.blackbox

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# Of another force, of another unit, of none, nobody at all.
FOREIGN = (
    ("ewan", "rhys") if not rounds.SOAK else ("ewan", "elin", "rhys", "kit", "jo", "dana", "stan", "ines", "")
)
# What somebody may do to his own account ends the session with which the matrix is walked.
OWN = re.compile(r"account_|mfa_|accounts:|ui:language|referrals:refer|enquiries:enquire")

# A file is opened, and so is the case that it belongs to.
LOOKS = {"cases:stored-file": 2, "nominals:two": 2}
# The earlier referrals of the person are read on the same page, each with a row of its own.
SHOW_OTHERS = {"referrals:review_repeat"}


@dataclass(frozen=True, slots=True)
class World:
    """Northshire's records, and every address."""

    known: dict[str, str]
    routes: list[Route]


@pytest.fixture(scope="module")
def world(house: House) -> World:
    """With a word in every field of Northshire's, a file kept and a form in the letterbox."""
    case = work.case_of(house, "priya")
    priya = house.visitor("priya")
    attach = priya.form(f"{case}attach/", "idempotency_key")
    kept = priya.upload(
        f"{case}attach/",
        attach.answered(),
        name="upload",
        filename=b"note.txt",
        content=canaries.WORD.encode(),
    )
    assert kept.status == 302, kept.text[:3000]
    work.posted_by_anybody(house)
    canaries.plant(house)
    return World(addresses.northshires(house), addresses.routes(house))


def ask(who: Visitor, method: str, path: str, token: str) -> Answer:
    """One request with everything a form of ours would bring."""
    fields = f"csrfmiddlewaretoken={token}&version=1&idempotency_key={uuid4()}".encode()
    headers = {"X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
    body = None if method in {"GET", "HEAD", "OPTIONS"} else fields
    answer = who.send(method, path, body=body, headers=headers)
    if answer.status == http.client.FOUND:
        who.get("/account/")  # what was done is said once, and would be said on the page that comes next
    return answer


def token_of(who: Visitor) -> str:
    return next(form.value("csrfmiddlewaretoken") for form in who.get("/refer/").forms)


def asked(world: World) -> Iterator[tuple[Route, str]]:
    """Every address by GET and POST; by the other methods a seeded few, and all of them while soaking."""
    some = set(random.Random(7).sample(world.routes, 12))  # noqa: S311  which ones is no secret
    for route in world.routes:
        for method in METHODS:
            if OWN.match(route.name) and method != "GET":
                continue
            if method in {"GET", "POST"} or rounds.SOAK or route in some:
                yield route, method


def without_what_varies(answer: Answer, *, path: str) -> str:
    """The page without its own address and without its tokens."""
    text = answer.text
    for part in re.findall(work.UUID, path):
        text = text.replace(part, "…")
    return re.sub(r'(value|content)="[^"]{30,}"', "", text)


def headers_of(answer: Answer) -> set[str]:
    return {name.lower() for name, _ in answer.headers} - {"set-cookie", "content-length"}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_another_force_is_shown_or_changed(house: House, world: World, name: str) -> None:
    who = Visitor(house.port).signs_in(name, house.password) if name else Visitor(house.port)
    token, before, tried = token_of(who), canaries.standing(house), set()
    for route, method in asked(world):
        path = route.at(world.known)
        answer = ask(who, method, path, token)
        tried.add(route.name)
        assert answer.status < 500, (method, path, answer.status)
        assert canaries.WORD not in answer.text + str(answer.headers), (method, path)
        if route.is_of_a_record:
            nowhere = route.at({})
            absent = ask(who, method, nowhere, token)
            assert answer.status == absent.status, (method, path)
            assert headers_of(answer) == headers_of(absent), (method, path)
            assert without_what_varies(answer, path=path) == without_what_varies(absent, path=nowhere), path

    assert tried == {route.name for route in world.routes}
    assert canaries.standing(house) == before
    assert who.get("/account/").status == (200 if name else 302)


@pytest.mark.parametrize("name", ["priya", "beth"])
def test_what_is_sealed_is_not_there_for_those_who_worked_on_it(
    house: House, world: World, name: str
) -> None:
    """Every record of the unit under seal: the people of the unit meet what a stranger meets."""
    who = Visitor(house.port).signs_in(name, house.password)
    token = token_of(who)
    with seals.sealed(house):
        for route, method in asked(world):
            path, nowhere = route.at(world.known), route.at({})
            answer = ask(who, method, path, token)
            assert canaries.WORD not in answer.text + str(answer.headers), (method, path)
            if route.is_of_a_record:
                absent = ask(who, method, nowhere, token)
                assert answer.status == absent.status, (method, path)
                assert headers_of(answer) == headers_of(absent), (method, path)
                assert without_what_varies(answer, path=path) == without_what_varies(absent, path=nowhere), (
                    path
                )

    assert who.get(f"/cases/{world.known['case_id']}/").status == 200


def test_the_canaries_are_seen_by_those_who_may(house: House, world: World) -> None:
    """A matrix that finds nothing because there is nothing would agree with itself for ever."""
    priya = house.visitor("priya")
    singing = [
        route.name
        for route in world.routes
        if canaries.WORD in ask(priya, "GET", route.at(world.known), "").text
    ]

    assert {"cases:file", "cases:chronology", "cases:person", "chronology:entry", "decisions:record"} <= set(
        singing
    )
    assert "cases:stored-file" in singing


def test_every_part_of_an_address_has_a_record_to_stand_for_it(world: World) -> None:
    parts = {part for route in world.routes for part in route.parts}

    assert parts <= set(addresses.FOUND) | set(addresses.WORDS) | addresses.MADE_ELSEWHERE
    assert {part for part in parts if part in addresses.FOUND} <= set(world.known)


def test_every_look_at_a_record_is_noted(house: House, world: World) -> None:
    """S14: who, when, why, of which record; as many rows as openings, for everybody who may look."""
    unnoted: list[tuple[str, str, int]] = []
    for name in ("priya", "beth", "noor"):
        who = house.visitor(name)
        for route in world.routes:
            if not route.is_of_a_record:
                continue
            before = looks_by(house, name)
            answer = ask(who, "GET", route.at(world.known), "")
            looks = looks_by(house, name) - before
            if answer.status == http.client.OK and not is_noted(route, looks):
                unnoted.append((name, route.name, looks))

    assert unnoted == []
    assert (
        house.value("select count(*) from ledger_entry where operation = 'CONSULTATION' and purpose = ''")
        == 0
    )
    assert "unit" in reasons_of(house, "priya") <= {"owner", "task", "unit"}
    assert "supervisor" in reasons_of(house, "beth") <= {"owner", "task", "supervisor", "unit"}
    assert reasons_of(house, "noor") == {"unit"}


def is_noted(route: Route, looks: int) -> bool:
    """Whether so many rows are what an opening of this address leaves."""
    return looks >= 1 if route.name in SHOW_OTHERS else looks == LOOKS.get(route.name, 1)


def reasons_of(house: House, name: str) -> set[str]:
    """Why this person looked at records over HTTP; the demonstration's own story says "casework"."""
    rows = house.rows(
        "select distinct l.purpose from ledger_entry l join accounts_user u on u.id = l.actor_id where u.username = %s "
        "and l.operation = 'CONSULTATION' and l.purpose <> 'casework' and l.command like 'view%%'",
        name,
    )
    return {reason for (reason,) in rows}


def looks_by(house: House, name: str) -> int:
    """How many looks of this person the ledger knows, each with its time, its record and its why."""
    return int(
        house.value(
            "select count(*) from ledger_entry l join accounts_user u on u.id = l.actor_id where u.username = %s "
            "and l.operation = 'CONSULTATION' and cardinality(l.subject_ids) > 0 and l.at is not null "
            "and l.purpose <> ''",
            name,
        )
    )
