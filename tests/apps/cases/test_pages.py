"""The pages as people use them: what is read, what is sent, and where it leads."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId, Settled
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import (
    Channel,
    Contact,
    ContactOutcome,
    Entered,
    Kind,
    Risk,
    Source,
)
from caseward.foundation.catalogue import catalogue
from caseward.kernel.dates import PartialDate
from caseward.obligations.models import Obligation
from caseward.referrals import commands as referrals
from tests import cast, given, moments, told


pytestmark = pytest.mark.django_db

NDM = {
    "conduct": "Fair, and open to being wrong.",
    "information": "The school's words and two contacts.",
    "assessment": "Harm to a named teacher is threatened.",
    "powers": "The Prevent duty.",
    "option_1_text": "Go on",
    "option_1_because": "The threat names a person.",
    "option_2_text": "Stop here",
    "option_2_because": "Nobody else would hold the risk.",
    "chosen": "1",
    "title": "Decided on what was known",
    "rationale": "A named person is threatened.",
    "review": "When the partners have answered.",
}


QUILL = {
    "individual.forenames": "Owen",
    "individual.surname": "Quill",
    "individual.date_of_birth": "19/12/1995",
    "individual.phones": "07700 900321",
}


def yesterday() -> datetime:
    return moments.real_now() - timedelta(days=1)


def url(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def text(answer: Any) -> str:
    """What a page says, tags left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(answer: Any) -> dict[str, list[str]]:
    """The hidden answers that travel with a page that is to be signed."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()):
        found.setdefault(name, []).append(value.replace("&#x27;", "'"))
    return found


def signed(browser: Client, where: str, answers: dict[str, Any]) -> Any:
    """Send a decision, read the page that shows it whole, and sign it."""
    whole = browser.post(where, answers)
    assert whole.status_code == 200, text(whole)
    assert "Sign this decision" in text(whole), text(whole)
    travelling = {name: value for name, value in sent(whole).items() if name != "csrfmiddlewaretoken"}
    return browser.post(where, travelling | {"sign": "yes"})


def version(case_id: UUID) -> int:
    with cast.acting("priya"):
        return given.case_version(case_id)


def entries(case_id: CaseId) -> list[str]:
    with cast.acting("priya") as ctx:
        return [str(one) for one in commands.view_case(ctx, case_id=case_id).look_back]


def test_my_work_shows_an_offer_first_and_leads_to_its_answer() -> None:
    case_id = given.adopted(now=yesterday())
    page = cast.browser("priya").get("/")

    assert text(page).index("Offered to me") < text(page).index("Callum H.")
    assert url("accept", case_id) in page.content.decode()
    assert text(page).count("Answer the offer of a case") == 0


def test_my_work_leads_each_line_to_the_form_that_ends_it() -> None:
    case_id, referral_id = given.owned(now=yesterday()), given.taken(given.MAEVE, now=yesterday())

    assert url("move", case_id) in cast.browser("priya").get("/").content.decode()
    of_noor = cast.browser("noor").get("/").content.decode()
    for name in ("referrals:acknowledge", "referrals:risk"):
        assert reverse(name, args=[referral_id]) in of_noor
    assert url("gateway", referral_id) in cast.browser("beth").get("/").content.decode()


def test_my_work_shows_a_part_of_itself_and_the_way_back() -> None:
    given.owned(now=yesterday())
    browser = cast.browser("priya")

    assert "Section 36 decision" in text(browser.get("/?due=later&kind=case"))
    assert "Show everything" in text(browser.get("/?due=late"))
    assert browser.get("/?due=nonsense&kind=nonsense").status_code == 200


def test_a_supervisor_adopts_through_the_gateway_and_lands_in_the_case() -> None:
    referral_id = given.at_the_gateway(now=yesterday())
    browser, where = cast.browser("beth"), url("gateway", referral_id)
    with cast.acting("beth"):
        answers = NDM | {"version": given.version(referral_id), "outcome": "adopt"}

    short = browser.post(where, answers)
    assert short.status_code == 422
    assert "Choose the officer" in text(short)

    answer = signed(browser, where, answers | {"offer_to": str(cast.person("priya").pk)})
    with cast.acting("beth"):
        [case] = Case.objects.all()
    assert answer["Location"] == url("file", case.pk)
    assert "offered to Priya Sharma, who has not answered" in text(browser.get(answer["Location"]))


def test_the_gateway_says_each_gate_with_the_link_that_satisfies_it() -> None:
    referral_id = given.identified(now=yesterday())
    not_here = text(cast.browser("beth").get(url("gateway", referral_id)))
    assert "not at its gateway yet" in not_here

    ready = given.at_the_gateway(given.MAEVE, now=moments.real_now() - timedelta(days=31))
    page = cast.browser("beth").get(url("gateway", ready))
    assert "no deconfliction result from the last 30 days" in text(page)
    assert reverse("referrals:deconflict", args=[ready]) in page.content.decode()
    assert "Read it through" not in text(page)


def test_the_gateway_is_a_supervisors_and_says_so() -> None:
    page = cast.browser("priya").get(url("gateway", given.at_the_gateway(now=yesterday())))

    assert "A supervisor decides here." in text(page)
    assert "Read it through" not in text(page)


def test_a_move_is_decided_signed_and_shown() -> None:
    case_id = given.owned(now=yesterday())
    browser, where = cast.browser("priya"), url("move", case_id)
    barred = browser.get(where)
    assert "The assessment is not signed." in text(barred)
    assert url("finding", case_id, "assessment_signed") in barred.content.decode()

    for fact in ("partners_asked", "assessment_signed"):
        answer = browser.post(url("finding", case_id, fact), {"is_so": "yes", "because": "The letters."})
        assert answer["Location"] == where
    answer = signed(browser, where, NDM | {"version": version(case_id), "outcome": "section-36"})

    assert answer["Location"] == url("file", case_id)
    assert "The case has moved on" in text(browser.get(answer["Location"]))


def test_closing_asks_first_to_settle_what_is_open() -> None:
    case_id = given.at_section_36(now=yesterday())
    with cast.acting("priya", now=yesterday()) as ctx:
        gap_id = commands.raise_gap(ctx, case_id=case_id, text="Who runs the chat?")
    browser, where = cast.browser("priya"), url("close", case_id)

    page = browser.get(where)
    assert url("settle", case_id, "gap", gap_id) in page.content.decode()
    assert "1 question, action or risk is still open" in text(page)
    assert "Read it through" not in text(page)

    answers = {"version": "1", "how": Settled.RESOLVED.value, "words": "Nobody runs it now."}
    assert browser.post(url("settle", case_id, "gap", gap_id), answers).status_code == 302
    assert "Read it through" in text(browser.get(where))


def test_a_closing_is_signed_with_its_look_back_approved_and_found_again() -> None:
    """F03, F23: from the owner's proposal to the closed case that a search still finds."""
    case_id = given.at_section_36(now=yesterday())
    owner, second, where = cast.browser("priya"), cast.browser("grace"), url("close", case_id)
    seen = entries(case_id)
    answers = NDM | {"version": version(case_id), "outcome": "section-36-not-met"}

    some = owner.post(where, answers | {"looked_back_at": seen[1:]})
    assert (some.status_code, "1 entry of the last 90 days is not acknowledged" in text(some)) == (422, True)
    answer = signed(owner, where, answers | {"looked_back_at": seen})
    assert answer["Location"] == url("file", case_id)
    assert owner.get(url("answer-closing", case_id)).status_code == 403
    assert "Its closing is proposed." in text(owner.get(url("file", case_id)))

    agreed = {"version": "1", "approves": "yes", "words": "Read all of it."}
    assert second.post(url("answer-closing", case_id), agreed)["Location"] == url("file", case_id)
    closed = text(owner.get(url("file", case_id)))
    assert "Closed: Section 36 test not met, and no other need found" in closed
    assert "Its record is looked at again on" in closed
    assert "Add a note" not in closed
    assert "Callum H." in text(owner.get(url("list") + "?which=closed"))
    assert "Callum H." not in text(owner.get(url("list")))
    assert "Callum James Hartwright" in text(owner.post(url("find"), {"words": "Hartwright, Callum"}))


