"""By keyboard alone: past the bar, to the search, along a list, into a record."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visits import Visiting


pytestmark = pytest.mark.journey


def test_the_first_key_leads_past_the_bar(visit: Visiting) -> None:
    with visit("priya") as priya:
        priya.goes("/")
        priya.page.keyboard.press("Tab")
        expect(priya.page.locator(":focus")).to_have_text("Skip to main content")
        priya.page.keyboard.press("Enter")
        expect(priya.page.locator(":focus")).to_have_attribute("id", "main")


def test_a_slash_finds(visit: Visiting) -> None:
    with visit("priya") as priya:
        priya.goes("/")
        priya.page.keyboard.press("/")
        priya.page.keyboard.type("Nobody Whatsoever")
        priya.page.keyboard.press("Enter")
        priya.page.wait_for_url("**/find/")
        priya.page.get_by_label("Another reason", exact=True).focus()
        priya.page.keyboard.press("Space")
        priya.page.get_by_label("Which reason?").focus()
        priya.page.keyboard.type("Before a new record")
        priya.page.keyboard.press("Tab")
        priya.page.keyboard.type("A pupil nobody here knows.")
        priya.page.keyboard.press("Enter")
        priya.reads("Nobody was found")
        priya.is_sound()


@pytest.mark.parametrize("address", ["/", "/referrals/", "/cases/"])
def test_j_and_k_walk_a_list_and_enter_opens(visit: Visiting, address: str) -> None:
    with visit("priya") as priya:
        priya.goes(address)
        here, keyboard = priya.page.locator(":focus"), priya.page.keyboard
        keyboard.press("j")
        first = here.get_attribute("href")
        keyboard.press("j")
        assert here.get_attribute("href") != first
        keyboard.press("k")
        assert here.get_attribute("href") == first
        keyboard.press("Enter")
        priya.page.wait_for_url(f"**{first}**")
