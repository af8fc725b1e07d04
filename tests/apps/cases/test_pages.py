"""The pages as people use them: what is read, what is sent, and where it leads."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from caseward.cases import commands
from caseward.cases.models import Case
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
from caseward.kernel.dates import PartialDate
from caseward.obligations.models import Obligation
from caseward.referrals import commands as referrals
from tests import cast, given, moments, told
from tests.apps.cases.pages import FOR_A_REASON, questions, text, url, yesterday


pytestmark = pytest.mark.django_db

QUILL = {
    "individual.forenames": "Owen",
    "individual.surname": "Quill",
    "individual.date_of_birth": "19/12/1995",
    "individual.phones": "07700 900321",
}


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


def test_an_officer_who_does_not_own_it_cannot_take_an_offer_back() -> None:
    case_id = given.adopted(now=yesterday())
    where = url("withdraw", case_id)
    tried = cast.browser("omar")

    assert tried.get(where).status_code == 403
    assert tried.post(where, {"version": "1"}).status_code == 403
    assert told.refusals() == [("withdraw_offer", "access.not-held")]
    assert cast.browser("rhys").post(where, {"version": "1"}).status_code == 404
    assert cast.browser("beth").post(where, {"version": "1"})["Location"] == url("file", case_id)


def test_a_case_begins_with_the_words_of_whoever_referred_it() -> None:
    case_id = given.owned(now=yesterday())

    page = text(cast.browser("priya").get(url("file", case_id)))

    assert page.index("Why it began") < page.index("What is known")
    assert given.CALLUM["concerns.concern_narrative"] in page


def test_a_second_referral_is_said_at_the_head_and_on_the_strip() -> None:
    """F02: how often somebody was referred is never out of sight."""
    given.at_the_gateway(now=moments.lately() - timedelta(days=200))
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


def test_a_question_past_its_day_comes_up_on_the_supervisors_board() -> None:
    """F05: a gap unanswered past due escalates to the supervisor."""
    case_id = given.owned(now=yesterday() - timedelta(days=40))
    with cast.acting("priya", now=yesterday() - timedelta(days=39)) as ctx:
        gap_id = commands.raise_gap(
            ctx, case_id=case_id, text="Who runs the chat?", due_on=yesterday().date() - timedelta(days=9)
        )
    page = cast.browser("beth").get(url("exceptions"))

    assert "Who runs the chat?" in text(page)
    assert "10 days late" in text(page)
    assert url("settle", case_id, "gap", gap_id) in page.content.decode()
    assert "Section 36 decision" in text(page)
    assert cast.browser("priya").get(url("exceptions")).status_code == 404


def test_a_long_chronology_has_pages() -> None:
    case_id = given.owned(now=yesterday())
    with cast.acting("priya", now=yesterday()) as ctx:
        for number in range(30):
            commands.add_entry(
                ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text=f"Note number {number}.")
            )
    browser = cast.browser("priya")

    first = text(browser.get(url("chronology", case_id)))
    second = text(browser.get(url("chronology", case_id) + "?before=end"))
    assert ("more follow" in first, "more follow" in second) == (True, False)
    assert all(f"Note number {number}." in first + second for number in range(30))


def test_a_search_shows_the_evidence_before_the_words() -> None:
    given.owned(now=yesterday())
    browser = cast.browser("omar")
    page = text(browser.post(url("find"), {"words": "Hartright, Callum, 14/03/2009", **FOR_A_REASON}))

    assert page.index("Agreement") < page.index("evidence +")
    assert "Adopt as a Prevent case" in page
    assert "Nobody was found" in text(browser.post(url("find"), {"words": "Zzyzx, Qwerty"}))


def test_a_contact_starts_the_clock_of_silence_again() -> None:
    began = moments.real_now() - timedelta(days=10)  # further apart than the longest run of days off
    case_id = given.owned(now=began)
    given.findings(
        case_id, "consent_given", "own_view_recorded", "support_plan_written", "partners_asked", "assessment_signed",
        "section_36_met", "panel_adopted", now=began,
    )  # fmt: skip
    for place, stage in enumerate(("section-36", "panel", "consent", "support")):
        with cast.acting("beth", now=began + timedelta(hours=3 + place)) as ctx:
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
    assert len(questions(few)) <= 40


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
    assert len(questions(few)) <= 60
