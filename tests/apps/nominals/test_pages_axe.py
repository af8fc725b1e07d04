"""The pages of two records in a real browser, wide and narrow: nothing for axe to find, nothing to scroll sideways."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from playwright.sync_api import Page

from caseward.nominals import commands
from tests import cast
from tests.apps.nominals import pairs, region
from tests.browser import DESKTOP, PHONE, OpenPage, sideways, violations


pytestmark = [
    pytest.mark.journey,
    pytest.mark.commits,
    pytest.mark.usefixtures("real_commits", "read_in_transactions"),
]

# Where to leave pictures of what was opened, for whoever wants to look.
PICTURES = os.environ.get("CASEWARD_PICTURES", "")


@pytest.fixture
def read_in_transactions(real_commits: None) -> Iterator[None]:
    """What the tests read between two commands has an identity, too: that of the transaction it is read in."""

    def within(execute: Callable[..., Any], *statement: Any) -> Any:
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            return execute(*statement)

    with connection.execute_wrapper(within):
        yield


def sign_in(page: Page, served: str, who: str) -> None:
    page.goto(f"{served}/sign-in/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{served}/")


def faults(page: Page, url: str, *, picture: str) -> list[str]:
    """What is wrong with the page at the address."""
    answer = page.goto(url)
    assert answer is not None
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{picture}.png"), full_page=True)
    wrong = [f"status {answer.status}"] * (answer.status != 200) + violations(page)
    return [f"{picture}: {each}" for each in wrong + [f"{sideways(page)}px too wide"] * (sideways(page) > 0)]


def pages() -> dict[str, str]:
    """A person with a linked record, one to be told apart, one told apart and one nobody has spoken of."""
    pairs.posted_to_both()
    here, _ = region.referred("noor", pairs.HERE, "Hartwright", day=1)
    there, _ = region.referred("ewan", pairs.THERE, "Delacroix", day=2)
    other, third, fourth = pairs.made(), pairs.made(pairs.ELSEWHERE), pairs.made()
    link_id = pairs.linked((here, there))
    pairs.told_apart((here, other))
    pairs.proposed((here, third), who="noor")
    with cast.acting("grace") as ctx:
        commands.unlink(
            ctx, link_id=link_id, because="The brother has the same friends and the same bicycle."
        )
    return {
        "person": reverse("cases:person", args=[here]),
        "judge": reverse("nominals:two", args=[here, fourth]),
        "confirm": reverse("nominals:two", args=[here, third]),
        "end": reverse("nominals:two", args=[here, there]),
        "compare": reverse("nominals:compare", args=[here]),
        "similar": reverse("nominals:similar"),
    }


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_pages_of_two_records_hold_up_in_a_browser(
    open_page: OpenPage, served: str, size: tuple[int, int]
) -> None:
    urls = pages()
    with open_page(size=size) as watched:
        sign_in(watched.page, served, "beth")
        found = [
            fault
            for name, url in urls.items()
            for fault in faults(watched.page, f"{served}{url}", picture=f"{name}-{size[0]}")
        ]
        found += watched.complaints

    assert found == []
