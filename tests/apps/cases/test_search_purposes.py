"""A search needs a purpose, asked once an hour; it stands beside what was opened from what was found."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from caseward.cases import commands, queries
from caseward.cases.models import Case, SearchPurpose
from caseward.cases.vocabulary import SearchFor
from caseward.foundation.commands.errors import Invalid, NotPermitted
from tests import cast, given, moments, roles, told
from tests.apps.cases.pages import sent, text


pytestmark = pytest.mark.django_db

WORDS = {"words": "Hartwright, Callum"}
REASON = {"why": "reason", "reason": "partner-asks", "because": "The school rang about a pupil."}


def finds(browser: Client, **said: str) -> Any:
    """Send the form of the page as it stands."""
    travelling = {name: value[0] for name, value in sent(browser.get("/find/")).items()}
    return browser.post("/find/", travelling | WORDS | {"because": ""} | said)


def purposes_of(event: str) -> list[str]:
    return [entry.purpose for entry in told.entries(event)]


def test_begin_search_for_a_case_of_ones_own() -> None:
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        code = commands.begin_search(ctx, why=SearchFor.CASE, about_id=case_id)
        kept = SearchPurpose.objects.get()

    assert code == f"search.case.{kept.pk.hex}"
    assert (kept.about_id, kept.reason, kept.words) == (case_id, "", "")


def test_begin_search_for_a_task_of_ones_own() -> None:
    given.owned()
    with cast.acting("priya") as ctx:
        task = queries.purposes(viewer=ctx.actor, now=ctx.now).tasks[0]
        code = commands.begin_search(ctx, why=SearchFor.TASK, about_id=task.id)

    assert code.startswith("search.task.")


def test_begin_search_keeps_the_words_out_of_the_ledger() -> None:
    with cast.acting("noor") as ctx:
        commands.begin_search(ctx, why=SearchFor.REASON, reason="urgent-risk", words="A boy on the bridge.")
        kept = SearchPurpose.objects.get()

    [entry] = told.entries("search.begun")
    assert kept.words == "A boy on the bridge."
    assert b"bridge" not in bytes(entry.body)
    assert told.facts("search.begun") == [
        {"purpose_id": str(kept.pk), "why": "reason", "reason": "urgent-risk", "about_id": None}
    ]


@pytest.mark.parametrize("who", ["stan", "sam", "ines", "dana"])
def test_begin_search_is_for_those_who_search(who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        commands.begin_search(ctx, why=SearchFor.REASON, reason="other", words="To see.")

    assert told.refusals() == [("begin_search", "nominal.no-search")]


def test_begin_search_refuses_anothers_case_as_it_refuses_one_that_is_not_there() -> None:
    case_id = given.owned()
    for who in ("omar", "noor", "rhys"):
        for about in (case_id, uuid4(), None):
            with cast.acting(who) as ctx, pytest.raises(Invalid):
                commands.begin_search(ctx, why=SearchFor.CASE, about_id=about)

    assert set(told.refusals()) == {("begin_search", "search.no-case-of-his")}


@pytest.mark.parametrize(("reason", "words"), [("", "Because."), ("curiosity", "Because."), ("other", "  ")])
def test_begin_search_refuses_what_is_no_reason(reason: str, words: str) -> None:
    with cast.acting("priya") as ctx, pytest.raises(Invalid):
        commands.begin_search(ctx, why=SearchFor.REASON, reason=reason, words=words)

    assert told.refusals() == [("begin_search", "search.no-reason")]


def test_the_page_asks_once_and_finds_in_the_same_form() -> None:
    case_id = given.owned()
    browser = cast.browser("priya")

    first = finds(browser, why="case", case=str(case_id))
    second = browser.post("/find/", WORDS)

    assert "What is this search for?" in text(browser.get("/find/?for=another"))
    for answer in (first, second):
        assert "Callum James Hartwright" in text(answer)
        assert "What is this search for?" not in text(answer)
        assert "A case of mine" in text(answer)
    [purpose] = set(purposes_of("nominal.searched"))
    assert purpose.startswith("search.case.")


def test_the_page_keeps_the_words_of_a_form_that_does_not_say_why() -> None:
    given.owned()
    browser = cast.browser("priya")

    from_the_bar = browser.post("/find/", WORDS)
    from_the_page = finds(browser, because="")

    assert (from_the_bar.status_code, from_the_page.status_code) == (200, 422)
    for answer in (from_the_bar, from_the_page):
        assert 'value="Hartwright, Callum"' in answer.content.decode()
        assert "What is this search for?" in text(answer)
        assert "Callum James" not in text(answer)
    assert told.entries("nominal.searched") == []


def test_a_record_opened_from_a_search_carries_its_purpose_and_any_other_its_tie() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    browser = cast.browser("omar")
    page = finds(browser, **REASON).content.decode()
    assert f'"/people/{nominal_id}/?from=find"' in page

    browser.get(f"/people/{nominal_id}/?from=find")
    browser.get(f"/people/{nominal_id}/")

    said, tie = purposes_of("nominal.viewed")
    assert said.startswith("search.reason.partner-asks.")
    assert tie == "unit"


def test_saying_that_one_comes_from_a_search_says_nothing_when_there_was_none() -> None:
    case_id = given.owned()

    cast.browser("omar").get(f"/cases/{case_id}/?from=find")

    assert purposes_of("case.viewed")[-1] == "unit"


def test_the_page_asks_again_after_an_hour_and_after_the_next_sign_in() -> None:
    given.owned()
    browser = cast.browser("omar")
    finds(browser, **REASON)
    assert "What is this search for?" not in text(browser.get("/find/"))
    assert "What is this search for?" in text(cast.browser("omar").get("/find/"))

    with time_machine.travel(moments.real_now() + timedelta(minutes=61), tick=False):
        late = browser.get("/find/")

    assert "What is this search for?" in text(late)


def test_nobody_of_another_unit_reads_what_a_search_was_for() -> None:
    finds(cast.browser("omar"), **REASON)

    for who, sees in (("omar", 1), ("beth", 1), ("rhys", 0), ("ewan", 0), ("stan", 0), ("ines", 0)):
        with cast.acting(who):
            assert SearchPurpose.objects.count() == sees, who
    with roles.owner():
        assert SearchPurpose.objects.get().words == REASON["because"]
