"""The support plan: written within a day of adoption, every factor answered before support ends (F13, F21)."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case, Factor, SupportPlan
from caseward.cases.queries.facts import facts_of
from caseward.cases.vocabulary import CaseId, Presence
from caseward.foundation.commands.errors import Invalid, NotVisible, Stale
from caseward.obligations.models import Obligation
from tests import cast, given, told
from tests.apps.obligations import secrecy


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)
STRANGERS = ["rhys", "kit", "noor", "stan", "ines"]


def write_plan(case_id: CaseId, *, who: str = "priya", **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "aims": "Somebody to talk to; back to school full time.",
        "agreed_with": "Callum, his grandmother and the panel",
        "review_on": date(2027, 2, 1),
    }
    with cast.acting(who, now=LATER) as ctx:
        return commands.write_plan(ctx, case_id=case_id, **said | changes)


def record_factor(case_id: CaseId, *, who: str = "priya", **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "key": "E1",
        "presence": Presence.STRONGLY,
        "evidence": "Assessment of 20 November; opinion of Dr Penrose.",
    }
    with cast.acting(who, now=LATER) as ctx:
        return commands.record_factor(ctx, case_id=case_id, **said | changes)


def answer_factor(factor_id: UUID, *, who: str = "priya", version: int = 1, **said: Any) -> CaseId:
    with cast.acting(who, now=LATER) as ctx:
        return commands.answer_factor(ctx, factor_id=factor_id, version=version, **said)


def action(case_id: CaseId) -> UUID:
    with cast.acting("priya", now=LATER) as ctx:
        return commands.add_action(
            ctx, case_id=case_id, text="Mentoring each week", accountable="Bridge Mentoring"
        )


def fact(case_id: CaseId, name: str) -> Any:
    with cast.acting("priya", now=LATER) as ctx:
        case = Case.objects.select_related("referral", "nominal").get(pk=case_id)
        return facts_of(viewer=ctx.actor, case=case, today=ctx.today).get(name)


def at_consent() -> CaseId:
    """A case that the panel has adopted."""
    case_id = given.at_section_36()
    given.findings(case_id, "section_36_met", "panel_adopted", now=given.later(hours=2))
    for stage, here, who in (("panel", "section-36", "beth"), ("consent", "panel", "priya")):
        with cast.acting(who, now=given.later(hours=5)) as ctx:
            commands.move_case(
                ctx,
                case_id=case_id,
                version=given.case_version(case_id),
                to_stage=stage,
                decided=given.decided(stage, question=here),
            )
    return case_id


def owed(case_id: CaseId) -> set[str]:
    with cast.acting("priya"):
        found = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        return set(found.values_list("rule_key", flat=True))


def test_write_plan_ends_the_clock_that_adoption_started() -> None:
    """F21: an adopted case without a plan is late after one working day."""
    case_id = at_consent()
    with cast.acting("priya"):
        clock = Obligation.objects.get(about_id=case_id, rule_key="support-plan", ended_at__isnull=True)
        assert clock.started_at == given.later(hours=5)

    write_plan(case_id)

    assert "support-plan" not in owed(case_id)


def test_write_plan_is_what_the_gate_asks_for_and_stays_when_written_anew() -> None:
    case_id = given.owned()
    assert fact(case_id, "support_plan_written") is None
    first, second = write_plan(case_id), write_plan(case_id, aims="More.")

    assert fact(case_id, "support_plan_written") is True
    with cast.acting("priya") as ctx:
        sheet = queries.plan_sheet(viewer=ctx.actor, case_id=case_id)
        assert SupportPlan.objects.filter(case_id=case_id).count() == sheet.editions == 2
    assert [one["plan_id"] for one in told.facts("case.plan-written")] == [str(first), str(second)]


@pytest.mark.parametrize(
    "changes", [{"aims": " "}, {"agreed_with": ""}, {"review_on": date(2026, 11, 23)}], ids=str
)
def test_write_plan_wants_it_whole(changes: dict[str, Any]) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid) as refused:
        write_plan(case_id, **changes)

    assert refused.value.field in changes


@pytest.mark.parametrize("who", STRANGERS)
def test_write_plan_and_record_factor_find_no_case_for_strangers(who: str) -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        write_plan(case_id, who=who)
    with pytest.raises(NotVisible):
        record_factor(case_id, who=who)


def test_write_plan_and_record_factor_refuse_once_the_case_is_closed() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="is closed"):
        write_plan(case_id)
    with pytest.raises(Invalid, match="is closed"):
        record_factor(case_id)


def test_record_factor_keeps_what_it_rests_on() -> None:
    case_id = given.owned()
    factor_id = record_factor(case_id)

    assert told.facts("case.factor-recorded") == [
        {"case_id": str(case_id), "factor_id": str(factor_id), "presence": "STRONGLY"}
    ]
    with cast.acting("priya") as ctx:
        [row] = queries.plan_sheet(viewer=ctx.actor, case_id=case_id).factors
    assert (row.title, row.presence, row.is_covered) == (
        "Feelings of grievance and injustice", "Strongly present", False,
    )  # fmt: skip


def test_record_factor_refuses_an_unknown_one_one_twice_and_one_without_evidence() -> None:
    case_id = given.owned()
    for changes in ({"key": "Z9"}, {"evidence": " "}):
        with pytest.raises(Invalid) as refused:
            record_factor(case_id, **changes)
        assert refused.value.field in changes
    record_factor(case_id)
    with pytest.raises(Invalid, match="recorded already"):
        record_factor(case_id)


def test_an_uncovered_factor_bars_the_exit_and_nobody_finds_otherwise() -> None:
    """F13: exit is blocked while an uncovered factor exists."""
    case_id = given.owned()
    given.findings(case_id, "factors_covered")
    assert fact(case_id, "factors_covered") is True
    covered, left = record_factor(case_id), record_factor(case_id, key="E2")
    assert fact(case_id, "factors_covered") is False
    with pytest.raises(Invalid, match="records that say it"):
        given.findings(case_id, "factors_covered")

    answer_factor(covered, action_ids=[action(case_id)])
    assert fact(case_id, "factors_covered") is False
    answer_factor(left, no_action_because="The school has dealt with it; he says so himself.")
    assert fact(case_id, "factors_covered") is True


def test_answer_factor_is_recorded_and_ties_the_action() -> None:
    case_id = given.owned()
    factor_id, first = record_factor(case_id), action(case_id)
    answer_factor(factor_id, action_ids=[first])

    assert told.facts("case.factor-answered") == [
        {"case_id": str(case_id), "factor_id": str(factor_id), "actions": 1}
    ]
    with cast.acting("priya") as ctx:
        [row] = queries.plan_sheet(viewer=ctx.actor, case_id=case_id).factors
    assert row.actions == {first}


@pytest.mark.parametrize("said", [{}, {"no_action_because": "  "}])
def test_answer_factor_wants_an_action_or_a_reason(said: dict[str, Any]) -> None:
    factor_id = record_factor(given.owned())
    with pytest.raises(Invalid, match="at least one action"):
        answer_factor(factor_id, **said)


def test_answer_factor_takes_no_action_of_another_case() -> None:
    factor_id = record_factor(given.owned())
    elsewhere = action(given.owned(given.MAEVE))
    for action_id in (elsewhere, uuid4()):
        with pytest.raises(NotVisible):
            answer_factor(factor_id, action_ids=[action_id])


def test_answer_factor_refuses_a_stale_version() -> None:
    factor_id = record_factor(given.owned())
    answer_factor(factor_id, no_action_because="Dealt with by the school.")
    with pytest.raises(Stale):
        answer_factor(factor_id, no_action_because="Again.")


@pytest.mark.parametrize("who", STRANGERS)
def test_answer_factor_finds_nothing_for_strangers(who: str) -> None:
    factor_id = record_factor(given.owned())
    with pytest.raises(NotVisible):
        answer_factor(factor_id, who=who, no_action_because="So.")


def test_the_plan_is_known_to_those_who_may_know_the_case() -> None:
    case_id = given.owned()
    write_plan(case_id)
    answer_factor(record_factor(case_id), action_ids=[action(case_id)])

    for table in ("cases_supportplan", "cases_factor", "cases_cover"):
        assert set(secrecy.seen_by_each(table)) == {"priya", "omar", "beth", "grace"}
        assert secrecy.seen_by_nobody(table) == 0


def test_the_matrix_shows_what_answers_each_factor() -> None:
    case_id = given.owned()
    browser, where = cast.browser("priya"), f"/cases/{case_id}/support-plan/"
    assert "No plan is written" in browser.get(where).content.decode()
    action(case_id)

    sent = {"key": "E1", "presence": "PARTLY", "evidence": "Assessment of 20 November."}
    page = browser.post(f"{where}factor/", sent, follow=True).content.decode()
    assert "What answers this factor?" in page
    with cast.acting("priya"):
        factor_id = Factor.objects.get().pk
    answered = {"no_action_because": "The school deals with it.", "version": "1"}
    page = browser.post(f"{where}{factor_id}/", answered, follow=True).content.decode()
    assert "The school deals with it." in page
    plan = {
        "aims": "Back to school.", "agreed_with": "Callum", "review_on-day": "1", "review_on-month": "2",
        "review_on-year": "2031",
    }  # fmt: skip
    assert "Back to school." in browser.post(f"{where}write/", plan, follow=True).content.decode()
