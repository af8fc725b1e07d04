"""The pages of engagements as those who use them see them."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import cast, given, moments, roles
from tests.apps.cases.pages import text
from tests.apps.cases.test_opening import sealed
from tests.apps.engagements.doing import DOOR, SCHOOL, booked, carried, clashes, planned, points, row, told
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

SENT = {"sort": "VISIT", "place": DOOR, "organisation": "", "purpose": "About the tablets.", "unit": ""}
PAGES = ("calendar", "file", "end")


def at(name: str, *parts: object) -> str:
    return reverse(f"engagements:{name}", args=parts)


def when(days: float = 3) -> dict[str, str]:
    day = moments.real_now() + (given.later(days=days) - given.NOW)
    parts = {"day": day.day, "month": day.month, "year": day.year, "time": "10:30"}
    return {f"planned_at-{name}": str(part) for name, part in parts.items()}


def test_an_engagement_is_booked_from_its_case_settled_and_ended_on_its_pages() -> None:
    case_id, priya = given.owned(now=moments.real_now()), cast.browser("priya")
    case = priya.get(reverse("cases:file", args=[case_id])).content.decode()
    assert at("of-case", case_id) in case
    assert "Nothing is planned in this case" in text(priya.get(at("of-case", case_id)))
    assert "both are told whom to ring" in text(priya.get(at("book-in-case", case_id)))
    nothing = priya.post(at("book-in-case", case_id), {**SENT, "purpose": ""})
    assert nothing.status_code == 422

    sent = priya.post(at("book-in-case", case_id), {**SENT, **when()}, follow=True)

    engagement_id = UUID(sent.redirect_chain[-1][0].split("/")[2])
    assert "The engagement is booked." in text(sent)
    booked("omar", planned(place=DOOR, now=moments.real_now()), now=moments.real_now())
    assert "Clash not settled" in text(priya.get(at("of-case", case_id)))
    assert "ring Omar Farouk before you go." in text(priya.get(at("file", engagement_id)))
    assert "Settle the clash with the other officer" in text(priya.get(reverse("cases:work")))
    [clash] = clashes(engagement_id)
    still: dict[str, object] = {"version": 1, "how": "MOVED", "because": "Moved.", "place": DOOR}
    unsaid = priya.post(at("settle", clash.pk), still)
    assert "Give a new day and time, a new place, or both." in text(unsaid)
    said = {"version": 1, "how": "JOINT", "because": "Spoken to Omar: one visit."}
    assert "The clash is settled" in text(priya.post(at("settle", clash.pk), said, follow=True))
    carried(clash.pk)
    assert "This clash is settled already" in text(priya.get(at("settle", clash.pk)))
    ends = {"version": row(engagement_id).version, "became": "WITHDRAWN", "words": "Omar goes."}
    assert "what became of the engagement" in text(priya.post(at("end", engagement_id), ends, follow=True))
    assert "<form" not in priya.get(at("end", engagement_id)).content.decode().split("<main")[1]


def test_the_calendar_says_that_nothing_is_planned_and_then_what_is() -> None:
    jo = cast.browser("jo")
    assert "No engagement is planned" in text(jo.get(at("calendar")))
    assert "Nothing is over yet" in text(jo.get(at("calendar") + "?show=past"))
    assert at("calendar") in jo.get(reverse("cases:list")).content.decode()

    sent = jo.post(at("book"), {**SENT, "organisation": SCHOOL, "place": "", **when()}, follow=True)

    assert "The engagement is booked." in text(sent)
    assert SCHOOL in text(jo.get(at("calendar")))
    assert "with whom the engagement is" in text(jo.post(at("book"), {**SENT, "place": "", **when()}))


def test_strangers_find_no_engagement() -> None:
    made = booked("priya", planned(SCHOOL))
    booked("omar", planned(SCHOOL))
    [clash] = clashes(made)
    for who in ("ewan", "kit", "jo", "ines", "sam", "stan"):
        browser = cast.browser(who)
        for name, key in (("file", made), ("end", made), ("settle", clash.pk)):
            there, absent = browser.get(at(name, key)), browser.get(at(name, uuid4()))
            assert there.status_code == absent.status_code == 404, (who, name)
        assert SCHOOL not in browser.get(at("calendar")).content.decode()
    assert cast.browser("stan").get(at("book")).status_code == 404


def test_the_booking_of_somebody_kept_in_silence_shows_nowhere_and_costs_nothing() -> None:
    """Two worlds, one with and one without it, answer alike, byte by byte and question by question."""
    points("northshire-prevent-cases", "the duty desk")
    browsers = {who: cast.browser(who) for who in ("priya", "rhys", "beth")}
    worlds, case_id = [], sealed()
    for is_there in (True, False):
        here = transaction.savepoint()
        if is_there:
            now = moments.real_now()
            booked("kit", planned(SCHOOL, DOOR, now=now), case_id=case_id, now=now)
        made = booked("priya", planned(SCHOOL, DOOR, now=moments.real_now()), now=moments.real_now())
        told(made)
        worlds.append([shown(browser, made) for browser in browsers.values()])
        transaction.savepoint_rollback(here)

    assert worlds[0] == worlds[1]


def shown(browser: Client, made: UUID) -> list[tuple[str, int]]:
    """Every page that could tell, without ids, and how much each asked."""
    found = []
    places = [at("calendar"), *(at(name, made) for name in PAGES[1:]), reverse("cases:work")]
    for place in (*places, reverse("notices:mine")):
        browser.get(place)
        with asked() as counted:
            page = browser.get(place).content.decode()
        plain = re.sub(
            r'(value|content|nonce)="[^"]{20,}"|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b', "…", page
        )
        plain = re.sub(r"B·\w{4}-\w{4}", "…", plain)
        found.append((re.sub(r"\b\d{1,2}:\d{2}\b", "", plain), len(counted.statements)))
    return found


def test_the_calendar_and_a_page_ask_a_fixed_number_of_questions() -> None:
    priya, case_id = cast.browser("priya"), given.owned()
    made = booked("priya", planned(SCHOOL), case_id=case_id)
    places = (at("calendar"), at("of-case", case_id), at("file", made))

    def costs() -> list[int]:
        found = []
        for place in places:
            priya.get(place)
            with asked() as counted:
                priya.get(place)
            found.append(len(counted.statements))
        return found

    few = costs()
    for days in (1, 2, 4):
        booked("omar", planned(SCHOOL, days=days), case_id=case_id)

    assert costs() == few
    assert max(few) <= 20, few
    with roles.owner():
        assert len(clashes(made)) == 3
