"""Every page of a case, as each member of the cast finds it."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caseward.cases.models import Case
from tests import cast, given, moments
from tests.apps.cases import addresses


pytestmark = pytest.mark.django_db

UNIT = ("priya", "omar", "beth", "grace")
STRANGERS = [name for name in cast.PEOPLE if name not in UNIT]
# Pages that belong to a state the case is not in answer as if they were not there.
NOT_NOW = {
    "accept", "refuse", "withdraw", "answer-closing", "stored-file", "settle", "category", "end-person",
    "answer-factor", "acknowledge-tasking", "amend-tasking", "end-tasking", "log-session", "report-session",
    "second-decision",
}  # fmt: skip
# What is a supervisor's, what is its owner's and not his colleague's, and what is said of closed cases alone.
REFUSED = {
    "priya": {"set-aside", "offer-transfer", "reopen", "decide"},
    "omar": {"set-aside", "offer-transfer", "reopen", "offer", "close", "decide"},
    "beth": {"reopen"},
    "grace": {"reopen"},
}


def yesterday() -> UUID:
    """A case that Priya owns, opened yesterday by the clock of the pages."""
    return given.owned(now=moments.lately() - timedelta(days=1))


def words(content: bytes) -> str:
    """What a page says, without what differs each time."""
    plain = re.sub(r"<(script|style)\b.*?</\1>", "", content.decode(), flags=re.DOTALL)
    plain = re.sub(r'(value|content|nonce|data-[a-z-]+)="[^"]*"', "", plain)
    plain = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{8}-[0-9a-f]{4}", "", plain)
    return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


def look(client: Client, url: str) -> tuple[int, str]:
    answer = client.get(url)
    return answer.status_code, words(answer.content)


@pytest.mark.parametrize("who", UNIT)
def test_every_page_of_a_case_opens_for_its_unit(who: str) -> None:
    case_id = yesterday()
    browser = cast.browser(who)

    statuses = {name: look(browser, url)[0] for name, url in addresses.of_case(case_id).items()}

    assert {name for name, status in statuses.items() if status == 404} == NOT_NOW
    refused = {name for name, status in statuses.items() if status == 403}
    assert refused == REFUSED[who]
    assert set(statuses.values()) <= {200, 403, 404}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_case_and_no_case_are_the_same_to_those_who_may_not_know(who: str) -> None:
    case_id, nominal_id = yesterday(), None
    with cast.acting("priya"):
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    browser = cast.browser(who)
    there, nowhere = addresses.of_case(case_id), addresses.of_case(uuid4())

    for name, url in there.items():
        hidden = look(browser, url)
        assert hidden == look(browser, nowhere[name]), name
        assert hidden[0] == 404, name
    if who != "noor":  # intake knows the people of its force
        hidden, absent = (look(browser, reverse("cases:person", args=[one])) for one in (nominal_id, uuid4()))
        assert hidden == absent
        assert hidden[0] == 404


@pytest.mark.parametrize("who", [*UNIT, "noor", "rhys", "stan", "sam", "ewan", "dana", "ines"])
def test_the_lists_open_and_show_only_what_one_may_know(who: str) -> None:
    case_id = yesterday()
    with cast.acting("priya"):
        reference = Case.objects.get(pk=case_id).reference
    browser = cast.browser(who)

    shown = {name: look(browser, reverse(f"cases:{name}")) for name in ("work", "list", "team", "find")}

    assert shown["work"][0] == 200
    assert {status for status, _words in shown.values()} <= {200, 404}, shown
    if who not in UNIT:
        assert not any("Callum" in says or reference in says for _status, says in shown.values())


def test_an_offer_is_answered_on_its_pages_and_only_by_whom_it_is_made_to() -> None:
    case_id = given.adopted(now=moments.lately() - timedelta(days=1))
    pages = addresses.of_case(case_id)

    assert {look(cast.browser("priya"), pages[name])[0] for name in ("accept", "refuse", "file")} == {200}
    assert {look(cast.browser("omar"), pages[name])[0] for name in ("accept", "refuse")} == {403}
