"""The page on which officers record what happened."""

import re
from datetime import timedelta
from typing import Any

import pytest

from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.kernel.clocks.moments import in_london
from caseward.obligations.models import Obligation
from tests import cast, given, moments
from tests.apps.cases.pages import text, url


pytestmark = pytest.mark.django_db

WORDS = "Signed by Dr Penrose."


def recent() -> CaseId:
    """A case of three days ago, by the clock of the pages."""
    return given.owned(now=moments.lately() - timedelta(days=3))


def answers(**said: Any) -> dict[str, Any]:
    moment = in_london(moments.real_now() - timedelta(days=1))
    when = {"day": moment.day, "month": moment.month, "year": moment.year, "time": f"{moment:%H:%M}"}
    typed = {"happening": "case.assessed", "words": WORDS, "source": "OBSERVED"}
    return {f"at-{part}": str(value) for part, value in when.items()} | typed | said


def offered(page: str) -> set[str]:
    return set(re.findall(r'name="happening"[^>]*value="([^"]+)"', page))


def test_the_page_offers_what_can_happen_where_the_case_stands() -> None:
    page = cast.browser("priya").get(url("happened", recent())).content.decode()

    assert "case.assessed" in offered(page)
    assert offered(page).isdisjoint({"case.panel-held", "case.pcm-reviewed", "case.opened"})
    assert "What does the assessment say has changed" in page


def test_what_happened_is_recorded_and_the_page_says_which_day_moved() -> None:
    case_id, priya = recent(), cast.browser("priya")

    answer = priya.post(url("happened", case_id), answers(), follow=True)

    assert answer.redirect_chain == [(url("chronology", case_id), 302)]
    page = text(answer)
    assert WORDS in page
    assert "Recorded. Reassess: Was due" in page
    with cast.acting("priya"):
        assert Obligation.objects.filter(about_id=case_id, rule_key="reassessment").count() == 2


def test_my_work_leads_to_recording_what_ends_it() -> None:
    case_id = recent()

    page = cast.browser("priya").get("/").content.decode()

    assert url("happened", case_id) + "?what=case.assessed" in page


def test_a_link_chooses_beforehand() -> None:
    page = cast.browser("priya").get(url("happened", recent()) + "?what=case.assessed").content.decode()

    assert re.search(r'value="case\.assessed"[^>]*checked', page)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"happening": ""}, "Choose what happened."),
        ({"happening": "case.panel-held"}, "Choose one of"),
        ({"words": ""}, "Say what is to be known of it."),
        ({"source": "PARTNER"}, "Say which one, so that others can find it."),
        ({"at-year": "2009"}, "The case was not open then."),
        ({"at-day": "31", "at-month": "2"}, "There is a problem"),
    ],
)
def test_what_cannot_be_recorded_comes_back_with_what_would_satisfy(
    said: dict[str, str], sentence: str
) -> None:
    answer = cast.browser("priya").post(url("happened", recent()), answers(**said))

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_of_a_closed_case_nothing_is_recorded_that_does_not_outlive_it() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=9))
    given.closed(case_id, outcome="deceased", now=moments.real_now() - timedelta(days=1))

    found = offered(cast.browser("priya").get(url("happened", case_id)).content.decode())

    known = catalogue().happenings_on(moments.real_now().date())
    assert {"case.reviewed-after-six-months", "case.reviewed-after-twelve-months"} <= found
    assert all(known[code].when_closed and known[code].happens_on("prevent") for code in found)


@pytest.mark.parametrize("who", ["noor", "rhys", "kit", "jo", "elin", "ines", "sam", "dana", "stan"])
def test_outside_the_unit_there_is_no_such_page(who: str) -> None:
    case_id, browser = recent(), cast.browser(who)

    assert browser.get(url("happened", case_id)).status_code == 404
    assert browser.post(url("happened", case_id), answers()).status_code == 404
