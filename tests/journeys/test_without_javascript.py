"""The road without JavaScript: shorter, and the same pages."""

import pytest

from tests.journeys import road
from tests.journeys.road import Day
from tests.journeys.visits import Visiting


pytestmark = pytest.mark.journey

CALL = {**road.CALL, "Forenames": "Merryn", "Surname": "Tregarrick", "Date of birth": "about 2010"}


def test_a_call_becomes_a_case_without_javascript(visit: Visiting, today: Day) -> None:
    with visit("noor", scripts=False) as noor:
        referral = road.takes_a_call(noor, CALL)
        road.settles_what_was_not_read(noor, referral)
        road.checks(noor, referral)
        road.looks_for_the_person(noor, referral)
        road.says_of_each(noor, "Not the same", "Another family.")
        road.settles(noor, "ake a new record")
        noor.is_sound()
    with visit("priya", scripts=False) as priya:
        road.deconflicts(priya, referral, day=today)
    with visit("beth", scripts=False) as beth:
        road.adopts(beth, referral, officer="Priya Sharma")
        road.reads_through_and_signs(beth)
    with visit("priya", scripts=False) as priya:
        case = road.accepts(priya, "Merryn T.")
        road.notes(priya, case, "Wants to learn bricklaying.")
        priya.reads("Wants to learn bricklaying.")
        priya.is_sound()
        road.finds(priya, "Merryn Tregarick")
        priya.reads("Merryn Tregarrick")
