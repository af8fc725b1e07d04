"""The road: a call comes in and becomes a case that one person owns, works, closes and finds again."""

from uuid import uuid4

import pytest

from tests.browser import PHONE
from tests.journeys import road
from tests.journeys.road import Day
from tests.journeys.visits import Visiting


pytestmark = pytest.mark.journey

SISTER = {**road.CALL, "Forenames": "Jorie", "Date of birth": "2 June 2011"}
NOTE = "Seems lonelier than angry."
SAID = "Spoke for half an hour, mostly about football."
QUESTION = "Who else is in the chat, and who runs it?"


def test_a_call_becomes_a_case_that_is_owned_worked_closed_and_found(visit: Visiting, today: Day) -> None:
    sister_is_known(visit)
    referral = arrives(visit)
    deconflicted(visit, referral, today)
    decided(visit, referral)
    case = owned_and_worked(visit, today)
    moved_and_proposed_to_close(visit, case)
    approved_by_another(visit, case)
    found_again(visit)
    seen_in_the_ledger_without_a_name(visit, case)
    absent_for_everybody_else(visit, case)


def sister_is_known(visit: Visiting) -> None:
    with visit("noor") as noor:
        referral = road.takes_a_call(noor, SISTER)
        road.checks(noor, referral)
        road.looks_for_the_person(noor, referral)
        road.says_of_each(noor, "Not the same", "Another family.")
        road.settles(noor, "ake a new record")


def arrives(visit: Visiting) -> str:
    with visit("noor") as noor:
        noor.goes("/referrals/")
        noor.is_pictured("referrals")
        noor.presses("Start a referral")
        noor.is_sound()
        referral = road.takes_a_call(noor, road.CALL)
        noor.is_pictured("check")
        road.checks(noor, referral)
        road.looks_for_the_person(noor, referral)
        noor.is_pictured("who-is-it")
        assert road.says_of_each(noor, "Not the same", "The sister: another birthday.") > 0
        road.settles(noor, "ake a new record")
        noor.reads("tied to the person")
        road.asks_and_hears(
            noor, referral, question="Who heard it, and when?", reply="Two pupils, on Tuesday."
        )
        noor.is_pictured("clarify")
        return referral


def deconflicted(visit: Visiting, referral: str, today: Day) -> None:
    with visit("priya") as priya:
        road.deconflicts(priya, referral, day=today)
        priya.reads("The answer is on record.")
        priya.goes(referral)
        priya.is_sound()


def decided(visit: Visiting, referral: str) -> None:
    with visit("beth") as beth:
        road.adopts(beth, referral, officer="Priya Sharma")
        beth.is_pictured("gateway")
        road.reads_through_and_signs(beth, picture="sign")
        beth.reads("Adopted.", "Owner", "Beth Lindqvist")
        beth.goes("/team/")
        beth.is_pictured("team")


def owned_and_worked(visit: Visiting, today: Day) -> str:
    with visit("priya") as priya:
        priya.goes("/")
        priya.is_pictured("my-work")
        case = road.accepts(priya, "Jory P.")
        priya.reads("You own this case from now on")
        road.notes(priya, case, NOTE)
        road.records_a_contact(priya, case, SAID, day=today)
        priya.reads(NOTE, SAID)
        priya.is_pictured("chronology")
        road.asks_a_question(priya, case, QUESTION)
        priya.reads(QUESTION)
        priya.is_pictured("plan")
        priya.goes(case)
        priya.is_pictured("case")
        priya.goes(f"{case}close/")
        priya.reads("It cannot close yet:", QUESTION)
        road.settles_the_question(priya, case, "Nobody runs it any more.")
        return case


def moved_and_proposed_to_close(visit: Visiting, case: str) -> None:
    with visit("priya") as priya:
        priya.goes(f"{case}move/")
        priya.reads("It is not recorded which agencies were asked about the person.")
        priya.is_pictured("move")
        road.finds_that_it_is_so(priya, case, "Every agency")
        road.finds_that_it_is_so(priya, case, "The assessment")
        road.moves(priya, case, "Section 36 decision")
        priya.reads("The case has moved on")
        road.proposes_to_close(priya, case, "The concern was unfounded")
        priya.reads("A second person")
        for part in ("decisions/", "files/", "who/"):
            priya.goes(f"{case}{part}")
            priya.is_sound()


def approved_by_another(visit: Visiting, case: str) -> None:
    with visit("grace") as grace:
        grace.goes(f"{case}closing/")
        grace.is_pictured("approve")
        road.approves_the_closing(grace, case)
        grace.goes(case)
        grace.reads("Closed", "Its record is looked at again on")


def found_again(visit: Visiting) -> None:
    with visit("priya") as priya:
        priya.goes("/")
        road.finds(priya, "Jory Pelwether")
        priya.reads("Jory Pellwether")
        priya.is_pictured("find")


def seen_in_the_ledger_without_a_name(visit: Visiting, case: str) -> None:
    with visit("ines") as ines:
        ines.goes("/ledger/")
        ines.reads(case.split("/")[2][:8], "Grace Adeyemi")
        assert "Pellwether" not in ines.page.content()
        ines.is_pictured("ledger")


def absent_for_everybody_else(visit: Visiting, case: str) -> None:
    for name in ("stan", "sam", "rhys", "dana"):
        with visit(name) as somebody:
            assert somebody.goes(case) == 404
            shown = somebody.page.locator("main").inner_text()
            somebody.is_sound()
            if name == "stan":
                somebody.is_pictured("not-there")
            assert somebody.goes(f"/cases/{uuid4()}/") == 404
            assert somebody.page.locator("main").inner_text() == shown


@pytest.mark.parametrize("name", ["noor", "priya", "beth", "omar", "grace"])
def test_the_lists_are_sound_on_a_telephone(visit: Visiting, name: str) -> None:
    with visit(name, size=PHONE) as somebody:
        for place in ("/", "/referrals/"):
            somebody.goes(place)
            somebody.is_sound()
        if name == "priya":
            somebody.goes("/")
            somebody.is_pictured("my-work-on-a-telephone")


@pytest.mark.parametrize(
    "name", ["rhys", "kit", "cleo", "ada", "jo", "rafe", "sam", "ines", "dana", "marcus", "stan"]
)
def test_everybody_else_lands_on_a_sound_page(visit: Visiting, name: str) -> None:
    with visit(name) as somebody:
        for place in ("/", "/account/"):
            assert somebody.goes(place) == 200
            somebody.is_sound()
        if name == "sam":
            somebody.goes("/administration/")
            somebody.is_pictured("administration")
        if name == "rhys":
            somebody.is_pictured("account")
