"""Another language is offered as soon as there are words in it."""

from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import translation

from caseward.ui import languages


def test_without_a_translation_no_language_is_offered(anybody: Client) -> None:
    assert languages.offered() == []
    assert "cw-languages" not in anybody.get("/help/").content.decode()


def test_a_translation_is_offered_under_its_own_name(settings: Any, tmp_path: Path) -> None:
    words = tmp_path / "cy" / "LC_MESSAGES" / "django.mo"
    words.parent.mkdir(parents=True)
    words.touch()
    settings.LOCALE_PATHS = [tmp_path]

    with translation.override("en-gb"):
        found = languages.offered()

    assert [(each.code, each.name, each.is_current) for each in found] == [
        ("en-gb", "British English", True),
        ("cy", "Cymraeg", False),
    ]


def test_a_language_is_chosen_by_a_form(anybody: Client) -> None:
    answer = anybody.post("/language/", {"language": "cy"}, headers={"Referer": "http://testserver/help/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/help/")
    assert answer.cookies["django_language"].value == "cy"
    assert 'lang="cy"' in anybody.get("/help/").content.decode()
