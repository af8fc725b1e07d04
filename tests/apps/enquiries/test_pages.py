"""The pages of enquiries as those who use them see them."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from caseward.enquiries.models import Enquiry
from caseward.foundation.access import actors
from caseward.foundation.drafts.models import Draft
from caseward.organisations.queries import units
from caseward.ui import typed
from caseward.workforce import commands as workforce
from tests import cast, moments, roles
from tests.apps.cases.pages import text
from tests.apps.enquiries.doing import ASKED, STRANGERS, begun, posted, row
from tests.apps.workforce import given as staff
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

SENT = {
    "asker": "SCHOOL", "age_band": "13_15", "concern": "A pupil ran a tool on a school Chromebook.", "wants": "",
    "name": "Dana Okafor", "organisation": "", "contact": "01632 960111", "consents": "on",
}  # fmt: skip


def at(name: str, *parts: object) -> str:
    return reverse(f"enquiries:{name}", args=parts)


def test_anybody_asks_without_a_name_and_gets_a_receipt() -> None:
    visitor = cast.Browser()
    refused = visitor.post(at("enquire"), {**SENT, "concern": "Callum ran a tool."})
    assert refused.status_code == 422
    assert "“Callum” looks like a name" in text(refused)
    assert "Write “the pupil”" in text(refused)

    sent = visitor.post(at("enquire"), SENT, follow=True)

    assert "Your reference" in text(sent)
    with roles.owner():
        [kept] = Enquiry.objects.all()
    assert str(kept.pk) not in text(sent)
    assert kept.concern == SENT["concern"]


def test_the_queue_says_that_nothing_waits_and_then_what_does() -> None:
    jo = cast.browser("jo")
    assert "No enquiry waits here" in text(jo.get(at("queue")))
    assert "No enquiry has ended" in text(jo.get(at("queue") + "?show=ended"))

    begun(enquiry_id := posted(now=moments.real_now()))

    shown = text(jo.get(at("queue")))
    assert "A school or college" in shown
    assert "nobody yet" in shown
    assert str(enquiry_id) in jo.get(reverse("cases:work")).content.decode()
    assert "Reply to the enquiry" in text(jo.get(reverse("cases:work")))


def test_an_enquiry_is_taken_on_answered_and_ended_on_its_pages() -> None:
    jo, enquiry_id = cast.browser("jo"), posted(now=moments.real_now())
    begun(enquiry_id)
    page = text(jo.get(at("file", enquiry_id)))
    assert "01632 960111" in page
    assert "Nothing was answered yet" in page

    def sends(name: str, **fields: str) -> str:
        version = row(enquiry_id).version
        return text(jo.post(at(name, enquiry_id), {"version": version, **fields}, follow=True))

    assert "The enquiry is yours to answer." in sends("take_on")
    assert "no answer yet" in sends("close", how="ANSWERED", because="All is said.")
    assert ASKED.concern in text(jo.get(at("answer", enquiry_id)))  # beside the advice that answers it
    advice = "school-first-steps/2026-11-23"
    assert "looks like a name" in sends("answer", product=advice, how="EMAIL", words="Speak to Callum.")
    assert "First steps for a school (edition 2026-11-23)" in sends("answer", product=advice, how="EMAIL")
    named = {"surname": "Ormerod", "because": "The mother asks for help."}
    opened = sends("case", basis="PARENT", basis_said="The mother, by telephone.", **named)
    assert "The case is open" in opened
    assert "what is asked" not in opened.lower()
    ended = sends("close", how="TAKEN_ON", because="A case is open.")
    assert "Nothing is kept: the enquiry has ended." in ended
    assert "01632 960111" not in ended
    for name in ("answer", "case", "close"):
        assert "<form" not in jo.get(at(name, enquiry_id)).content.decode().split("<main")[1]


def test_strangers_find_no_enquiry_and_no_queue() -> None:
    enquiry_id = posted()
    for who in STRANGERS:
        browser = cast.browser(who)
        for name in ("file", "answer", "case", "close"):
            there, absent = browser.get(at(name, enquiry_id)), browser.get(at(name, uuid4()))
            assert there.status_code == absent.status_code == 404, (who, name)
        assert browser.get(at("queue")).status_code == browser.get(at("take")).status_code == 404
        assert at("queue") not in browser.get("/").content.decode()


def test_whoever_leads_the_cyber_unit_finds_its_enquiries_from_the_team() -> None:
    begun(enquiry_id := posted(now=moments.real_now()))
    assert at("queue") not in cast.browser("grace").get(reverse("cases:team")).content.decode()
    with staff.as_sam() as ctx:
        workforce.post_person(ctx, **staff.posted("grace", "Regional Cyber", "supervisor"))
    unit = next(one.id for one in units(viewer=actors.PUBLIC) if one.name == "Regional Cyber")
    grace = cast.browser("grace")

    page = grace.get(reverse("cases:team"), {"unit": str(unit)})

    assert at("queue") in page.content.decode()
    assert str(enquiry_id) in grace.get(at("queue")).content.decode()
    assert "Record an answer" in text(grace.get(at("file", enquiry_id)))


def test_the_queue_asks_a_fixed_number_of_questions() -> None:
    jo = cast.browser("jo")
    begun(posted(now=moments.real_now()))
    jo.get(at("queue"))
    with asked() as few:
        jo.get(at("queue"))
    for _ in range(3):
        begun(posted(now=moments.real_now()))
    with asked() as many:
        jo.get(at("queue"))

    assert len(many.statements) == len(few.statements) <= 9, "\n".join(many.statements)


def test_what_was_typed_of_an_enquiry_is_kept_nowhere_when_the_session_ends() -> None:
    jo, take = cast.browser("jo"), at("take")
    token = re.search(r'name="form_token" value="([^"]+)"', jo.get(take).content.decode())
    assert token
    fields = {typed.TOKEN: token[1], typed.KEY: str(uuid4()), "concern": "Callum did it."}
    assert jo.post(reverse("ui:drafts"), fields).status_code == 403
    del jo.cookies["session"]

    answer = jo.post(take, fields)

    page = answer.content.decode()
    assert answer.status_code == 401
    assert "This form keeps no draft" in page
    assert "Callum did it." in page
    sealed = re.search(r'name="kept_text" value="([^"]+)"', page)
    again = {"login": "jo", "password": cast.PASSWORD, "next": take, typed.KEPT: sealed[1] if sealed else ""}
    jo.post(f"/sign-in/?next={take}", again, follow=True)
    assert "Callum" not in jo.get(take).content.decode()
    with roles.owner():
        assert not Draft.objects.exists()
