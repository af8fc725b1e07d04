"""What stands around every page is drawn once, and holds nothing of whoever reads it."""

from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from caseward.ui import frame
from tests import cast


pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn_parts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What is drawn from now on, with all that is at hand there."""
    found: list[tuple[str, dict[str, Any]]] = []

    def noted(name: str, given: dict[str, Any]) -> Any:
        found.append((name, given))
        return render_to_string(name, given)

    monkeypatch.setattr("caseward.ui.frame.render_to_string", noted)
    frame._once.cache_clear()
    return found


def test_the_frame_is_drawn_once_whoever_reads(drawn_parts: list[Any]) -> None:
    cast.browser("priya").get("/help/")
    first = len(drawn_parts)
    cast.browser("rhys").get("/help/")

    assert 0 < first == len(drawn_parts)


def test_nothing_of_a_reader_is_at_hand_where_it_is_drawn(drawn_parts: list[Any]) -> None:
    cast.browser("priya").get("/help/")

    assert {name for _part, given in drawn_parts for name in given} == {"places", "is_demo"}
    reads = "{% load ui %}{% once 'ui/frame/links.html' %}"
    assert "Priya" not in Template(reads).render(Context({"who": "Priya Sharma"}))


def test_another_language_has_a_frame_of_its_own(drawn_parts: list[Any]) -> None:
    for language in ("en-gb", "cy", "cy"):
        with translation.override(language):
            frame.once("ui/frame/links.html")

    assert len(drawn_parts) == 2


def test_those_who_may_go_to_other_places_have_other_bars(settings: Any) -> None:
    settings.ROOT_URLCONF = "caseward.config.urls"
    bars = [cast.browser(name).get("/help/").content.decode() for name in ("priya", "sam", "stan")]
    found = [page[page.find('<ul class="cw-nav">') :].partition("</ul>")[0] for page in bars]

    assert len(set(found)) == 3


def test_a_title_in_the_bar_is_text() -> None:
    bar = frame.bar([{"title": "<b>", "url": '/"', "current": ""}])

    assert "&lt;b&gt;" in bar
    assert 'href="/&quot;"' in bar
