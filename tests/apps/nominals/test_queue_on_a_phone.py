"""A long queue of similar people on a narrow phone: nothing wider than the screen, one decision after another."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name, Person
from caseward.nominals import commands
from tests import cast
from tests.apps.nominals.test_pages_axe import read_in_transactions, sign_in  # noqa: F401  a fixture
from tests.apps.nominals.test_similar import bulk
from tests.browser import OpenPage, sideways, violations


pytestmark = [
    pytest.mark.journey,
    pytest.mark.commits,
    pytest.mark.usefixtures("real_commits", "read_in_transactions"),
]

PAIRS = 60
NARROW = (360, 740)
PICTURES = os.environ.get("CASEWARD_PICTURES", "")
FORENAMES = (
    "Callum",
    "Maeve",
    "Orla",
    "Rory",
    "Wulfgar",
    "Tamsin",
    "Elspeth",
    "Fergus",
    "Anselm",
    "Marjorie",
    "Leofric",
    "Saoirse",
)
SURNAMES = ("Hartwright", "Delacroix-Featherstonehaugh", "Quill", "Okonkwo", "Brzezinska")


def queue() -> None:
    people = [
        Person(name=Name(forename, surname), born=PartialDate(1990 + n, 3, 4 + n))
        for n, surname in enumerate(SURNAMES)
        for forename in FORENAMES
    ]
    bulk(*people, *people)
    after = None
    with cast.acting("beth") as ctx:
        after = commands.look_for_similar(ctx, after=after)
    while after:
        with cast.acting("beth") as ctx:
            after = commands.look_for_similar(ctx, after=after)


def test_one_decision_leads_to_the_next_on_a_narrow_phone(open_page: OpenPage, served: str) -> None:
    queue()
    with open_page(size=NARROW) as watched:
        page = watched.page
        sign_in(page, served, "beth")
        page.goto(f"{served}{reverse('nominals:similar')}")
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES) / "queue-360.png"), full_page=True)
        assert (sideways(page), violations(page)) == (0, [])
        page.locator("[data-open]").first.click()
        asked = [judged(page, number) for number in range(3)]
        assert len({*asked}) == 3
        assert watched.complaints == []


def judged(page: Page, number: int) -> str:
    """Answer the pair that is open by keys alone; returns where it was."""
    page.wait_for_load_state()
    was = page.url
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"two-360-{number}.png"), full_page=True)
    assert (sideways(page), violations(page)) == (0, [])
    page.get_by_label("Not the same person").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Cousins of one name.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != was)
    return was
