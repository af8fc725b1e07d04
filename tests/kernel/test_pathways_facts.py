"""Facts and conditions: what is unknown satisfies nothing, and zero is not unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.pathways import Condition, FactKind, Facts, FactValue, Gate
from tests.kernel.pathway_cases import GAPS, REPEAT


def facts(**values: FactValue) -> Facts:
    return Facts(values)


def test_facts_do_not_change_when_the_table_they_came_from_does() -> None:
    table: dict[str, FactValue] = {"open_gaps": 0}
    known = Facts(table)
    table["open_gaps"] = 7
    assert known["open_gaps"] == 0


def test_facts_cannot_be_written_to() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        facts(open_gaps=1)["open_gaps"] = 0  # type: ignore[index]


def test_a_change_makes_new_facts_and_leaves_the_old() -> None:
    before = facts(open_gaps=1, consent_given=None)
    after = before.with_these({"open_gaps": 0})
    assert (before["open_gaps"], after["open_gaps"]) == (1, 0)
    assert after["consent_given"] is None


def test_equal_facts_are_equal_and_can_be_keys() -> None:
    assert {facts(open_gaps=1): "x"}[facts(open_gaps=1)] == "x"
    assert facts(open_gaps=1) != facts(open_gaps=2)


def test_facts_show_themselves_to_whoever_debugs_them() -> None:
    assert repr(facts(open_gaps=1)) == "Facts({'open_gaps': 1})"
    assert len(facts(open_gaps=1, consent_given=None)) == 2


def test_what_was_never_said_and_what_is_not_known_are_the_same() -> None:
    assert facts().get("consent_given") is facts(consent_given=None).get("consent_given") is None


YES = Condition("consent_given")
NONE_OPEN = Condition("open_gaps", at_most=0)
BETWEEN = Condition("open_gaps", at_least=1, at_most=3)


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        pytest.param(YES, True, True, id="yes is yes"),
        pytest.param(YES, False, False, id="no is not yes"),
        pytest.param(YES, None, False, id="unknown is not yes"),
        pytest.param(YES, 1, False, id="a count is not yes"),
        pytest.param(NONE_OPEN, 0, True, id="none is none"),
        pytest.param(NONE_OPEN, 1, False, id="one is not none"),
        pytest.param(NONE_OPEN, None, False, id="unknown is not none"),
        pytest.param(NONE_OPEN, False, False, id="no is not nought"),
        pytest.param(NONE_OPEN, -1, False, id="less than none is no count"),
        pytest.param(BETWEEN, 0, False, id="below"),
        pytest.param(BETWEEN, 1, True, id="at the lower bound"),
        pytest.param(BETWEEN, 3, True, id="at the upper bound"),
        pytest.param(BETWEEN, 4, False, id="above"),
    ],
)
def test_a_condition_holds_only_on_what_is_known(condition: Condition, value: FactValue, holds: bool) -> None:  # noqa: FBT001
    assert condition.holds(Facts({condition.fact: value})) is holds


def test_a_condition_with_a_bound_is_about_a_count() -> None:
    assert (YES.kind, NONE_OPEN.kind) == (FactKind.YES_NO, FactKind.COUNT)


@pytest.mark.parametrize(
    ("known", "met"),
    [
        pytest.param({"repeat_referral": False}, True, id="not a repeat: nothing is asked"),
        pytest.param({"repeat_referral": True}, False, id="a repeat nobody agreed to"),
        pytest.param({"repeat_referral": True, "supervisor_agrees": True}, True, id="a repeat agreed to"),
        pytest.param({}, False, id="not known whether it is a repeat: asked all the same"),
        pytest.param({"supervisor_agrees": True}, True, id="agreed to, whatever it is"),
    ],
)
def test_a_gate_stands_open_only_when_it_is_known_not_to_matter(
    known: dict[str, FactValue],
    met: bool,  # noqa: FBT001
) -> None:
    assert REPEAT.is_met(Facts(known)) is met


def test_a_gate_tells_which_facts_it_looks_at() -> None:
    assert REPEAT.asks_about == ("supervisor_agrees", "repeat_referral")
    assert GAPS.asks_about == ("open_gaps",)


values = st.one_of(st.none(), st.booleans(), st.integers(0, 40))
worlds = st.dictionaries(st.sampled_from(["a", "b", "c"]), values).map(Facts)


@st.composite
def gates(draw: st.DrawFn) -> Gate:
    asked = st.builds(Condition, st.sampled_from("abc"), st.none(), st.one_of(st.none(), st.integers(0, 9)))
    return Gate(
        key="g",
        title="G",
        conditions=tuple(draw(st.lists(asked, min_size=1, max_size=3))),
        sentence="S.",
        only_when=draw(st.sampled_from(["", "c"])),
    )


@given(gates(), worlds, st.sampled_from("abc"))
def test_forgetting_a_fact_never_opens_a_gate(gate: Gate, world: Facts, forgotten: str) -> None:
    without = world.with_these({forgotten: None})
    assert gate.is_met(world) or not gate.is_met(without)


@given(gates(), worlds)
def test_a_gate_depends_on_the_facts_it_names_and_on_nothing_else(gate: Gate, world: Facts) -> None:
    only_those = Facts({name: world.get(name) for name in gate.asks_about})
    assert gate.is_met(world) is gate.is_met(only_those)
