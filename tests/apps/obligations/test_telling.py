"""Who is told that something is due, and when: whoever owes it, then rung by rung."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import NotPermitted
from caseward.obligations import commands, jobs
from caseward.obligations.commands import telling
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.compartments.given import sealed
from tests.apps.tripwires.test_tripwires import platform
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

SECTION_36 = "section-36-decision"


def run(now: datetime) -> None:
    """What the platform's own job does at that moment."""
    with platform(now=now) as ctx:
        if jobs.is_waiting(ctx):
            commands.tell_what_is_due(ctx)


def messages(kind: str) -> list[str]:
    """Who was told of that kind, once for each message."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select u.username from jobs_outboxmessage m join accounts_user u on u.id = m.user_id"
            " where m.kind = %s order by u.username",
            [kind],
        )
        return [who for (who,) in cursor.fetchall()]


def due_of(case_id: CaseId, rule: str = SECTION_36) -> datetime:
    with cast.acting("priya"):
        found = Obligation.objects.get(about_id=case_id, rule_key=rule).due_at
        assert found is not None
        return found


def test_whoever_owes_it_is_told_at_each_warning_once() -> None:
    due = due_of(given.owned())

    for moment in (due - timedelta(hours=1), due - timedelta(minutes=5)):
        run(moment)

    assert messages("case.due-soon") == ["priya"]
    assert messages("case.overdue") == []


def test_when_the_time_has_run_out_the_first_rung_hears_too_and_the_second_later() -> None:
    due = due_of(given.owned())
    run(due - timedelta(hours=1))

    run(due + timedelta(minutes=1))
    assert messages("case.overdue") == ["beth", "grace", "priya"]
    run(due + timedelta(days=1))
    assert messages("case.overdue") == ["beth", "grace", "priya"]
    run(due + timedelta(days=9))
    assert messages("case.overdue") == ["beth", "beth", "grace", "grace", "priya"]


def test_days_without_the_job_change_only_when_people_were_told() -> None:
    """Failings F18: three days without a scheduler lose nothing; each hears once of what came meanwhile."""
    due = due_of(given.owned())

    run(due + timedelta(days=3))

    assert messages("case.overdue") == ["beth", "grace", "priya"]
    with cast.acting("priya"):
        assert Obligation.objects.filter(due_at=due, ended_at__isnull=True).exists()


def test_what_is_done_or_withdrawn_is_told_to_nobody() -> None:
    case_id = given.owned()
    due = due_of(case_id)
    given.closed(given.at_section_36({**given.MAEVE}))
    with cast.acting("priya"):
        ended = Obligation.objects.filter(ended_at__isnull=False)
        assert ended.exists()
        assert not ended.filter(tells_at__isnull=False).exists()

    run(due + timedelta(minutes=1))

    assert messages("case.overdue") == ["beth", "grace", "priya"]


def test_a_role_that_may_not_know_the_record_is_not_told_of_it() -> None:
    """Of a sealed case only those hear for whom it is sealed, whatever office the others hold."""
    case_id = given.owned()
    due = due_of(case_id)
    sealed(case_id)

    run(due + timedelta(days=30))

    assert set(messages("case.overdue")) <= {"priya", "beth", "grace"}
    assert "priya" in messages("case.overdue")


def test_a_role_in_which_nobody_may_know_the_record_is_stood_in_for_by_whoever_allocates() -> None:
    """The panel's chair is posted nowhere here: a rung that nobody stands on is not silent."""
    case_id = given.owned()
    with cast.acting("priya"):
        owed = Obligation.objects.get(about_id=case_id, rule_key="reassessment")
        assert owed.due_at is not None

    run(owed.due_at + timedelta(minutes=1))

    assert {"priya", "beth", "grace"} <= set(messages("case.overdue"))


def test_telling_is_recorded_by_ids_and_roles() -> None:
    due = due_of(given.owned())

    run(due + timedelta(minutes=1))

    assert {fact["role"] for fact in told.facts("obligation.told")} >= {"bearer", "supervisor"}


def test_only_the_platform_tells() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.tell_what_is_due(ctx)


def test_the_job_tells_until_nothing_waits_and_records_nothing_of_an_idle_minute() -> None:
    due = due_of(given.owned())
    with platform(now=given.NOW) as ctx:
        jobs.tell(ctx)
    assert told.facts("obligation.told") == []

    with platform(now=due) as ctx:
        jobs.tell(ctx)

    assert messages("case.overdue") == ["beth", "grace", "priya"]


def test_the_job_looks_once_and_puts_all_notices_down_together() -> None:
    due = due_of(given.owned())
    given.owned(given.MAEVE)

    with platform(now=due) as ctx, asked() as found:
        jobs.tell(ctx)

    assert len(messages("case.overdue")) == 6
    assert len([sql for sql in found.statements if "procrastinate_defer_jobs" in sql]) == 1
    assert len([sql for sql in found.statements if "is_anything_to_tell" in sql]) == 1


def test_a_job_that_finds_more_than_a_batch_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    due = due_of(given.owned())
    given.owned(given.MAEVE)
    for module, name in ((telling, "AT_ONCE"), (commands, "TOLD_AT_ONCE")):
        monkeypatch.setattr(module, name, 1)

    with platform(now=due) as ctx:
        jobs.tell(ctx)

    assert len(messages("case.overdue")) == 6
