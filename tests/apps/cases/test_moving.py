"""From stage to stage: findings, gates set aside, and decisions."""

from dataclasses import replace
from uuid import UUID

import pytest

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.decisions.models import DecisionRecord
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.obligations.models import Obligation
from tests import cast, given, told


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)


def find(
    case_id: CaseId, fact: str, *, is_so: bool = True, who: str = "priya", because: str = "Seen"
) -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.record_finding(ctx, case_id=case_id, fact=fact, is_so=is_so, because=because)


def set_aside(
    case_id: CaseId, gate: str, *, who: str = "beth", because: str = "Nobody else knows him."
) -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.set_gate_aside(ctx, case_id=case_id, gate=gate, because=because)


def move(case_id: CaseId, to: str = "section-36", *, who: str = "priya", version: int = 0) -> CaseId:
    with cast.acting("priya"):
        case = Case.objects.get(pk=case_id)
    with cast.acting(who, now=LATER) as ctx:
        return commands.move_case(
            ctx,
            case_id=case_id,
            version=version or case.version,
            to_stage=to,
            decided=given.decided(to, question=case.stage),
        )


def stage(case_id: CaseId) -> str:
    with cast.acting("priya"):
        return Case.objects.get(pk=case_id).stage


def test_record_finding_opens_the_gate_that_asks_for_it() -> None:
    case_id = given.owned()
    find(case_id, "partners_asked", is_so=False)
    find(case_id, "partners_asked", who="omar")
    with cast.acting("priya", now=LATER) as ctx:
        file = commands.view_case(ctx, case_id=case_id)

    assert [gate.gate.key for gate in file.next_stages[0].unmet] == ["assessment-signed"]
    assert [each["is_so"] for each in told.facts("case.finding-recorded")] == [False, True]


def test_record_finding_finds_no_case_for_strangers_and_records_the_refusal() -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        find(case_id, "partners_asked", who="ewan")

    assert told.refusals() == [("record_finding", "not-visible")]


@pytest.mark.parametrize("fact", ["open_gaps", "closure_approved_by_second_person", "no-such-thing"])
def test_record_finding_refuses_what_is_not_for_officers_to_say(fact: str) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="not something an officer records"):
        find(case_id, fact)


def test_record_finding_wants_a_reason() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="on what it rests"):
        find(case_id, "partners_asked", because=" ")


def test_record_finding_refuses_once_the_case_is_closed() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="is closed"):
        find(case_id, "partners_asked")


def test_set_gate_aside_lets_the_case_go_on_with_a_reason() -> None:
    case_id = given.owned()
    find(case_id, "assessment_signed")
    set_aside(case_id, "partners-asked")
    move(case_id)

    assert stage(case_id) == "section-36"
    assert told.facts("case.gate-set-aside") == [{"case_id": str(case_id), "gate": "partners-asked"}]


def test_set_gate_aside_is_not_for_the_case_officer() -> None:
    case_id = given.owned()
    with pytest.raises(NotPermitted):
        set_aside(case_id, "partners-asked", who="priya")

    assert [name for name, _code in told.refusals()] == ["set_gate_aside"]


@pytest.mark.parametrize("gate", ["assessment-signed", "second-person", "no-open-gaps", "no-such-gate"])
def test_set_gate_aside_refuses_what_nobody_may_set_aside(gate: str) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="may not be set aside"):
        set_aside(case_id, gate)


def test_set_gate_aside_wants_a_reason() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="why it does not matter"):
        set_aside(case_id, "partners-asked", because=" ")


def test_set_gate_aside_finds_no_case_for_strangers() -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        set_aside(case_id, "partners-asked", who="elin")


def test_move_case_goes_on_and_leaves_its_decision() -> None:
    case_id = given.at_section_36()

    assert stage(case_id) == "section-36"
    with cast.acting("priya"):
        record = DecisionRecord.objects.get(about_id=case_id, question="information-gathering")
    assert told.facts("case.moved") == [
        {"case_id": str(case_id), "to": "section-36", "decision_id": str(record.pk)}
    ]


def test_move_case_is_for_the_rank_that_the_stage_asks_for() -> None:
    case_id = given.at_section_36()
    find(case_id, "section_36_met")
    with pytest.raises(NotPermitted, match="Who decides it: supervisor, for the chief officer"):
        move(case_id, "panel")

    move(case_id, "panel", who="grace")
    assert stage(case_id) == "panel"
    assert [name for name, _code in told.refusals()] == ["move_case"]


def test_move_case_says_every_gate_that_bars_the_way() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid) as refused:
        move(case_id)

    assert "which agencies were asked" in str(refused.value)
    assert "The assessment is not signed." in str(refused.value)
    assert stage(case_id) == "information-gathering"


@pytest.mark.parametrize("to", ["panel", "closed", "no-such-stage"])
def test_move_case_refuses_where_the_pathway_does_not_go(to: str) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid):
        move(case_id, to)


def test_move_case_refuses_a_page_that_others_have_passed() -> None:
    case_id = given.owned()
    with pytest.raises(Stale):
        move(case_id, version=1)


def test_move_case_ends_the_clock_of_the_stage_and_starts_the_next() -> None:
    case_id = given.at_section_36()
    find(case_id, "section_36_met")
    move(case_id, "panel", who="beth")

    with cast.acting("priya"):
        owed = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        assert {(one.rule_key, one.owed_by.username if one.owed_by else "") for one in owed} == {
            ("first-panel", "priya"),
            ("reassessment", "priya"),
        }


def owed(case_id: CaseId) -> set[str]:
    with cast.acting("priya"):
        open_ones = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        return set(open_ones.values_list("rule_key", flat=True))


def test_a_case_that_police_manage_themselves_owes_no_decision_under_section_36() -> None:
    case_id = given.owned()
    assert "section-36-decision" in owed(case_id)

    move(case_id, "pcm")

    assert owed(case_id) == {"pcm-review", "reassessment", "silence"}


def test_a_case_that_goes_back_for_information_still_owes_its_decision() -> None:
    case_id = given.at_section_36()

    move(case_id, "information-gathering", who="beth")

    assert "section-36-decision" in owed(case_id)


def test_move_case_refuses_a_decision_without_a_reason() -> None:
    """F14: a stage change without a rationale is refused."""
    case_id = given.owned()
    given.findings(case_id, "partners_asked", "assessment_signed")
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Invalid) as refused:
        commands.move_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            to_stage="section-36",
            decided=replace(given.decided("section-36", question="information-gathering"), rationale=" "),
        )

    assert refused.value.field == "rationale"
    assert stage(case_id) == "information-gathering"


def test_move_case_wants_the_assessment_signed_before_the_decision_that_rests_on_it() -> None:
    """F15: the assessment comes before the decision it informs."""
    case_id = given.owned()
    given.findings(case_id, "partners_asked")
    with pytest.raises(Invalid, match="Sign it before the decision"):
        move(case_id)


def test_a_decision_of_an_earlier_stay_does_not_count_for_the_next() -> None:
    case_id = given.at_section_36()
    move(case_id, "information-gathering", who="beth")
    with cast.acting("priya", now=LATER) as ctx:
        facts = commands.view_case(ctx, case_id=case_id).facts

    assert facts.get("decision_recorded") is False
