"""The pages of providers, as a browser walks them."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from caseward.provision.models import Objective, Session, Tasking
from tests import cast, given, moments
from tests.apps.provision.given import acknowledged, log_session, risk


pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def day(name: str, value: str) -> dict[str, str]:
    year, month, on = value.split("-")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": on}


@pytest.fixture
def browser() -> Client:
    return cast.browser("priya")


def test_a_provider_is_tasked_acknowledged_and_its_session_logged_in_a_browser(browser: Client) -> None:
    case_id = given.owned()
    serves = risk(case_id)
    where = f"/cases/{case_id}/provider/"
    assert "No provider is tasked" in text_of(browser.get(where))

    today = f"{moments.real_now():%Y-%m-%d}"
    sent = {
        "organisation": "Bridge Mentoring", "provider": "Tunde Adeyemi", "brief": "Meet weekly.",
        "objective_1": "Somebody to talk to", "serves_1": str(serves), "objective_2": "School", "serves_2": "",
        "sessions_planned": "6", **day("starts_on", today), **day("ends_on", "2031-02-12"),
    }  # fmt: skip
    answer = browser.post(f"{where}task/", sent)
    assert answer.status_code == 422
    assert "Choose the risk or factor that it serves." in text_of(answer)
    page = text_of(browser.post(f"{where}task/", sent | {"serves_2": str(serves)}, follow=True))
    for words in ("0 of 6 held", "not acknowledged", "Somebody to talk to", "for: Harm to a teacher"):
        assert words in page

    tasking = the(Tasking)
    said = {"by": "Mr Adeyemi", "how": "EMAIL", "version": "1", **day("on", today)}
    page = text_of(browser.post(f"{where}{tasking}/acknowledge/", said, follow=True))
    assert "Acknowledged by Mr Adeyemi" in page

    sat = {
        **day("occurred_at", today), "occurred_at-time": "00:00", "became": "HELD", "minutes": "60",
        "channel": "IN_PERSON", "place": "Youth centre", "attendees": "Callum",
        "covered": [str(the(Objective, first=True))],
        "content": "Talked about school.", "has_concern": "yes", "concern": "A knife.", "accountable": "Police",
        "safeguarding": "", "because": "",
    }  # fmt: skip
    page = text_of(browser.post(f"{where}{tasking}/session/", sat, follow=True))
    for words in ("1 of 6 held", "Concern: A knife.", "waited for"):
        assert words in page
    assert "Bridge Mentoring: 1 of 6 held" in text_of(browser.get(f"/cases/{case_id}/"))

    report = {"text": "He came early.", **day("received_on", today)}
    page = text_of(browser.post(f"{where}sessions/{the(Session)}/report/", report, follow=True))
    assert "He came early." in page


def test_a_tasking_is_amended_and_ended_in_a_browser(browser: Client) -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    where = f"/cases/{case_id}/provider/{tasking_id}/"
    assert 'value="Tunde Adeyemi"' in browser.get(f"{where}amend/").content.decode()

    ended = {
        "because": "His contract ends.", "goes_on": "no", "no_successor_because": "", "successor": "",
        "unheld_because": "", "version": "2",
    }  # fmt: skip
    assert browser.post(f"{where}end/", ended).status_code == 422
    whole = ended | {"no_successor_because": "The school goes on.", "unheld_because": "It was enough."}
    page = text_of(browser.post(f"{where}end/", whole, follow=True))
    assert "Nobody takes over: The school goes on." in page


def test_closing_shows_what_was_held_and_what_is_owed(browser: Client) -> None:
    """F11: whoever would close sees one of six."""
    case_id = given.at_section_36()
    log_session(acknowledged(case_id))

    page = text_of(browser.get(f"/cases/{case_id}/close/"))

    assert "Bridge Mentoring: 1 of 6 held" in page
    assert "What is still owed" in page


def the(model: Any, *, first: bool = False) -> UUID:
    with cast.acting("priya"):
        found = model.objects.order_by("created_at")
        one = found.first() if first else found.get()
        return UUID(str(one.pk))
