"""Deciding, moving and closing by the pages: each decision seen whole, signed, and shown."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.cases.vocabulary import Settled
from caseward.foundation.catalogue import catalogue
from caseward.foundation.drafts import keeping
from tests import cast, given, moments, told
from tests.apps.cases.pages import FOR_A_REASON, NDM, entries, signed, text, url, version, yesterday


pytestmark = pytest.mark.django_db


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

    # A day more than is needed: the clocks may have changed in between, and midnight comes early in summer.
    ready = given.at_the_gateway(given.MAEVE, now=moments.lately() - timedelta(days=32))
    page = cast.browser("beth").get(url("gateway", ready))
    assert "no deconfliction result from the last 30 days" in text(page)
    assert reverse("referrals:deconflict", args=[ready]) in page.content.decode()
    assert "Read it through" not in text(page)


@pytest.mark.parametrize("who", ["noor", "priya", "omar"])
def test_the_gateway_is_a_supervisors_and_says_so(who: str) -> None:
    page = cast.browser(who).get(url("gateway", given.at_the_gateway(now=yesterday())))

    assert page.status_code == 200
    assert "A supervisor decides here." in text(page)
    assert "does not let you decide what happens to a referral" in text(page)
    assert "Ask your supervisor who in your unit can." in text(page)
    assert 'name="rationale"' not in page.content.decode()


@pytest.mark.parametrize("who", ["noor", "priya", "omar"])
@pytest.mark.parametrize("signs", [{}, {"sign": "yes"}])
def test_whoever_may_not_decide_at_the_gateway_gets_the_reason_and_no_page_to_sign(
    who: str, signs: dict[str, str]
) -> None:
    referral_id = given.at_the_gateway(now=yesterday())
    with cast.acting("beth"):
        answers = NDM | {"version": given.version(referral_id), "outcome": "no-further-action"} | signs
    answer = cast.browser(who).post(url("gateway", referral_id), answers)

    assert answer.status_code == 403
    assert "does not let you decide what happens to a referral" in text(answer)
    assert "Sign this decision" not in text(answer)
    assert told.facts("referral.decided") == []
    assert told.refusals() == [("decide_gateway", "access.not-held")] * len(signs)


def test_a_draft_of_the_gateway_is_no_form_for_whoever_may_not_decide_any_more() -> None:
    referral_id = given.at_the_gateway(now=yesterday())
    where = url("gateway", referral_id)
    with cast.acting("priya") as ctx:
        typed = {"rationale": ["Half a thought"]}
        keeping.save(user_id=ctx.actor.id, path=where, fields=typed, now=moments.real_now())
    page = cast.browser("priya").get(where)

    assert "A supervisor decides here." in text(page)
    assert 'name="rationale"' not in page.content.decode()


# What Omar, who reads the case and works on it, neither owns nor may do, and what he is told.
NOT_OMARS = {
    "close": "approve the closing of a case",
    "offer": "offer a case to an officer",
    "set-aside/partners-asked": "set a gate aside with a reason",
}


@pytest.mark.parametrize(("place", "says"), NOT_OMARS.items(), ids=list(NOT_OMARS))
def test_whoever_reads_a_case_is_told_why_he_may_not_and_sees_no_form(place: str, says: str) -> None:
    browser, where = cast.browser("omar"), f"/cases/{given.owned(now=yesterday())}/{place}/"
    signed_answers = NDM | {"version": "2", "outcome": "no-further-concern", "because": "x", "sign": "yes"}

    for page in (
        browser.get(where),
        browser.post(where, NDM | {"version": "2"}),
        browser.post(where, signed_answers),
    ):
        assert page.status_code == 403
        assert f"does not let you {says}" in text(page)
        assert "Ask your supervisor who in your unit can." in text(page)


def test_an_offer_is_answered_by_whom_it_is_made_to_and_others_are_told_so() -> None:
    browser, where = cast.browser("omar"), url("accept", given.adopted(now=yesterday()))

    for page in (browser.get(where), browser.post(where, {"version": "1", "no_conflict": "on"})):
        assert page.status_code == 403
        assert "This case is offered to somebody else." in text(page)
        assert "Only they can answer." in text(page)
    assert told.facts("case.accepted") == []


@pytest.mark.parametrize("signs", [{}, {"sign": "yes"}])
def test_a_move_that_is_a_supervisors_is_told_to_a_case_officer_and_never_signed_by_him(
    signs: dict[str, str],
) -> None:
    browser, case_id = cast.browser("priya"), given.at_section_36(now=yesterday())
    page = browser.get(url("move", case_id))
    assert "This decision is not yours." in text(page)
    assert 'name="rationale"' not in page.content.decode()

    answers = NDM | {"version": version(case_id), "outcome": "information-gathering"} | signs
    answer = browser.post(url("move", case_id), answers)
    assert answer.status_code == 403
    assert "Sign this decision" not in text(answer)
    assert told.refusals() == [("move_case", "access.not-held")] * len(signs)


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
    assert "Callum James Hartwright" in text(
        owner.post(url("find"), {"words": "Hartwright, Callum", **FOR_A_REASON})
    )


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


def test_no_case_ends_because_no_ideology_was_found() -> None:
    """F04: the list of outcomes has no such value, and ideology is one axis of four."""
    case_id = given.at_section_36(now=yesterday())
    page = text(cast.browser("priya").get(url("close", case_id)))
    of_all = {one.key for one in catalogue().latest_pathway("prevent", on=given.NOW.date()).outcomes}

    assert "ideology" not in page.replace("That no ideology was found is not a reason.", "").lower()
    assert not any("ideolog" in key for key in of_all)
    risk = text(cast.browser("priya").get(url("risk", case_id)))
    assert all(axis in risk for axis in ("Ideology", "Violence", "Vulnerability", "Capability"))