def test_a_gap_that_came_up_since_stands_on_the_form_of_the_second_person() -> None:
    case_id = given.at_section_36(now=yesterday())
    given.proposed(case_id, now=yesterday())
    with cast.acting("omar", now=yesterday() + timedelta(hours=5)) as ctx:
        commands.raise_gap(ctx, case_id=case_id, text="Where was he on Friday?")
    browser, where = cast.browser("grace"), url("answer-closing", case_id)

    assert "Where was he on Friday?" in text(browser.get(where))
    answer = browser.post(where, {"version": "1", "approves": "yes", "words": "I agree."})
    assert (answer.status_code, "A question is still open." in text(answer)) == (422, True)
    assert ("approve_closing", "pathway.unmet") in told.refusals()


@pytest.mark.parametrize(
    "place",
    ["finding/no_such_fact/", "finding/open_gaps/", "set-aside/no-such-gate/", "set-aside/second-person/"],
)
def test_what_no_officer_records_or_sets_aside_is_not_there(place: str) -> None:
    case_id = given.owned(now=yesterday())
    browser = cast.browser("beth")

    assert browser.get(f"/cases/{case_id}/{place}").status_code == 404
    assert browser.post(f"/cases/{case_id}/{place}", {"because": "x", "is_so": "yes"}).status_code == 404


