"""Every pathway walked, every clock started, ended and told of by somebody, and no row of the field's list missing."""

from collections.abc import Iterator
from datetime import date

import pytest

from caseward.foundation.catalogue import catalogue
from caseward.foundation.ledger.events import known_events
from caseward.kernel.clocks import ClockRule
from caseward.kernel.happenings import Happening
from caseward.kernel.pathways import Pathway, may_close, may_move
from caseward.organisations.vocabulary import UnitKind
from tests.guards import walking
from tests.kernel.pathway_cases import enough
from tools.reference.rules import field_list


TODAY = date(2026, 11, 23)
list(walking.modules())  # every event of ours is known by now
PATHWAYS = list(catalogue().pathways)
NOW_IN_FORCE = list(catalogue().pathways.all_on(TODAY))
CLOCKS = list(catalogue().clocks.all_on(TODAY))
HAPPENINGS = catalogue().happenings_on(TODAY)

SOURCE = "\n".join(
    path.read_text("utf-8")
    for path in walking.ROOT.joinpath("caseward").rglob("*.py")
    if "demo" not in path.parts
)


def name(pathway: Pathway) -> str:
    return f"{pathway.key} {pathway.version}"


def of_cases(pathways: list[Pathway]) -> list[Pathway]:
    return [pathway for pathway in pathways if pathway.subject == "case"]


def by_moving(pathways: list[Pathway]) -> set[str]:
    """What the stages of the pathways say thereby happens."""
    stages = [stage for pathway in pathways for stage in pathway.stages]
    return {code for stage in stages for code in (*stage.on_entering, *stage.on_leaving)}


def is_said_by_a_command(code: str) -> bool:
    """Whether code of ours names it, or a clock that it starts or ends: some are owed by their own key."""
    clocks = {rule.key for rule in CLOCKS if code in (*rule.starts_on, *rule.ends_on)}
    named = any(f'"{key}"' in SOURCE for key in (code, *clocks))
    return named or code in known_events()


def can_happen(one: Happening) -> bool:
    """Whether somebody records it, a stage brings it about, or a command of ours says so."""
    return bool(one.recorded_by) or one.code in by_moving(PATHWAYS) or is_said_by_a_command(one.code)


def running(pathway: Pathway) -> Iterator[ClockRule]:
    """Every clock that can run on a case of the pathway."""
    keys = {key for stage in pathway.stages for key in pathway.clocks_at(stage.key)}
    return (catalogue().clock(key, on=TODAY) for key in sorted(keys))


@pytest.mark.parametrize("pathway", PATHWAYS, ids=name)
def test_a_pathway_is_walked_from_its_first_stage_through_every_other_to_every_end(pathway: Pathway) -> None:
    facts, reached, ended = enough(pathway), [pathway.first_stage], set()
    for here in reached:
        for there in pathway.stage(here).leads_to:
            if pathway.stage(there).is_final:
                continue
            assert may_move(pathway, facts=facts, from_stage=here, to_stage=there), (here, there)
            reached += [there] if there not in reached else []
        for outcome in pathway.outcomes_from(here):
            assert may_close(pathway, facts=facts, stage=here, outcome=outcome.key)
            ended.add((outcome.key, outcome.ends_in))
    assert {*reached, *(end for _, end in ended)} == {stage.key for stage in pathway.stages}
    assert {key for key, _ in ended} == {outcome.key for outcome in pathway.outcomes}


@pytest.mark.parametrize("pathway", PATHWAYS, ids=name)
def test_no_stage_waits_without_a_clock(pathway: Pathway) -> None:
    assert [stage.key for stage in pathway.stages if not stage.is_final and not stage.clocks] == []


@pytest.mark.parametrize("rule", CLOCKS, ids=lambda rule: rule.key)
def test_a_clock_tells_somebody_who_is_there_and_somebody_above_later(rule: ClockRule) -> None:
    assert rule.escalates_to
    assert {
        rule.escalates_to_role,
        *(rung.escalates_to_role for rung in rule.rungs),
    } <= catalogue().roles.keys


@pytest.mark.parametrize("code", sorted(HAPPENINGS))
def test_what_can_happen_is_brought_about_by_somebody(code: str) -> None:
    assert can_happen(HAPPENINGS[code])


@pytest.mark.parametrize("rule", CLOCKS, ids=lambda rule: rule.key)
def test_a_clock_is_started_and_ended_by_what_can_happen(rule: ClockRule) -> None:
    for codes in (rule.starts_on, rule.ends_on):
        assert [code for code in codes if can_happen(HAPPENINGS[code])] == list(codes)


@pytest.mark.parametrize("pathway", of_cases(NOW_IN_FORCE), ids=name)
def test_each_clock_of_a_pathway_can_start_and_end_on_it(pathway: Pathway) -> None:
    """By what its stages bring about, by what a command says of every case, or by what officers record on it."""
    there = {
        code
        for code, one in HAPPENINGS.items()
        if (one.recorded_by and (not one.pathways or pathway.key in one.pathways))
        or code in by_moving([pathway])
        or is_said_by_a_command(code)
    }
    for rule in running(pathway):
        assert there & set(rule.starts_on), f"{rule.key} never starts"
        assert there & set(rule.ends_on), f"{rule.key} never ends"


def test_every_clock_of_cases_stands_on_some_pathway() -> None:
    on_roads = {rule.key for pathway in of_cases(NOW_IN_FORCE) for rule in running(pathway)}
    by_commands = {rule.key for rule in CLOCKS if f'"{rule.key}"' in SOURCE}
    of_cases_alone = {rule.key for rule in CLOCKS if any(code.startswith("case.") for code in rule.starts_on)}
    assert of_cases_alone - by_commands - on_roads == set()


def test_every_row_of_the_field_s_list_of_clocks_is_a_rule() -> None:
    asked, kept = {row["row"] for row in field_list()}, {row for rule in CLOCKS for row in rule.rows}
    assert asked - kept == set(), "rows without a rule"
    assert kept - asked == set(), "numbers that the list does not have"
    assert len(asked) == 66


@pytest.mark.parametrize("pathway", of_cases(NOW_IN_FORCE), ids=name)
def test_a_pathway_is_opened_by_kinds_of_unit_that_there_are(pathway: Pathway) -> None:
    assert pathway.opened_by_units
    assert set(pathway.opened_by_units) <= set(UnitKind)


def test_the_happenings_of_the_house_are_looked_at_as_data() -> None:
    assert len(HAPPENINGS) > 100
    assert "case.opened" in known_events()
