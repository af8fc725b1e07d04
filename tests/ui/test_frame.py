"""The frame: places by capability, who one is, the way out, the demonstration."""

import re
from typing import Any

import pytest
from django.test import Client

from caseward.kernel.access import Actor, Membership
from caseward.ui import navigation
from tests import cast, moments


def actor(*capabilities: str) -> Actor:
    """Somebody who holds these capabilities somewhere."""
    now = moments.real_now()
    held = Membership(cast.person("priya").pk, "posted", frozenset(capabilities), now, now)
    return Actor(cast.person("priya").pk, "Priya", (held,))


@pytest.fixture
def three_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar of three, one of them open to all and one that leads nowhere."""
    from caseward.ui.apps import UiConfig  # noqa: PLC0415  after Django has started

    places = (
        navigation.Place("Cases", "ui:privacy", capability="case.read", order=40),
        navigation.Place("Everybody", "ui:help", order=10),
        navigation.Place("Nowhere", "ui:nowhere", order=20),
    )
    monkeypatch.setattr(UiConfig, "navigation", places, raising=False)


@pytest.mark.django_db
def test_the_bar_shows_what_one_may_use_in_its_order(three_places: None) -> None:
    def titles(*capabilities: str) -> list[str]:
        return [str(place.title) for place in navigation.places(actor(*capabilities))]

    assert [title for title in titles() if title in {"Cases", "Everybody", "Nowhere"}] == ["Everybody"]
    assert [title for title in titles("case.read") if title in {"Cases", "Everybody"}] == [
        "Everybody",
        "Cases",
    ]


def test_a_place_that_leads_nowhere_stops_the_start(three_places: None) -> None:
    assert [str(found.msg) for found in navigation.check_places(None) if "ui:nowhere" in found.msg]


@pytest.mark.django_db
def test_the_bar_says_where_one_is_and_who_one_is(three_places: None) -> None:
    page = cast.browser("priya").get("/help/").content.decode()

    assert re.search(r'<a href="/help/" aria-current="page">Everybody</a>', page)
    assert "<span>Priya Sharma</span>" in page


@pytest.mark.django_db
def test_the_way_out_is_a_form_and_never_a_link() -> None:
    page = cast.browser("priya").get("/help/").content.decode()

    assert '<form method="post" action="/sign-out/">' in page
    assert 'href="/sign-out/"' not in page


def test_whoever_has_not_signed_in_sees_no_bar_and_no_search(anybody: Client) -> None:
    page = anybody.get("/help/").content.decode()

    assert "cw-nav" not in page
    assert 'role="search"' not in page


def test_the_demonstration_says_so_on_every_page(anybody: Client, settings: Any) -> None:
    assert "Every person, address and event here is invented." in anybody.get("/help/").content.decode()

    settings.CASEWARD_DEMO = False
    assert "invented" not in anybody.get("/help/").content.decode()


def test_htmx_may_neither_evaluate_nor_style(anybody: Client) -> None:
    page = anybody.get("/help/").content.decode()

    assert '"includeIndicatorStyles":false' in page
    assert '"allowEval":false' in page
    assert '"allowScriptTags":false' in page
