"""The published roles and retention rules, against what the field and the courts ask of them."""

from datetime import date

import pytest

from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import CAPABILITIES, Role
from caseward.kernel.pathways import Pathway
from caseward.kernel.retention import Disposal, Presumption, RecordFacts, disposal


ROLES = list(catalogue().roles)
TODAY, CLOSED = date(2026, 11, 21), date(2026, 11, 5)


def grants(key: str) -> frozenset[str]:
    return catalogue().role(key).capabilities


# --- roles --------------------------------------------------------------------------------------------------


def test_the_cast_has_its_roles() -> None:
    assert catalogue().roles.keys == {
        "administrator", "case-officer", "custodian", "cyber-officer", "duty-officer", "inspector", "intake-officer",
        "nominal-officer", "panel-chair", "partner", "protected-practitioner", "records-manager", "superintendent",
        "supervisor",
    }  # fmt: skip


def test_an_administrator_never_holds_anything_that_reveals_a_person() -> None:
    assert not [key for key in grants("administrator") if CAPABILITIES[key].reveals]


def test_an_inspector_reads_the_ledger_and_no_record() -> None:
    assert grants("inspector") == {"ledger.read", "definition.read"}


def test_nobody_who_administers_accounts_does_anything_else_but_configure() -> None:
    holders = [role for role in ROLES if "account.administer" in role.capabilities]
    assert [role.key for role in holders] == ["administrator"]


def test_whoever_decides_is_not_whoever_takes_in() -> None:
    assert "referral.decide" not in grants("intake-officer") | grants("case-officer")
    assert {role.key for role in ROLES if "referral.decide" in role.capabilities} == {"supervisor"}


def test_only_a_supervisor_offers_overrides_and_approves() -> None:
    for capability in ("case.allocate", "case.override", "case.approve", "team.read"):
        assert {role.key for role in ROLES if capability in role.capabilities} == {"supervisor"}


def test_intake_never_reads_a_case() -> None:
    assert not [key for key in grants("intake-officer") if key.startswith("case.")]


def test_partners_and_chairs_read_only_what_was_shared() -> None:
    assert grants("partner") == grants("panel-chair") == {"pack.read"}


def test_every_capability_is_granted_by_some_role() -> None:
    assert frozenset().union(*(role.capabilities for role in ROLES)) == CAPABILITIES.keys()


@pytest.mark.parametrize("pathway", list(catalogue().pathways), ids=lambda pathway: pathway.key)
def test_somebody_can_answer_every_question_of_a_pathway(pathway: Pathway) -> None:
    asked = {stage.decided_by for stage in pathway.stages if stage.decided_by}
    asked |= {gate.overridable_by for gate in pathway.gates if gate.overridable_by}
    assert asked <= grants("supervisor")


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_a_role_describes_itself_to_a_manager(role: Role) -> None:
    assert role.description.endswith(".")
    assert len(role.description.split()) >= 8
    assert role.title[0].isupper()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_whoever_sees_people_inside_the_police_is_vetted_and_trained(role: Role) -> None:
    outside = {"partner", "panel-chair"}
    assert role.key in outside or (role.vetting and "data-protection" in role.training)


def test_vetting_names_only_levels_that_exist() -> None:
    known = {"RV", "MV", "CTC", "SC", "DV", "NPPV3"}
    assert {level for role in ROLES for level in role.vetting} <= known


# --- retention ----------------------------------------------------------------------------------------------


def next_review(rule: str, **facts: object) -> Disposal:
    values: dict[str, object] = {"closed_on": CLOSED, "was_child": False, "unfounded": False}
    record = RecordFacts(**{**values, **facts})  # type: ignore[arg-type]
    found = disposal(record, rule=catalogue().retention(rule, on=CLOSED), today=TODAY)
    assert isinstance(found, Disposal)
    return found


@pytest.mark.parametrize(
    ("rule", "facts", "review_on", "presumption"),
    [
        pytest.param("prevent-record", {}, date(2032, 11, 5), Presumption.REVIEW, id="six years"),
        pytest.param(
            "prevent-record", {"was_child": True}, date(2032, 11, 5), Presumption.REVIEW, id="supported child"
        ),
        pytest.param(
            "prevent-no-further-action", {}, date(2032, 11, 5), Presumption.REVIEW, id="adult, no action"
        ),
        pytest.param(
            "prevent-no-further-action",
            {"was_child": True},
            date(2027, 11, 5),
            Presumption.REVIEW,
            id="child, no action",
        ),
        pytest.param(
            "prevent-no-further-action",
            {"was_child": True, "last_reviewed_on": date(2026, 11, 10)},
            date(2027, 11, 10),
            Presumption.REVIEW,
            id="child, then every year",
        ),
        pytest.param(
            "prevent-no-further-action",
            {"was_child": True, "unfounded": True},
            date(2027, 11, 5),
            Presumption.DELETE,
            id="child, unfounded: it goes",
        ),
        pytest.param("prevent-unfounded", {}, date(2027, 11, 5), Presumption.DELETE, id="unfounded: it goes"),
        pytest.param("prevent-advice", {}, date(2027, 11, 5), Presumption.DELETE, id="advice only: it goes"),
    ],
)
def test_a_record_is_looked_at_again(
    rule: str, facts: dict[str, object], review_on: date, presumption: Presumption
) -> None:
    found = next_review(rule, **facts)
    assert (found.review_on, found.presumption) == (review_on, presumption)


def test_the_sentence_of_a_six_year_review_is_plain() -> None:
    assert next_review("prevent-record").because == (
        "6 years after the record closed on 5 November 2026. Rule: Prevent record, version 2026-11."
    )


def test_what_may_hold_a_record_is_named_with_its_law() -> None:
    holds = catalogue().holds
    assert holds["criminal-proceedings"].source == ("CPIA",)
    assert {"inquest", "public-inquiry", "complaint", "data-subject-request"} < set(holds)
