"""What goes wrong at a browser gets a clear message and loses nothing."""

import pytest
from playwright.sync_api import Request, expect

from tests.journeys import road, visits
from tests.journeys.houses import House
from tests.journeys.visits import Visiting


pytestmark = pytest.mark.journey

WORDS = "Said that he would rather not go on."
CALL = {**road.CALL, "Forenames": "Elowen", "Surname": "Nancarrow"}


def test_a_form_that_is_pressed_twice_arrives_once(visit: Visiting) -> None:
    with visit("noor", scripts=False) as noor:
        noor.goes("/referrals/start/typed/")
        noor.page.get_by_label("Surname", exact=True).first.fill("Quickenby")
        noor.page.get_by_role("button", name="Take it in").dblclick()
        noor.page.wait_for_url("**/check/")
        noor.goes("/find/")
        noor.goes("/referrals/")
        assert noor.page.locator("main").get_by_role("link", name="Quickenby").count() <= 1


def test_a_post_that_is_sent_again_leads_to_the_same_referral(visit: Visiting) -> None:
    sent: list[Request] = []
    with visit("noor") as noor:
        noor.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
        referral = road.takes_a_call(noor, CALL)
        (taken,) = [one for one in sent if one.url.endswith("/referrals/start/typed/")]
        again = noor.page.context.request.post(
            taken.url, data=taken.post_data or "", headers={**taken.headers, "origin": noor.origin}
        )
        assert again.ok, again.text()
        assert referral in again.url


def test_two_people_who_change_one_thing_keep_both_texts(visit: Visiting) -> None:
    with visit("noor") as noor, visit("priya") as priya:
        referral = road.takes_a_call(noor, {**CALL, "Forenames": "Kerra"})
        for somebody in (noor, priya):
            somebody.goes(f"{referral}check/concerns.concern_narrative/")
        for somebody, words in ((noor, "What Noor heard."), (priya, "What Priya heard.")):
            somebody.page.get_by_label("The concerns").fill(words)
            somebody.page.get_by_role("button", name="Save", exact=True).click()
            somebody.page.wait_for_load_state()
        priya.reads("What Noor heard.", "What Priya heard.")
        priya.is_sound()
        priya.page.get_by_label("Keep both, one after the other").check()
        priya.presses("Save as chosen")
        priya.goes(f"{referral}check/")
        priya.reads("What Noor heard.", "What Priya heard.")


def test_a_session_that_ends_while_typing_gives_the_text_back(visit: Visiting, house: House) -> None:
    with visit("noor") as noor:
        noor.goes("/referrals/start/typed/")
        noor.page.get_by_label("The concerns").fill(WORDS)
        noor.page.context.clear_cookies(name="session")
        noor.presses("Take it in")
        noor.reads("Your session ended, and what you typed is kept.")
        visits.sign_in(noor.page, "noor", house.password, at="")
        expect(noor.page.get_by_label("The concerns")).to_have_value(WORDS)


def test_a_database_that_goes_away_gives_the_text_back_and_takes_it_later(
    visit: Visiting, house: House
) -> None:
    with visit("noor") as noor:
        noor.goes("/referrals/start/typed/")
        noor.page.get_by_label("Surname", exact=True).first.fill("Pascoe-Wren")
        noor.page.get_by_label("The concerns").fill(WORDS)
        house.database.stop()
        try:
            noor.presses("Take it in")
            noor.reads("Caseward cannot reach its records just now")
            assert WORDS in noor.page.content()
            noor.is_sound()
        finally:
            house.database.start()
        noor.presses("Try again")
        noor.page.wait_for_url("**/check/")
        noor.reads("Pascoe-Wren", WORDS)


def test_a_form_with_nothing_in_it_is_refused_with_what_would_satisfy(visit: Visiting) -> None:
    with visit("noor") as noor:
        noor.goes("/referrals/start/typed/")
        noor.presses("Take it in")
        noor.reads("There is a problem", "Write what the concern is, or who it is about.")
        noor.is_sound()


def test_a_day_that_is_none_is_said_and_the_words_stay(visit: Visiting) -> None:
    with visit("noor") as noor:
        noor.goes("/referrals/start/typed/")
        noor.page.get_by_label("The concerns").fill(WORDS)
        road.fills_day(noor.page, "When did the call come?", ("31", "2", "2026"))
        noor.presses("Take it in")
        noor.reads("There is a problem")
        expect(noor.page.get_by_label("The concerns")).to_have_value(WORDS)
        noor.is_sound()


def test_a_birthday_that_is_none_is_kept_as_given_and_never_guessed(visit: Visiting) -> None:
    with visit("noor") as noor:
        referral = road.takes_a_call(noor, {"Surname": "Tamblyn", "Date of birth": "31 February 2009"})
        noor.goes(f"{referral}check/")
        noor.reads("31 February 2009", "could not be read")
        noor.is_sound()


@pytest.mark.parametrize(
    "name",
    ["李小龍", "O'Dowd-D’Arcy", "ابن رشد", "A" * 200, ""],
    ids=["han", "marks", "arabic", "long", "none"],
)
def test_any_name_is_taken(visit: Visiting, name: str) -> None:
    with visit("noor") as noor:
        road.takes_a_call(noor, {"Surname": name, "The concerns": WORDS})
        noor.reads(name)
        noor.is_sound()
