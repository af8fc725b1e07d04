"""Entering in a browser, reading the timeline, adding to an entry on its own page."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.chronology import commands
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Nature
from tests import cast, roles, told
from tests.apps.chronology.given import CALL, FIGHT, OCTOBER, decide, entered, matter, put
from tests.apps.decisions.given import DECIDED


pytestmark = pytest.mark.django_db

ABOUT = UUID("0a2f7d3e-0000-4000-8000-00000000000c")

CONTACT = {
    "occurred-day": "20", "occurred-month": "10", "occurred-year": "2026", "occurred-time": "14:05",
    "source": "FAMILY", "source_name": "Mother", "agency": "Family", "channel": "PHONE", "outcome": "SPOKEN_TO",
    "text": "He has not slept at home.", "nature": "FACT", "risk": "UNKNOWN",
    "doing": "The school is asked today.", "initiated_by": "THEM", "was_visit": "no",
}  # fmt: skip
EVENT = {
    "occurred-day": "", "occurred-month": "4", "occurred-year": "2026", "at": "", "text": "He pushed a pupil.",
    "nature": "FACT", "source": "PARTNER", "source_name": "Form tutor", "grade": "",
    "kind": "EVENT",
}  # fmt: skip


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.apps.chronology.addresses"


def text_of(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def the_entry() -> Entry:
    with roles.owner():
        found: Entry = Entry.objects.get()
        return found


def nothing_entered() -> bool:
    with roles.owner():
        return not Entry.objects.exists()


def test_a_note_is_entered_and_stands_on_the_timeline() -> None:
    answer = cast.browser("priya").post(
        f"/about/{ABOUT}/note/", {"text": "Ask for the log.", "nature": "FACT"}, follow=True
    )

    assert re.search(r"Note.* ▪ Fact Ask for the log\. entered by Priya Sharma", text_of(answer))


def test_a_contact_is_entered_with_its_risk_not_known() -> None:
    answer = cast.browser("priya").post(f"/about/{ABOUT}/contact/", CONTACT, follow=True)

    page = text_of(answer)
    for words in (
        "20 October 2026, 14:05",
        "Risk: Not known",
        "By phone",
        "Spoken to",
        "Family, Mother, Family",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("risk", "Say how much risk it showed, or that it is not known."),
        ("doing", "Say what is being done to find out."),
        ("initiated_by", "Say who made it."),
        ("was_visit", "Say whether it was a visit."),
        ("outcome", "Say what came of it."),
        ("channel", "Say how."),
        ("text", "Say what was said, or that nothing was."),
        ("nature", "Say whether it is fact or opinion."),
        ("occurred-time", "Give the time as hours and minutes"),
    ],
)
def test_a_contact_without_its_risk_or_outcome_comes_back(missing: str, says: str) -> None:
    answer = cast.browser("priya").post(f"/about/{ABOUT}/contact/", CONTACT | {missing: ""})

    assert answer.status_code == 422
    assert says in text_of(answer)
    assert nothing_entered()


def test_an_event_is_entered_with_a_month_only() -> None:
    answer = cast.browser("priya").post(f"/about/{ABOUT}/event/", EVENT, follow=True)

    assert "April 2026" in text_of(answer)
    entry = the_entry()
    assert (entry.occurred_year, entry.occurred_month, entry.occurred_day) == (2026, 4, None)


def test_an_event_without_a_date_says_so() -> None:
    undated = EVENT | {"occurred-month": "", "occurred-year": ""}

    answer = cast.browser("priya").post(f"/about/{ABOUT}/event/", undated, follow=True)

    assert "Date not known" in text_of(answer)


def test_an_event_from_an_intelligence_report_carries_its_grade() -> None:
    answer = cast.browser("priya").post(f"/about/{ABOUT}/event/", EVENT | {"grade": "2/d/p"}, follow=True)

    assert "2DP: untested source, not known, may lawfully be shared" in text_of(answer)
    assert the_entry().kind == "INTELLIGENCE"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"occurred-day": "31", "occurred-month": "2"}, "There is no 31 February 2026."),
        ({"occurred-year": "2031"}, "This must be today or in the past."),
        ({"at": "14:30"}, "A time goes with a whole date."),
        ({"occurred-day": "3", "at": "half past two"}, "Give the time as hours and minutes"),
        ({"source_name": ""}, "Say which one, so that others can find it."),
        ({"grade": "9Z"}, "Give source 1 to 3"),
        ({"text": ""}, "Say what happened."),
    ],
)
def test_an_event_that_cannot_be_comes_back(changes: dict[str, str], says: str) -> None:
    answer = cast.browser("priya").post(f"/about/{ABOUT}/event/", EVENT | changes)

    assert answer.status_code == 422
    assert says in text_of(answer)
    assert nothing_entered()


def test_a_time_goes_with_a_whole_date() -> None:
    cast.browser("priya").post(f"/about/{ABOUT}/event/", EVENT | {"occurred-day": "3", "at": "9.05"})

    assert f"{the_entry().occurred_time:%H:%M}" == "09:05"


def test_sources_that_disagree_about_the_day_stand_side_by_side() -> None:
    entry_id = entered(FIGHT, now=cast.NOW - timedelta(days=30))
    omar = cast.browser("omar")

    answer = omar.post(
        f"/entries/{entry_id}/another-account/",
        EVENT
        | {"occurred-month": "10", "text": "The log.", "source": "DOCUMENT", "source_name": "School log"},
        follow=True,
    )

    page = text_of(answer)
    assert "The sources disagree about the date" in page
    assert re.search(r"11 April 2026 .* Form tutor .* October 2026 .* School log", page)


def test_accounts_that_agree_stand_one_beneath_the_other() -> None:
    entry_id = entered(FIGHT)
    with cast.acting("omar") as ctx:
        commands.give_account(ctx, entry_id=entry_id, entered=replace(FIGHT, text="The log."))

    page = text_of(cast.browser("priya").get(f"/entries/{entry_id}/"))
    assert "Another account" in page
    assert "disagree" not in page


def test_opinion_is_told_apart_from_fact_by_sign_and_word() -> None:
    entry_id = entered(replace(FIGHT, nature=Nature.OPINION))

    answer = cast.browser("priya").get(f"/entries/{entry_id}/")

    assert "▫ Opinion" in text_of(answer)
    assert "cw-timeline__entry--opinion" in answer.content.decode()


@pytest.mark.parametrize(
    ("where", "sent", "says"),
    [
        ("add", {"text": "Not hurt."}, "Added later Not hurt. Omar Farouk"),
        ("correct", {"text": "A corridor."}, "Correction A corridor. Omar Farouk"),
        (
            "correct",
            {"text": "October.", "occurred-day": "3", "occurred-month": "10", "occurred-year": "2026"},
            "entered as 11 April 2026",
        ),
    ],
)
def test_what_is_added_stands_beneath_the_entry(where: str, sent: dict[str, str], says: str) -> None:
    entry_id = entered(FIGHT)

    answer = cast.browser("omar").post(f"/entries/{entry_id}/{where}/", sent, follow=True)

    assert says in text_of(answer)
    assert FIGHT.text in text_of(answer)


@pytest.mark.parametrize("where", ["add", "correct", "another-account"])
def test_an_empty_addition_comes_back_beside_the_entry(where: str) -> None:
    entry_id = entered(FIGHT)

    answer = cast.browser("omar").post(f"/entries/{entry_id}/{where}/", {"text": ""})

    assert answer.status_code == 422
    assert FIGHT.text in text_of(answer)
    assert [line.event for line in told.entries("entry.viewed")] == ["entry.viewed"]


def test_an_entry_leads_to_the_decisions_that_rest_on_it() -> None:
    entry_id = entered(CALL)
    with cast.acting("beth") as ctx:
        resting = replace(DECIDED.relies_on[0], entry_id=entry_id)
        decide(ctx, about=matter(), decided=replace(DECIDED, relies_on=(resting,)))

    page = text_of(cast.browser("priya").get(f"/entries/{entry_id}/"))
    assert "Decisions that rest on this entry" in page
    assert DECIDED.title in page


def test_a_decision_on_the_timeline_leads_to_its_record() -> None:
    with cast.acting("beth") as ctx:
        about = replace(matter(), id=ABOUT)
        put(ctx, about=about, entered=replace(FIGHT, occurred=OCTOBER))
        decide(ctx, about=about, decided=DECIDED)

    answer = cast.browser("priya").get(f"/about/{ABOUT}/")

    [made] = told.facts("decision.made")
    assert f'href="/decisions/{made["decision_id"]}/"' in answer.content.decode()
    assert re.search(rf"Decision[^◆]*◆ {DECIDED.title} entered by Beth", text_of(answer))


def test_reading_an_entry_is_recorded() -> None:
    entry_id = entered(FIGHT)

    cast.browser("omar").get(f"/entries/{entry_id}/")

    [line] = told.entries("entry.viewed")
    assert (line.actor_id, entry_id in line.subject_ids) == (cast.person("omar").pk, True)


@pytest.mark.parametrize("where", ["", "add/", "correct/", "another-account/"])
@pytest.mark.parametrize("who", ["stan", "rhys", "noor", "sam"])
def test_strangers_get_the_same_page_as_for_nothing(who: str, where: str) -> None:
    entry_id = entered(FIGHT)
    client = cast.browser(who)

    there = client.get(f"/entries/{entry_id}/{where}")
    nothing = client.get(f"/entries/{uuid4()}/{where}")
    assert (there.status_code, nothing.status_code) == (404, 404)
    assert text_of(there) == text_of(nothing)