def test_an_officer_who_does_not_own_it_cannot_take_an_offer_back() -> None:
    case_id = given.adopted(now=yesterday())
    where = url("withdraw", case_id)
    tried = cast.browser("omar")

    assert tried.get(where).status_code == 403
    assert tried.post(where, {"version": "1"}).status_code == 403
    assert told.refusals() == [("withdraw_offer", "actor.lacks-capability")]
    assert cast.browser("rhys").post(where, {"version": "1"}).status_code == 404
    assert cast.browser("beth").post(where, {"version": "1"})["Location"] == url("file", case_id)


def test_a_second_referral_is_said_at_the_head_and_on_the_strip() -> None:
    """F02: how often somebody was referred is never out of sight."""
    given.at_the_gateway(now=moments.real_now() - timedelta(days=200))
    referral_id = given.at_the_gateway(now=yesterday())
    assert "referred before in the last 24 months" in text(
        cast.browser("beth").get(url("gateway", referral_id))
    )
    with cast.acting("beth", now=yesterday()) as ctx:
        referrals.review_repeat(
            ctx, referral_id=referral_id, version=given.version(referral_id), review="Read together."
        )
        case_id = commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided("adopt"),
            offer_to_id=cast.person("priya").pk,
        )
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    browser = cast.browser("priya")

    assert "referred 2 times" in text(browser.get(url("file", case_id)))
    assert text(browser.get(url("person", nominal_id))).count("Referral R·") == 2


def test_two_sources_that_disagree_about_a_day_stand_side_by_side() -> None:
    """F06: both dates, and that they disagree."""
    case_id = given.owned(now=yesterday())
    told_by = Entered(
        kind=Kind.EVENT,
        text="First contact with the police.",
        occurred=PartialDate(2019, 4, 2),
        source=Source.PARTNER,
        source_name="Northport Academy",
    )
    other = Entered(
        kind=Kind.EVENT,
        text="First contact with the police.",
        occurred=PartialDate(2019, 10, 7),
        source=Source.POLICE_SYSTEM,
        source_name="Niche",
    )
    with cast.acting("priya", now=yesterday()) as ctx:
        entry_id = commands.add_entry(ctx, case_id=case_id, entered=told_by)
        chronology.give_account(ctx, entry_id=entry_id, entered=other)

    page = text(cast.browser("omar").get(url("chronology", case_id)))
    assert "The sources disagree about the date" in page
    assert "2 April 2019" in page
    assert "7 October 2019" in page


def test_no_case_ends_because_no_ideology_was_found() -> None:
    """F04: the list of outcomes has no such value, and ideology is one axis of four."""
    case_id = given.at_section_36(now=yesterday())
    page = text(cast.browser("priya").get(url("close", case_id)))
    of_all = {one.key for one in catalogue().latest_pathway("prevent", on=given.NOW.date()).outcomes}

    assert "ideology" not in page.replace("That no ideology was found is not a reason.", "").lower()
    assert not any("ideolog" in key for key in of_all)
    risk = text(cast.browser("priya").get(url("risk", case_id)))
    assert all(axis in risk for axis in ("Ideology", "Violence", "Vulnerability", "Capability"))


