"""A browser for tests: Debian's chromium, axe from the locked packages, and an ear for what the page complains of.

Use the fixtures by `from tests.browser import browser, open_page, served  # noqa: F401` in a conftest.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright


CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
AXE = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = (1280, 900), (390, 844)


@dataclass
class Watched:
    """A page, and everything it said that a sound page does not say."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        # The status of the page itself is not a complaint: pages of errors are looked at, too.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


OpenPage = Callable[..., AbstractContextManager[Watched]]


class Quiet(WSGIRequestHandler):
    """Says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is the standard library's
        """Not in the output of the tests."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the whole run."""
    # Playwright keeps an event loop running from here on, and Django then gives this thread other connections:
    # the ones it had would stay open for ever and hold their database.
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def served() -> Iterator[str]:
    """The house at an address of its own, for pages that need no database."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_page(browser: Browser) -> OpenPage:
    """A page in a browser profile of its own, wide or narrow, with scripts or without."""

    @contextmanager
    def open_one(
        *, size: tuple[int, int] = DESKTOP, scripts: bool = True, **options: Any
    ) -> Iterator[Watched]:
        profile = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="en-GB", **options
        )
        watched = Watched(profile.new_page())
        if not scripts:  # scripting itself stays on, so that axe can be asked
            watched.page.route("**/*.js", lambda route: route.abort())
        watched.listen()
        yield watched
        profile.close()

    return open_one


def violations(page: Page) -> list[str]:
    """What axe finds wrong (WCAG 2.2 A and AA, and good practice), a line each with its places."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
    return [
        f"{each['id']}: {each['help']} | " + " | ".join(json.dumps(node["target"]) for node in each["nodes"])
        for each in found["violations"]
    ]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window: nobody should have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
