"""S12 and S13: an error says nothing of what stands behind it, no log knows a name, and every page has its headers."""

import re
from collections.abc import Iterator

import pytest

from tests.blackbox import addresses, canaries, rounds, work
from tests.blackbox.houses import House
from tests.blackbox.visitors import Answer, Visitor


pytestmark = pytest.mark.blackbox

TELLING = re.compile(
    r"Traceback|File \"|django|psycopg|PostgreSQL|\bSELECT\b.*\bFROM\b|INSERT INTO|DEBUG|site-packages|\.py\b",
    re.I,
)
VERSION = re.compile(r"\b\d+\.\d+\.\d+\b")
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'", "report-to csp", "report-uri /csp-reports/",
}  # fmt: skip
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PERSON = "Zzyxperson"
READERS = ("", "priya", "sam", "ines") if rounds.SOAK else ("", "priya")


def is_page(answer: Answer) -> bool:
    return answer.header("Content-Type").startswith("text/html")


def has_its_headers(answer: Answer) -> bool:
    """Whether a page carries all of them, and a policy that lets nothing inline through."""
    policy = answer.header("Content-Security-Policy")
    held = {part.strip() for part in policy.split(";")}
    said = all(value in answer.header(name) for name, value in HEADERS.items())
    return said and held >= POLICY and "unsafe" not in policy and bool(answer.header("Reporting-Endpoints"))


def errors(house: House) -> Iterator[tuple[int, Answer]]:
    """One of each, with what it should be."""
    priya, stranger = house.visitor("priya"), Visitor(house.port)
    yield 404, priya.get("/nowhere/at/all/")
    yield 404, priya.get("/cases/00000000-0000-4000-8000-000000000000/")
    yield 403, priya.get("/administration/")
    yield 403, stranger.post("/sign-in/", [("login", "a"), ("password", "b")])
    yield 403, priya.send("POST", "/sign-out/", body=b"", headers={"Sec-Fetch-Site": "cross-site"})
    yield 405, priya.get("/drafts/")
    yield 400, priya.get("/", Host="elsewhere.example")
    yield 413, stranger.post("/refer/", [("x", "y" * 3_000_000)])
    note = work.note_on(house, "priya")
    with house.sql() as sql:
        sql.execute("alter table chronology_entry add constraint blackbox_no check (false) not valid")
        try:
            yield 500, note.send({"text": f"{PERSON} was seen.", "nature": "FACT"})
        finally:
            sql.execute("alter table chronology_entry drop constraint blackbox_no")
    with house.sql() as sql, sql.transaction():
        sql.execute("lock table chronology_entry in access exclusive mode")
        yield 503, note.send({"text": f"{PERSON} was seen.", "nature": "FACT"})


def test_an_error_page_says_nothing_of_what_stands_behind_it(house: House) -> None:
    for status, answer in errors(house):
        assert answer.status == status, (status, answer.status, answer.path)
        assert not TELLING.search(answer.text), (status, TELLING.findall(answer.text))
        assert not VERSION.search(answer.text), (status, VERSION.findall(answer.text))
        assert not VERSION.search(str(answer.headers)), (status, answer.headers)
        assert not is_page(answer) or has_its_headers(answer), (status, answer.headers)


def test_every_page_has_its_headers(house: House) -> None:
    known, bare = addresses.northshires(house), []
    for route in addresses.routes(house):
        for name in READERS:
            answer = house.visitor(name).get(route.at(known))
            if is_page(answer) and not has_its_headers(answer):
                bare.append((name, route.name, answer.status))

    assert bare == []


@pytest.mark.parametrize("path", ["/sign-out/", "/refer/", "/drafts/", "/find/", "/language/"])
def test_a_change_that_another_site_asks_for_is_refused(house: House, path: str) -> None:
    answer = house.visitor("priya").send("POST", path, body=b"", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status == 403
    assert house.visitor("priya").get("/account/").status == 200


def test_no_log_knows_a_name(house: House) -> None:
    """After a walk in which a person's name was typed, looked for, misread, refused and broken off."""
    noor = house.visitor("noor")
    referral = work.referral_by(noor, surname=PERSON, narrative=f"{PERSON} told two classmates.")
    work.finds(noor, PERSON)
    noor.get(f"/find/?words={PERSON}")
    noor.get(f"/{PERSON}/")
    noor.sends(f"{referral}check/individual.surname/", {"individual.surname": f"{PERSON}-Okafor"})
    Visitor(house.port).get(f"/refer/?{PERSON}")
    list(errors(house))
    Visitor(house.port).sends("/sign-in/", {"login": PERSON, "password": f"{PERSON} is my secret"})

    logs = house.logs()

    assert {"web.log", "postgresql.log"} <= set(logs)
    assert {name: True for name, text in logs.items() if PERSON in text or canaries.WORD in text} == {}
    assert house.password not in "".join(logs.values())


def test_the_ledger_knows_no_name(house: House) -> None:
    work.referral_by(house.visitor("noor"), surname=PERSON, narrative=f"{PERSON} told two classmates.")

    assert house.value("select count(*) from ledger_entry l where l::text like %s", f"%{PERSON}%") == 0
    assert (
        house.value(
            "select count(*) from ledger_entry l where convert_from(body, 'UTF8') like %s", f"%{PERSON}%"
        )
        == 0
    )
