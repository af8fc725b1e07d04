"""Every component in every state, wide and narrow, with scripts and without: axe finds nothing, the policy holds."""

import pytest
from django.test import Client

from tests.browser import DESKTOP, PHONE, OpenPage, sideways, violations


PAGES = [
    "/ui/", "/ui/form/", "/ui/case/", "/ui/work/", "/ui/referral/", "/ui/public/", "/help/", "/accessibility/",
    "/privacy/", "/licence/", "/nowhere/", "/ui/form/?draft",
    *(f"/ui/ending/{name}/" for name in ("refused", "stale", "key-reused", "broken", "unavailable", "bad-request",
                                               "elsewhere", "conflict", "unavailable-kept")),
]  # fmt: skip
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.mark.journey
@SIZES
@SCRIPTS
def test_every_page_of_the_kit_is_accessible(
    open_page: OpenPage, served: str, size: tuple[int, int], *, scripts: bool
) -> None:
    with open_page(size=size, scripts=scripts) as watched:
        for address in PAGES:
            watched.page.goto(served + address)

            assert violations(watched.page) == [], address
            assert sideways(watched.page) == 0, address
        assert watched.complaints == []


@pytest.mark.journey
@SIZES
def test_a_form_full_of_errors_is_accessible(open_page: OpenPage, served: str, size: tuple[int, int]) -> None:
    with open_page(size=size) as watched:
        watched.page.goto(served + "/ui/form/")
        watched.page.get_by_role("button", name="Save").click()

        assert watched.page.get_by_role("alert").get_by_text("There is a problem").is_visible()
        assert watched.page.title().startswith("Error: ")
        assert violations(watched.page) == []
        assert sideways(watched.page) == 0
        assert watched.complaints == []


@pytest.mark.journey
@pytest.mark.parametrize("mode", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}], ids=str)
def test_other_ways_of_looking_are_accessible(open_page: OpenPage, served: str, mode: dict[str, str]) -> None:
    with open_page(**mode) as watched:
        watched.page.goto(served + "/ui/")

        assert violations(watched.page) == []
        assert watched.complaints == []


@pytest.mark.journey
def test_at_four_hundred_per_cent_nothing_runs_off_the_side(open_page: OpenPage, served: str) -> None:
    with open_page(size=(320, 256)) as watched:
        for address in ("/ui/", "/ui/work/", "/ui/case/", "/ui/referral/", "/ui/form/"):
            watched.page.goto(served + address)

            assert sideways(watched.page) == 0, address


@pytest.mark.journey
def test_every_target_is_large_enough_for_a_thumb(open_page: OpenPage, served: str) -> None:
    small = """() => [...document.querySelectorAll(
        "button, input:not([type=hidden]), select, summary, .cw-nav a, .cw-tiles a")]
        .filter((each) => each.offsetParent && !each.closest(".govuk-radios, .govuk-checkboxes"))
        .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    with open_page(size=PHONE) as watched:
        for address in ("/ui/", "/ui/work/", "/ui/form/"):
            watched.page.goto(served + address)

            assert watched.page.evaluate(small) == [], address


@pytest.mark.journey
def test_read_from_right_to_left_nothing_runs_off_the_side(open_page: OpenPage, served: str) -> None:
    with open_page(size=PHONE) as watched:
        watched.page.goto(served + "/ui/work/")
        watched.page.evaluate("document.documentElement.dir = 'rtl'")

        assert sideways(watched.page) == 0


def test_outside_the_demonstration_there_is_no_gallery(anybody: Client, settings: object) -> None:
    settings.CASEWARD_DEMO = False  # type: ignore[attr-defined]

    assert anybody.get("/ui/").status_code == 404
    assert anybody.get("/ui/ending/stale/").status_code == 404


def test_an_ending_that_the_gallery_does_not_know_is_not_there(anybody: Client) -> None:
    assert anybody.get("/ui/ending/happy/").status_code == 404
