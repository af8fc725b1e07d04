"""Sessions count once the tasking is acknowledged, planned against held, each chased until reported (F11, F12)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.models import Action, Case
from caseward.cases.queries.facts import facts_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Source
from caseward.foundation.commands.errors import Invalid, NotVisible
from caseward.obligations.models import Obligation
from caseward.provision.models import Session
from caseward.provision.vocabulary import Became
from tests import cast, given, roles, told
from tests.apps.obligations import secrecy
from tests.apps.provision.given import (
    TASKED_AT,
    acknowledge_tasking,
    acknowledged,
    end_tasking,
    log_session,
    report_session,
    task_provider,
)


pytestmark = pytest.mark.django_db

STRANGERS = ["rhys", "kit", "noor", "stan", "ines"]


def clocks(case_id: CaseId) -> dict[str, datetime]:
    """What is owed about the case, and since when."""
    with cast.acting("priya"):
        found = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        return dict(found.values_list("rule_key", "started_at"))


def accounted(case_id: CaseId) -> Any:
    """What the gate of exit hears of the sessions."""
    with cast.acting("priya", now=given.later(days=40)) as ctx:
        case = Case.objects.select_related("referral", "nominal").get(pk=case_id)
        return facts_of(viewer=ctx.actor, case=case, today=ctx.today).get("sessions_accounted_for")


def by_hand(case_id: CaseId) -> None:
    with cast.acting("priya", now=TASKED_AT) as ctx:
        commands.record_happening(
            ctx,
            case_id=case_id,
            happening="case.session-held",
            at=TASKED_AT,
            words="An hour with Mr Adeyemi.",
            source=Source.OBSERVED,
            source_name="",
        )


def test_log_session_is_refused_while_the_tasking_is_not_acknowledged() -> None:
    """F12: a session cannot be logged against an unacknowledged tasking, and the refusal is in the ledger."""
    case_id = given.owned()
    tasking_id = task_provider(case_id)

    with pytest.raises(Invalid, match="not acknowledged this tasking"):
        log_session(tasking_id)

    assert told.refusals() == [("log_session", "tasking.not-acknowledged")]
    with cast.acting("priya"):
        assert not Session.objects.filter(tasking_id=tasking_id).exists()
    log_after = acknowledge_tasking(tasking_id)
    assert log_after == case_id
    log_session(tasking_id)


def test_log_session_is_refused_by_the_database_itself_while_nobody_acknowledged() -> None:
    """F12."""
    case_id = given.owned()
    first, second = acknowledged(case_id), task_provider(case_id)
    log_session(first)

    with roles.owner():
        secrecy.assert_refused(
            "insert into provision_session select n.* from provision_session s, jsonb_populate_record(s,"
            " jsonb_build_object('id', gen_random_uuid(), 'tasking_id', %s::text)) n",
            "acknowledged tasking",
            [str(second)],
        )


def test_record_happening_refuses_a_session_by_hand_while_a_tasking_stands() -> None:
    """F11: what is entered beside the tasking would be counted nowhere; the page leads to where it is."""
    case_id = given.owned()
    task_provider(case_id)

    with pytest.raises(Invalid, match="counted against the tasking"):
        by_hand(case_id)

    assert told.refusals() == [("record_happening", "case.session-of-a-provider")]
    page = cast.browser("priya").get(reverse("cases:happened", args=[case_id])).content.decode()
    assert "log a session" in page


def test_log_session_counts_held_against_planned() -> None:
    """F11: one of six held, and nobody can believe that it was several."""
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    session_id = log_session(tasking_id)

    with cast.acting("priya", now=given.later(days=3)) as ctx:
        file = commands.view_case(ctx, case_id=case_id)
    [held] = file.provided
    assert (held.held, held.planned, held.missed, held.outstanding) == (1, 6, 0, 5)
    assert told.facts("session.logged") == [
        {
            "tasking_id": str(tasking_id),
            "about_id": str(case_id),
            "session_id": str(session_id),
            "became": "HELD",
        }
    ]
    with cast.acting("priya"):
        entry = Entry.objects.get(about_id=case_id, kind="SESSION")
        assert entry.source_name == "Tunde Adeyemi, Bridge Mentoring"


def test_log_session_ends_the_wait_for_the_first_and_starts_the_one_for_its_report() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    assert "session-report" not in clocks(case_id)

    log_session(tasking_id, day=1)
    log_session(tasking_id, day=8)

    owed = clocks(case_id)
    assert "first-session" not in owed
    assert owed["session-report"] == TASKED_AT + timedelta(days=1)


def test_log_session_that_was_not_held_says_why_and_counts_for_nothing() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    with pytest.raises(Invalid) as refused:
        log_session(tasking_id, became=Became.NOT_ATTENDED, because=" ")
    assert refused.value.field == "because"

    log_session(
        tasking_id, became=Became.NOT_ATTENDED, because="He was ill.", minutes=0, attendees="", summary=""
    )

    with cast.acting("priya") as ctx:
        [line] = queries.provision(viewer=ctx.actor, case_id=case_id)
    assert (line.figures.held, line.figures.missed, line.figures.outstanding) == (0, 1, 5)
    assert "first-session" in clocks(case_id)


def test_log_session_makes_an_action_of_a_concern() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    with pytest.raises(Invalid) as refused:
        log_session(tasking_id, concern="He spoke of a knife.")
    assert refused.value.field == "accountable"

    session_id = log_session(tasking_id, concern="He spoke of a knife.", accountable="Northshire Police")

    with cast.acting("priya"):
        action = Action.objects.get(case_id=case_id)
        assert action.text.endswith("He spoke of a knife.")
        assert (action.accountable, action.settled_at) == ("Northshire Police", None)
        assert Session.objects.get(pk=session_id).action_id == action.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"attendees": " "}, "attendees"),
        ({"summary": ""}, "content"),
        ({"covered": ()}, "covered"),
        ({"occurred_at": TASKED_AT + timedelta(days=9)}, "occurred_at"),
        ({"occurred_at": TASKED_AT - timedelta(days=1)}, "occurred_at"),
    ],
)
def test_log_session_wants_it_whole(changes: dict[str, Any], field: str) -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Invalid) as refused:
        log_session(tasking_id, **changes)

    assert refused.value.field == field


def test_log_session_finds_nothing_for_strangers() -> None:
    tasking_id = acknowledged(given.owned())
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            log_session(tasking_id, who=who)


def test_report_session_ends_the_chase_until_the_next_that_is_waited_for() -> None:
    """Chased until reported: each session that was held, the oldest first."""
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    first, second = log_session(tasking_id, day=1), log_session(tasking_id, day=2)

    report_session(first, day=3)
    assert clocks(case_id)["session-report"] == TASKED_AT + timedelta(days=2)

    report_session(second, day=4)
    assert "session-report" not in clocks(case_id)
    assert [fact["session_id"] for fact in told.facts("session.reported")] == [str(first), str(second)]


def test_report_session_is_given_once() -> None:
    session_id = log_session(acknowledged(given.owned()))
    report_session(session_id)
    with pytest.raises(Invalid, match="here already"):
        report_session(session_id)


def test_report_session_wants_words_and_a_session_that_was_held() -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Invalid) as refused:
        report_session(log_session(tasking_id), text=" ")
    assert refused.value.field == "text"

    missed = log_session(tasking_id, day=2, became=Became.CANCELLED, because="Snow.")
    with pytest.raises(Invalid, match="not held"):
        report_session(missed, day=3)


def test_report_session_finds_nothing_for_strangers() -> None:
    session_id = log_session(acknowledged(given.owned()))
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            report_session(session_id, who=who)


def test_sessions_are_accounted_for_when_each_was_held_or_it_is_said_why_not() -> None:
    """F11: exit with planned sessions outstanding is barred until somebody gives the reason."""
    case_id = given.owned()
    assert accounted(case_id) is None
    tasking_id = acknowledged(case_id, sessions_planned=2)
    with pytest.raises(Invalid, match="records that say it"):
        given.findings(case_id, "sessions_accounted_for", now=given.later(days=1))
    assert accounted(case_id) is False

    log_session(tasking_id)
    assert accounted(case_id) is False
    log_session(tasking_id, day=2, became=Became.NOT_ATTENDED, because="He was ill.")
    assert accounted(case_id) is True


def test_a_tasking_that_ended_with_its_reason_is_accounted_for() -> None:
    case_id = given.owned()
    end_tasking(acknowledged(case_id))

    assert accounted(case_id) is True


@pytest.mark.parametrize("table", ["provision_tasking", "provision_objective", "provision_session"])
def test_what_is_provided_is_known_to_those_who_may_know_the_case(table: str) -> None:
    log_session(acknowledged(given.owned()))

    assert set(secrecy.seen_by_each(table)) == {"priya", "omar", "beth", "grace"}
    assert secrecy.seen_by_nobody(table) == 0


@pytest.mark.parametrize("table", ["provision_objective", "provision_session", "provision_sessionreport"])
def test_what_providers_tell_only_grows(table: str) -> None:
    report_session(log_session(acknowledged(given.owned())))

    secrecy.assert_only_grows(table)
