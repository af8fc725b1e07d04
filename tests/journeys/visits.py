"""Somebody at a browser: signed in, looked after, and every page they reach looked at."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, Watched, sideways, violations
from tests.journeys.houses import House


PICTURES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "pictures"
PATIENCE = 60_000  # milliseconds; a machine that is busy with other tests takes its time


@dataclass
class Visit:
    """One person at one browser."""

    watched: Watched
    scripts: bool = True

    @property
    def page(self) -> Page:
        return self.watched.page

    @property
    def origin(self) -> str:
        """Where the house is, as a browser says it."""
        return "/".join(self.page.url.split("/")[:3])

    def goes(self, address: str) -> int:
        """Open an address of the house; returns the status."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def presses(self, name: str, *, within: str = "") -> None:
        """Press a button, or follow a link that looks like one; what comes is waited for."""
        place = self.page.get_by_role("region", name=within) if within else self.page.locator("main")
        button = place.get_by_role("button", name=name, exact=True)
        (button if button.count() else place.get_by_role("link", name=name, exact=True)).first.click()
        self.page.wait_for_load_state()

    def follows(self, name: str) -> None:
        """Follow a link of the page's content by its words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def reads(self, *words: str) -> None:
        """The page says this."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    def is_sound(self) -> None:
        """Nothing that axe finds wrong, nothing that the browser complains of, nothing too wide."""
        if self.scripts:
            assert violations(self.page) == [], self.page.url
        assert sideways(self.page) == 0, self.page.url
        assert self.watched.complaints == [], self.page.url

    def is_pictured(self, name: str) -> None:
        """Looked at; and kept for the guide when pictures are asked for."""
        self.is_sound()
        if os.environ.get("CASEWARD_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("scrollTo(0, 0)")
            self.page.screenshot(path=PICTURES / f"{name}.png")


Visiting = Callable[..., AbstractContextManager[Visit]]


def visiting(browser: Browser, house: House) -> Visiting:
    """Bring people to the house, each with a browser of their own."""

    @contextmanager
    def visit(name: str = "", *, size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Iterator[Visit]:
        profile = browser.new_context(
            base_url=house.url,
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
        )
        profile.set_default_timeout(PATIENCE)
        someone = Visit(Watched(profile.new_page()), scripts)
        someone.watched.listen()
        if name:
            sign_in(someone.page, name, house.password)
        yield someone
        profile.close()

    return visit


def sign_in(page: Page, name: str, password: str, *, at: str = "/sign-in/") -> None:
    """Answer the sign-in page."""
    if at:
        page.goto(at)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    expect(page.get_by_text("Sign out", exact=True)).to_have_count(1)
