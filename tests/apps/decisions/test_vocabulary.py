"""Absence of ideology is a fact, never a reason."""

import pytest

from caseward.decisions.vocabulary import ABSENCE_IS_NO_REASON, refuse_absence_of_ideology


NO_REASON = [
    "No ideology.",
    "no ideology identified",
    "There was no clear ideology and so the case was closed.",
    "Absence of ideology. NFA.",
    "He doesn't have an ideology.",
    "He doesn’t have any fixed ideology at this time",
    "No extremist ideology; threshold not met; close.",
    "Not ideologically motivated, therefore not suitable for Prevent.",
    "Ideology unclear / unknown",
    "Non-ideological. No further action required.",
]

A_REASON = [
    "No ideology was found, but he has named a day, a place and a weapon.",
    "No ideology; the threats were song lyrics quoted by a classmate, who has withdrawn the complaint.",
    "He holds an ideology of racial supremacy and has bought a knife.",
    "Ideology is clear.",
    "The family accept support from children's services, who hold the risk.",
    "",
]


@pytest.mark.parametrize("rationale", NO_REASON)
def test_a_rationale_that_is_nothing_but_absence_of_ideology_is_refused(rationale: str) -> None:
    assert refuse_absence_of_ideology(rationale=rationale, outcome="close") == ABSENCE_IS_NO_REASON


@pytest.mark.parametrize("rationale", A_REASON)
def test_a_rationale_that_says_more_is_allowed(rationale: str) -> None:
    assert refuse_absence_of_ideology(rationale=rationale, outcome="close")


@pytest.mark.parametrize("outcome", ["no-ideology", "NO_IDEOLOGY_IDENTIFIED", "close.ideological-absence"])
def test_no_outcome_speaks_of_ideology(outcome: str) -> None:
    refused = refuse_absence_of_ideology(rationale="He has moved abroad with his family.", outcome=outcome)

    assert refused == ABSENCE_IS_NO_REASON


def test_the_refusal_says_what_would_do() -> None:
    assert "harm to whom" in ABSENCE_IS_NO_REASON.sentence
