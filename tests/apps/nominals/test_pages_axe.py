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

from caseward.kernel.identity import Name, Person
from caseward.nominals import commands
from caseward.nominals.vocabulary import SafeWays
from tests import cast
from tests.apps.nominals import pairs, region
from tests.apps.nominals.test_relations import add
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


def the_picture(page: Page) -> list[str]:
    """What is wrong with the picture of the page that is open: it is drawn, and moves by keys alone."""
    picture = page.locator("[data-picture]")
    # A canvas is only pixels: what it shows is compared before and after.
    shown = "one => [...one.querySelectorAll('canvas')].map(each => each.toDataURL()).join()"
    before = picture.evaluate(shown)
    picture.focus()
    page.keyboard.press("+")
    page.wait_for_function(
        f"before => ({shown})(document.querySelector('[data-picture]')) !== before", arg=before
    )
    return (
        [] if picture.get_attribute("role") == "img" else ["the picture is none to those who cannot see it"]
    )


def pages() -> dict[str, str]:
    """A person with a linked record, one to be told apart, one told apart and one nobody has spoken of."""
    pairs.posted_to_both()
    here, _ = region.referred("noor", pairs.HERE, "Hartwright", day=1)
    there, _ = region.referred("ewan", pairs.THERE, "Delacroix", day=2)
    other, third, fourth = pairs.made(), pairs.made(pairs.ELSEWHERE), pairs.made()
    link_id = pairs.linked((here, there))
    pairs.told_apart((here, other))
    pairs.proposed((here, third), who="noor")
    feared = pairs.made(Person(name=Name("Maeve", "Doyle")), compartment=pairs.THERE)
    ties = [add(other, "parent", here), add(here, "fears", feared), add(fourth, "sibling", here)]
    add(other, "lives-with", fourth)
    with cast.acting("beth") as ctx:
        never = SafeWays(never_tell=("Callum Hartwright",))
        commands.keep_safety(ctx, nominal_id=here, version=0, said=never)
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
        "add-relation": reverse("nominals:add-relation", args=[here]),
        "end-relation": reverse("nominals:end-relation", args=[here, ties[0]]),
        "correct-relation": reverse("nominals:correct-relation", args=[here, ties[0]]),
        "associates": reverse("nominals:associates", args=[here]),
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
        found += watched.complaints + the_picture(watched.page)

    assert found == []
