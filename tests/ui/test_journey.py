"""Typing, leaving, coming back: with a real browser, a real database and real commits."""

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.browser import OpenPage, violations
from tests.ui import addresses


pytestmark = [pytest.mark.journey, pytest.mark.commits, pytest.mark.usefixtures("real_commits")]

WORDS = "He said he would rather not go on."


def sign_in(page: Page, name: str = "priya") -> None:
    """Answer the sign-in page."""
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_what_is_typed_saves_itself_and_is_there_again(open_page: OpenPage, served: str) -> None:
    with open_page() as watched:
        page = watched.page
        page.goto(f"{served}/note/")
        sign_in(page)

        page.get_by_label("What was said").fill(WORDS)
        expect(page.get_by_role("status")).to_contain_text("Draft saved", timeout=10_000)
        page.goto(f"{served}/help/")
        page.goto(f"{served}/note/")

        expect(page.get_by_label("What was said")).to_have_value(WORDS)
        expect(page.get_by_text("This is your draft of")).to_be_visible()
        assert violations(page) == []
        assert watched.complaints == []


def test_a_session_that_ends_while_typing_loses_nothing(open_page: OpenPage, served: str) -> None:
    addresses.sent.clear()
    with open_page(scripts=False) as watched:
        page = watched.page
        page.goto(f"{served}/note/")
        sign_in(page)
        page.get_by_label("What was said").fill(WORDS)
        page.context.clear_cookies(name="session")

        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Your session ended, and what you typed is kept.")).to_be_visible()
        assert violations(page) == []
        sign_in(page)

        expect(page.get_by_label("What was said")).to_have_value(WORDS)
        assert addresses.sent == []
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("**/done/")
        assert [each["text"] for each in addresses.sent] == [WORDS]
        assert watched.complaints == []


def test_two_texts_are_settled_in_the_browser(open_page: OpenPage, served: str) -> None:
    addresses.sent.clear()
    with open_page(scripts=False) as watched:
        page = watched.page
        page.goto(f"{served}/note/")
        sign_in(page)
        page.get_by_label("What was said").fill(WORDS)
        page.locator("input[name=version]").evaluate("each => { each.value = '2'; }")

        page.get_by_role("button", name="Save", exact=True).click()
        assert violations(page) == []
        page.get_by_label("Keep both, one after the other").check()
        page.get_by_role("button", name="Save as chosen").click()

        page.wait_for_url("**/done/")
        assert [each["text"] for each in addresses.sent] == [f"What Omar wrote.\n\n{WORDS}"]
