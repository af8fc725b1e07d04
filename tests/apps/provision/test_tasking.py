"""A provider is tasked in writing, acknowledges it, and never just stops (F12, F26, F57)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case
from caseward.cases.queries.facts import facts_of
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import Invalid, NotVisible, Stale
from caseward.obligations.models import Obligation
from caseward.provision.models import Tasking
from caseward.provision.vocabulary import Ended, TaskingId
from tests import cast, given, told
from tests.apps.provision.given import (
    ENDED,
    TASKED_AT,
    acknowledge_tasking,
    acknowledged,
    end_tasking,
    log_session,
    risk,
    task_provider,
    tasked,
    version,
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


def test_task_provider_is_written_and_ties_each_objective_to_a_risk_of_the_case() -> None:
    case_id = given.owned()
    tasking_id = task_provider(case_id)

    with cast.acting("priya") as ctx:
        [line] = queries.provision(viewer=ctx.actor, case_id=case_id)
    assert (line.now.provider, line.now.planned, line.now.edition) == ("Tunde Adeyemi", 6, 1)
    assert [(one.text, one.serves) for one in line.now.objectives] == [
        ("Somebody to talk to who is not police", "Harm to a teacher")
    ]
    assert told.facts("tasking.issued") == [
        {"tasking_id": str(tasking_id), "about_id": str(case_id), "edition": 1, "sessions_planned": 6}
    ]


def test_task_provider_starts_the_clocks_of_its_answer_of_the_first_session_and_of_its_end() -> None:
    """C09: the first session within ten working days; F26: a word on who goes on before the end."""
    case_id = given.owned()
    task_provider(case_id)

    owed = clocks(case_id)
    assert owed["first-session"] == owed["tasking-acknowledgement"] == TASKED_AT
    with cast.acting("priya"):
        continuity = Obligation.objects.get(about_id=case_id, rule_key="support-continuity")
        # The end of the thirtieth day before 12 February.
        assert continuity.due_at == datetime(2027, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": " "}, "organisation"),
        ({"provider": ""}, "provider"),
        ({"brief": " "}, "brief"),
        ({"aims": ()}, "objective_1"),
        ({"sessions_planned": 0}, "sessions_planned"),
        ({"sessions_planned": 201}, "sessions_planned"),
        ({"ends_on": date(2026, 11, 22)}, "ends_on"),
    ],
)
def test_task_provider_wants_it_whole(changes: dict[str, Any], field: str) -> None:
    """F12: no phone brief; a written tasking with objectives, sessions and days."""
    case_id = given.owned()
    with pytest.raises(Invalid) as refused:
        task_provider(case_id, **changes)

    assert refused.value.field == field


def test_task_provider_refuses_an_objective_that_serves_nothing_of_this_case() -> None:
    case_id = given.owned()
    elsewhere = risk(given.owned(given.MAEVE))
    for serves in (uuid4(), elsewhere):
        with pytest.raises(Invalid, match="serves no risk"):
            task_provider(case_id, serves=serves)


def test_task_provider_finds_no_case_for_strangers() -> None:
    case_id = given.owned()
    serves = risk(case_id)
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            task_provider(case_id, who=who, serves=serves)

    assert told.refusals() == [("task_provider", "not-visible")] * len(STRANGERS)


def test_task_provider_refuses_once_the_case_is_closed() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="is closed"):
        task_provider(case_id, serves=uuid4())


def test_acknowledge_tasking_records_by_whom_when_and_how() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)

    with cast.acting("priya"):
        row = Tasking.objects.get(pk=tasking_id)
        assert (row.acknowledged_by, row.acknowledged_how, row.acknowledged_on) == (
            "Tunde Adeyemi",
            "EMAIL",
            TASKED_AT.date(),
        )
    assert "tasking-acknowledgement" not in clocks(case_id)
    assert told.facts("tasking.acknowledged") == [
        {"tasking_id": str(tasking_id), "about_id": str(case_id), "how": "EMAIL"}
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"by": " "}, "by"), ({"on": date(2026, 11, 22)}, "on"), ({"on": date(2026, 11, 24)}, "on")],
)
def test_acknowledge_tasking_wants_a_name_and_a_day_that_can_be(changes: dict[str, Any], field: str) -> None:
    tasking_id = task_provider(given.owned())
    with pytest.raises(Invalid) as refused:
        acknowledge_tasking(tasking_id, **changes)

    assert refused.value.field == field


def test_acknowledge_tasking_happens_once() -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Invalid, match="acknowledged already"):
        acknowledge_tasking(tasking_id)


def test_acknowledge_tasking_finds_nothing_for_strangers() -> None:
    tasking_id = task_provider(given.owned())
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            acknowledge_tasking(tasking_id, who=who)


def amend(
    tasking_id: TaskingId, *, who: str = "priya", because: str = "He needs more time.", **changes: Any
) -> Any:
    with cast.acting("priya"):
        row = Tasking.objects.get(pk=tasking_id)
        serves = row.objectives.get().serves_id
    with cast.acting(who, now=TASKED_AT + timedelta(days=3)) as ctx:
        return commands.amend_tasking(
            ctx,
            tasking_id=tasking_id,
            version=row.version,
            tasked=tasked(serves, **{"sessions_planned": 8, **changes}),
            because=because,
        )


def test_amend_tasking_issues_a_further_edition_that_is_acknowledged_anew() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    log_session(tasking_id)
    newer = amend(tasking_id)

    with cast.acting("priya") as ctx:
        [line] = queries.provision(viewer=ctx.actor, case_id=case_id)
    assert [one.edition for one in line.editions] == [2, 1]
    assert (line.figures.held, line.figures.planned, line.figures.is_acknowledged) == (1, 8, False)
    with pytest.raises(Invalid, match="not acknowledged"):
        log_session(newer, day=4)
    with pytest.raises(Invalid, match="was amended"):
        log_session(tasking_id, day=4)
    assert [fact["edition"] for fact in told.facts("tasking.issued")] == [1, 2]


def test_amend_tasking_wants_a_reason() -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Invalid) as refused:
        amend(tasking_id, because=" ")

    assert refused.value.field == "because"


def test_amend_tasking_refuses_what_has_ended() -> None:
    tasking_id = acknowledged(given.owned())
    end_tasking(tasking_id, day=2)
    with pytest.raises(Invalid, match="has ended"):
        amend(tasking_id)


def test_amend_tasking_finds_nothing_for_strangers() -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(NotVisible):
        amend(tasking_id, who="rhys")


def test_end_tasking_says_who_goes_on() -> None:
    case_id = given.owned()
    tasking_id = acknowledged(case_id)
    end_tasking(tasking_id)

    with cast.acting("priya"):
        row = Tasking.objects.get(pk=tasking_id)
        assert (row.successor, row.ended_because) == (ENDED.successor, ENDED.because)
    assert {"first-session", "support-continuity"}.isdisjoint(clocks(case_id))
    assert told.facts("tasking.ended") == [
        {"tasking_id": str(tasking_id), "about_id": str(case_id), "has_successor": True}
    ]


@pytest.mark.parametrize(
    ("ended", "field"),
    [
        (replace(ENDED, because=" "), "because"),
        (replace(ENDED, successor=" "), "successor"),
        (replace(ENDED, no_successor_because="Nobody is needed."), "successor"),
        (replace(ENDED, unheld_because=""), "unheld_because"),
    ],
)
def test_end_tasking_refuses_to_let_support_peter_out(ended: Ended, field: str) -> None:
    """F26: no end without a successor or the reason why none; F11: nor with sessions outstanding and no word."""
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Invalid) as refused:
        end_tasking(tasking_id, ended=ended)

    assert refused.value.field == field


def test_end_tasking_refuses_a_stale_version() -> None:
    tasking_id = acknowledged(given.owned())
    with pytest.raises(Stale):
        end_tasking(tasking_id, seen=version(tasking_id) - 1)


def test_end_tasking_finds_nothing_for_strangers() -> None:
    tasking_id = acknowledged(given.owned())
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            end_tasking(tasking_id, who=who, seen=2)
