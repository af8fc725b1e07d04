"""Deciding in a browser: six panels, one page that shows the whole, a signature; then reading and adding."""

import re
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict
from django.test import Client

from caseward.decisions import forms
from caseward.decisions.models import DecisionRecord
from tests import cast, roles, told
from tests.apps.decisions.given import ENTRY, signed


pytestmark = pytest.mark.django_db

ABOUT = UUID("0a2f7d3e-0000-4000-8000-00000000000d")

ANSWERS: dict[str, str | list[str]] = {
    "conduct": "Respect.",
    "rights": ["A8", "A2"],
    "right_A8": "Enquiries at home.",
    "right_A2": "He has named a day.",
    "information": "Two threats.\nNothing is known of the home.",
    "assessment": "Moderate, rising.",
    "powers": "None is needed.",
    "option_1_text": "Take it on",
    "option_1_because": "Nobody else holds the risk.",
    "option_2_text": "Leave it to <the school>",
    "option_2_because": "The school has asked for help.",
    "chosen": "1",
    "outcome": "adopt",
    "title": "Take the referral on",
    "rationale": "He has named a day and a place.",
    "review": "Visit within the week.",
    "rests_on_information": [str(ENTRY)],
}


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.apps.decisions.addresses"


def text_of(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def hidden_in(answer: Any) -> dict[str, list[str]]:
    """What a page would send back without being asked."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()):
        found.setdefault(name, []).append(unescape(value))
    return found


def check(client: Client, **changes: Any) -> Any:
    """Send the form as somebody who wants to read it through."""
    key = hidden_in(client.get(f"/decide/{ABOUT}/"))["idempotency_key"]
    return client.post(f"/decide/{ABOUT}/", ANSWERS | {"idempotency_key": key} | changes)


def records() -> int:
    with roles.owner():
        return int(DecisionRecord.objects.count())


def test_the_six_panels_stand_in_their_order() -> None:
    page = text_of(cast.browser("priya").get(f"/decide/{ABOUT}/"))

    titles = [
        "1 Code of Ethics", "2 Information and intelligence", "3 Threat, risk and working strategy",
        "4 Powers and policy", "5 Options and contingencies", "6 Action and review",
    ]  # fmt: skip
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


def test_before_the_signature_one_page_shows_the_whole_and_stores_nothing() -> None:
    answer = check(cast.browser("priya"))

    page = text_of(answer)
    assert answer.status_code == 200
    for words in (
        "as it will stand for ever", "Take the referral on", "What happens to this referral?", "Take it on as a case",
        "Nothing is known of the home.", "Leave it to <the school>", "rejected", "Article 8: private and family life",
        "Enquiries at home.", "5 November 2026 · contact · form tutor", "To be signed by Priya Sharma",
    ):  # fmt: skip
        assert words in page
    assert records() == 0


def test_signing_stores_what_was_shown_and_leads_to_it() -> None:
    priya = cast.browser("priya")
    shown = check(priya)

    answer = priya.post(f"/decide/{ABOUT}/", hidden_in(shown) | {"sign": "yes"})

    [made] = told.facts("decision.made")
    assert (answer.status_code, answer["Location"]) == (302, f"/decisions/{made['decision_id']}/")
    page = text_of(priya.get(answer["Location"]))
    for words in (
        "Signed by Priya Sharma",
        "Nothing is known of the home.",
        "chosen",
        "Visit within the week.",
    ):
        assert words in page


def test_signing_twice_signs_once() -> None:
    priya = cast.browser("priya")
    sent = hidden_in(check(priya)) | {"sign": "yes"}

    first = priya.post(f"/decide/{ABOUT}/", sent)
    second = priya.post(f"/decide/{ABOUT}/", sent)

    assert first["Location"] == second["Location"]
    assert records() == 1


def test_changing_it_brings_every_word_back() -> None:
    priya = cast.browser("priya")
    shown = check(priya)

    answer = priya.post(f"/decide/{ABOUT}/", hidden_in(shown) | {"change": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing is known of the home." in page
    assert "There is a problem" not in page
    assert re.search(r'value="A8"[^>]*checked', page)
    assert records() == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rationale": ""}, "Fill in: Why?"),
        ({"chosen": "3"}, "There are no words for the option you chose."),
        ({"option_3_text": "Wait"}, "Say why it was chosen or rejected."),
        ({"option_4_because": "Too slow."}, "Say what the option is."),
        ({"option_2_text": ""}, "Say what the option is."),
        ({"right_A8": ""}, "Fill in: How it is engaged, in a line"),
        ({"outcome": "no-ideology"}, "Choose one of the answers shown."),
        ({"rests_on_information": [str(uuid4())]}, "Choose only answers that are shown."),
        ({"review_on-day": "1", "review_on-month": "1", "review_on-year": "2026"}, "today or in the future"),
    ],
)
def test_what_is_not_whole_is_not_shown_for_signing(changes: dict[str, Any], says: str) -> None:
    answer = check(cast.browser("priya"), **changes)

    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "Sign this decision" not in text_of(answer)


def test_what_the_rules_refuse_comes_back_with_its_sentence_and_every_word() -> None:
    priya = cast.browser("priya")
    shown = check(priya, rationale="No ideology was found.")

    answer = priya.post(f"/decide/{ABOUT}/", hidden_in(shown) | {"sign": "yes"})

    assert answer.status_code == 422
    assert "That no ideology was found is not a reason for a decision." in text_of(answer)
    assert "Nothing is known of the home." in answer.content.decode()
    assert records() == 0


def test_a_decision_is_read_on_its_page_and_the_reading_recorded() -> None:
    decision_id = signed()

    answer = cast.browser("omar").get(f"/decisions/{decision_id}/")

    assert "He has named a day and a place" in text_of(answer)
    [line] = told.entries("decision.viewed")
    assert line.actor_id == cast.person("omar").pk


def test_adding_to_a_decision_shows_it_beneath() -> None:
    decision_id = signed()
    omar = cast.browser("omar")
    page = omar.get(f"/decisions/{decision_id}/add/")

    answer = omar.post(
        f"/decisions/{decision_id}/add/", hidden_in(page) | {"text": "Written down since."}, follow=True
    )

    assert "Added since Omar Farouk" in text_of(answer)
    assert "Written down since." in text_of(answer)


def test_an_empty_addition_comes_back() -> None:
    decision_id = signed()
    omar = cast.browser("omar")

    answer = omar.post(f"/decisions/{decision_id}/add/", {"text": ""})

    assert (answer.status_code, "Say what is to be added." in text_of(answer)) == (422, True)


@pytest.mark.parametrize("where", ["", "add/"])
@pytest.mark.parametrize("who", ["stan", "rhys", "noor", "sam"])
def test_strangers_get_the_same_page_as_for_nothing(who: str, where: str) -> None:
    decision_id = signed()
    client = cast.browser(who)

    there = client.get(f"/decisions/{decision_id}/{where}")
    nothing = client.get(f"/decisions/{uuid4()}/{where}")
    assert (there.status_code, nothing.status_code) == (404, 404)
    assert text_of(there) == text_of(nothing)


@pytest.mark.parametrize(("said", "approves"), [("yes", True), ("no", False)])
def test_a_second_opinion_is_a_yes_or_a_no_with_its_reason(said: str, approves: object) -> None:
    form = forms.SecondOpinion(QueryDict(f"approves={said}&because=It+is+proportionate."))

    assert form.submitted()
    assert form.arguments() == {"approves": approves, "because": "It is proportionate."}


def test_a_second_opinion_says_something() -> None:
    form = forms.SecondOpinion(QueryDict(""))

    assert [says for _where, says in form.summary] == [
        "Say whether you agree.", "Say why you agree or disagree.",
    ]  # fmt: skip