def test_a_question_past_its_day_comes_up_on_the_supervisors_board() -> None:
    """F05: a gap unanswered past due escalates to the supervisor."""
    case_id = given.owned(now=yesterday() - timedelta(days=40))
    with cast.acting("priya", now=yesterday() - timedelta(days=39)) as ctx:
        gap_id = commands.raise_gap(
            ctx, case_id=case_id, text="Who runs the chat?", due_on=yesterday().date() - timedelta(days=9)
        )
    page = cast.browser("beth").get(url("team"))

    assert "Who runs the chat?" in text(page)
    assert "10 days late" in text(page)
    assert url("settle", case_id, "gap", gap_id) in page.content.decode()
    assert "Section 36 decision" in text(page)
    assert cast.browser("priya").get(url("team")).status_code == 404


def test_a_long_chronology_has_pages() -> None:
    case_id = given.owned(now=yesterday())
    with cast.acting("priya", now=yesterday()) as ctx:
        for number in range(30):
            commands.add_entry(
                ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text=f"Note number {number}.")
            )
    browser = cast.browser("priya")

    assert "more follow" in text(browser.get(url("chronology", case_id)))
    assert "Note number 0." in text(browser.get(url("chronology", case_id) + "?page=2"))


def test_a_search_shows_the_evidence_before_the_words() -> None:
    given.owned(now=yesterday())
    page = text(cast.browser("omar").post(url("find"), {"words": "Hartright, Callum, 14/03/2009"}))

    assert page.index("Agreement") < page.index("evidence +")
    assert "Adopt as a Prevent case" in page
    assert "Nobody was found" in text(cast.browser("omar").post(url("find"), {"words": "Zzyzx, Qwerty"}))


def test_a_contact_starts_the_clock_of_silence_again() -> None:
    case_id = given.owned(now=yesterday())
    given.findings(
        case_id, "consent_given", "own_view_recorded", "support_plan_written", "partners_asked", "assessment_signed",
        "section_36_met", "panel_adopted", now=yesterday(),
    )  # fmt: skip
    for place, stage in enumerate(("section-36", "panel", "consent", "support")):
        with cast.acting("beth", now=yesterday() + timedelta(hours=3 + place)) as ctx:
            case = Case.objects.get(pk=case_id)
            commands.move_case(
                ctx,
                case_id=case_id,
                version=case.version,
                to_stage=stage,
                decided=given.decided(stage, question=case.stage),
            )
    browser = cast.browser("priya")
    assert url("contact", case_id) in browser.get("/").content.decode()
    before = _silence(case_id)

    with cast.acting("priya", now=moments.real_now()) as ctx:
        commands.add_entry(
            ctx,
            case_id=case_id,
            entered=Entered(
                kind=Kind.CONTACT,
                text="Football.",
                source=Source.SUBJECT,
                source_name="Callum",
                contact=Contact(
                    agency="police",
                    channel=Channel.PHONE,
                    outcome=ContactOutcome.SPOKEN_TO,
                    risk=Risk.LOW,
                ),
            ),
        )
    assert _silence(case_id) > before


def _silence(case_id: UUID) -> datetime:
    with cast.acting("priya"):
        [one] = Obligation.objects.filter(about_id=case_id, rule_key="silence", ended_at__isnull=True)
        assert one.due_at is not None
        return one.due_at


@pytest.mark.parametrize("name", ["work", "list", "team"])
def test_a_list_asks_the_database_as_often_for_many_as_for_few(
    name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    given.owned(now=yesterday() - timedelta(days=40))
    browser = cast.browser("beth" if name == "team" else "priya")
    browser.get(url(name))
    with django_assert_max_num_queries(200) as few:
        browser.get(url(name))
    given.owned(given.MAEVE, now=yesterday() - timedelta(days=40))
    given.owned({**given.MAEVE, **QUILL}, now=yesterday() - timedelta(days=40))

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(url(name))
    assert len(few.captured_queries) <= 40


def test_a_case_asks_the_database_as_often_when_it_is_full(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    case_id = given.owned(now=yesterday())
    with cast.acting("priya", now=yesterday()) as ctx:
        commands.raise_gap(ctx, case_id=case_id, text="Who?")
    browser = cast.browser("priya")
    browser.get(url("file", case_id))
    with django_assert_max_num_queries(200) as few:
        browser.get(url("file", case_id))
    with cast.acting("omar", now=yesterday()) as ctx:
        for number in range(4):
            commands.raise_gap(ctx, case_id=case_id, text=f"Who is number {number}?")
            commands.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text="Seen."))

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(url("file", case_id))
    assert len(few.captured_queries) <= 60
