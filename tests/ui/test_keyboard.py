"""What scripts add: keys, copying, light on a passage, a menu that closes. All of it can be done without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage


pytestmark = pytest.mark.journey


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


def test_a_stroke_finds_and_letters_walk_the_list(open_page: OpenPage, served: str) -> None:
    with open_page() as watched:
        page = watched.page
        page.goto(served + "/ui/work/")

        page.keyboard.press("/")
        assert focused(page) == "find"
        page.keyboard.type("jk/")
        assert page.locator("#find").input_value() == "jk/"

        page.locator("h1").click()
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert focused(page) == "First contact"
        assert page.locator(".is-here").count() == 1
        page.keyboard.press("k")
        page.keyboard.press("k")
        assert focused(page) == "Decide: section 36"
        page.keyboard.press("Enter")
        page.wait_for_url("**/#w1")


def test_the_keys_can_be_switched_off(open_page: OpenPage, served: str) -> None:
    with open_page() as watched:
        page = watched.page
        page.goto(served + "/help/")
        page.get_by_label("Use these shortcuts on this computer").uncheck()
        page.goto(served + "/ui/work/")

        page.keyboard.press("/")

        assert focused(page) != "find"


def test_a_reference_is_copied_and_says_so(open_page: OpenPage, served: str) -> None:
    with open_page(permissions=["clipboard-read", "clipboard-write"]) as watched:
        page = watched.page
        page.goto(served + "/ui/case/")

        page.get_by_role("button", name="Copy C·7K3Q-9F4M").click()

        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == "C·7K3Q-9F4M"


def test_a_passage_lights_up_without_scripts(open_page: OpenPage, served: str) -> None:
    with open_page(scripts=False) as watched:
        page = watched.page
        page.goto(served + "/ui/referral/")
        passage = page.locator("#passage-born")
        before = passage.evaluate("each => getComputedStyle(each).backgroundColor")

        page.get_by_role("link", name=re.compile("Show the passage\\s+for Date of birth")).click()

        assert passage.evaluate("each => getComputedStyle(each).backgroundColor") != before


def test_an_answer_reveals_its_question_without_scripts(open_page: OpenPage, served: str) -> None:
    with open_page(scripts=False) as watched:
        page = watched.page
        page.goto(served + "/ui/form/")
        expect(page.get_by_label("Best time to ring")).to_be_hidden()

        page.get_by_label("By telephone").check()
        expect(page.get_by_label("Best time to ring")).to_be_visible()
        page.get_by_label("By letter").check()
        expect(page.get_by_label("Best time to ring")).to_be_hidden()


def test_the_menu_opens_without_scripts_and_closes_with_escape(open_page: OpenPage, served: str) -> None:
    with open_page(scripts=False) as watched:
        watched.page.goto(served + "/ui/work/")
        watched.page.locator(".cw-who summary").click()
        expect(watched.page.get_by_role("link", name="Keyboard shortcuts")).to_be_visible()
    with open_page() as watched:
        watched.page.goto(served + "/ui/work/")
        watched.page.locator(".cw-who summary").click()
        watched.page.keyboard.press("Escape")
        expect(watched.page.get_by_role("link", name="Keyboard shortcuts")).to_be_hidden()


def test_the_skip_link_comes_first_and_leads_to_the_main_part(open_page: OpenPage, served: str) -> None:
    with open_page() as watched:
        watched.page.goto(served + "/ui/work/")

        watched.page.keyboard.press("Tab")
        assert focused(watched.page) == "Skip to main content"
        watched.page.keyboard.press("Enter")

        assert watched.page.evaluate("document.activeElement.id") == "main"


def test_characters_left_are_counted(open_page: OpenPage, served: str) -> None:
    with open_page() as watched:
        watched.page.goto(served + "/ui/form/")

        watched.page.get_by_label("What happened").fill("x" * 1990)

        expect(watched.page.locator(".govuk-character-count__status")).to_have_text(
            "You have 10 characters remaining"
        )
