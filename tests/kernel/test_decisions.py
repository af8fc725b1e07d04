"""Decisions: a yes says on which basis, a no says why and what would satisfy it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseward
from caseward.kernel.decisions import Allowed, Refused, every, first_refusal, tied
from caseward.kernel.ties import Tie


YES = Allowed("leads the case")
ALSO = Allowed("posted to Northshire Prevent")
NO = Refused("case.closed", "The case is closed.", "Ask its supervisor to reopen it.")
LATER_NO = Refused("case.not-owner", "The case has another owner.")

decisions = st.one_of(st.builds(Allowed, st.text()), st.builds(Refused, st.text(), st.text(), st.text()))


def test_an_allowed_decision_is_true_and_a_refused_one_is_false() -> None:
    assert YES
    assert not NO


def test_a_refusal_reads_as_its_reason_and_its_remedy() -> None:
    assert NO.sentence == "The case is closed. Ask its supervisor to reopen it."


def test_a_refusal_without_a_remedy_reads_as_its_reason_alone() -> None:
    assert LATER_NO.sentence == "The case has another owner."


def test_first_refusal_is_the_first_in_the_order_given() -> None:
    assert first_refusal(YES, LATER_NO, NO) is LATER_NO


def test_first_refusal_of_agreement_is_nothing() -> None:
    assert first_refusal(YES, ALSO) is None


def test_every_joins_the_bases_in_order() -> None:
    assert every(YES, ALSO) == Allowed("leads the case; posted to Northshire Prevent")


def test_every_refuses_with_the_first_refusal() -> None:
    assert every(YES, NO, LATER_NO) is NO


def test_a_decision_about_nothing_is_refused_as_a_fault() -> None:
    with pytest.raises(ValueError, match="about nothing"):
        every()


def test_a_decision_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        NO.because = "Because."  # type: ignore[misc]


@given(st.lists(decisions, min_size=1))
def test_every_allows_exactly_when_all_allow(asked: list[Allowed | Refused]) -> None:
    assert bool(every(*asked)) is all(bool(decision) for decision in asked)


@given(st.lists(decisions, min_size=1))
def test_every_and_first_refusal_never_disagree(asked: list[Allowed | Refused]) -> None:
    refusal = first_refusal(*asked)
    assert (refusal is None) is bool(every(*asked))
    assert refusal is None or every(*asked) is refusal


def falls_through(source: str) -> Iterator[int]:
    """The lines where a refusal stands left of an `or`: being false, it would be passed over."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            yield from (
                left.lineno
                for left in node.values[:-1]
                if isinstance(left, ast.Call) and "first_refusal" in ast.unparse(left.func)
            )


def test_nobody_lets_a_refusal_fall_through_an_or() -> None:
    found = {
        f"{path}:{line}"
        for path in Path(caseward.__file__).parent.rglob("*.py")
        for line in falls_through(path.read_text())
    }
    assert not found, "A refusal is false: use every(...), or compare with None."


def test_the_search_for_falling_refusals_finds_one() -> None:
    assert list(falls_through("def may(a):\n    return first_refusal(a) or Allowed('x')")) == [2]
    assert not list(falls_through("x = first_refusal(a) is None or b"))


def test_the_strongest_tie_stays() -> None:
    of_unit, of_owner = Allowed("posted", Tie.UNIT), Allowed("owns it", Tie.OWNER)

    assert every(of_unit, YES, of_owner) == Allowed("posted; leads the case; owns it", Tie.OWNER)
    assert tied(of_unit, Tie.TASK, None) == Allowed("posted", Tie.TASK)
    assert tied(of_owner, Tie.TASK) is not of_unit
    assert tied(of_owner, Tie.TASK) == of_owner
    assert tied(YES, None) == YES


def test_a_refusal_has_no_tie() -> None:
    assert tied(NO, Tie.OWNER) is NO
