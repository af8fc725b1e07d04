"""Watching: a search says what for, a supervisor and an inspector read who looked, one settles nothing of his own."""

import pytest

from tests.journeys import road
from tests.journeys.visits import Visiting


pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_search_says_what_for_and_the_looks_are_read(visit: Visiting) -> None:
    with visit("priya") as priya:
        priya.goes("/find/")
        priya.reads("What is this search for?")
        priya.is_sound()
        road.finds(priya, "Somebody Unheard-of")
        priya.reads("Your searches are for", "Before a new record is made")
        priya.is_sound()
    with visit("beth") as beth:
        beth.goes("/diaries/")
        beth.is_sound()
        beth.follows("Priya Sharma")
        beth.reads("For what do you read this diary?")
        beth.is_sound()
        beth.page.get_by_label("To see whether looking was lawful").check()
        beth.page.get_by_label("Why this one?").fill("The weekly look through.")
        beth.presses("Open the diary")
        beth.reads("What Priya Sharma looked at")
        beth.is_sound()
        beth.goes("/looks/samples/")
        beth.is_sound()
    with visit("ines") as ines:
        for address in ("/looks/", "/looks/famous-names/", "/looks/decoys/"):
            ines.goes(address)
            ines.is_sound()
