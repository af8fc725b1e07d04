"""Silences of a unit: by name, past the last rung of a ladder, and blanks that no clock runs for."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.kernel import clocks
from caseward.obligations import queries as obligations
from caseward.obligations.models import Obligation
from tests import cast, given, moments, roles
from tests.apps.cases.test_planning import at_consent, write_plan


pytestmark = pytest.mark.django_db


def unheard(now: datetime) -> set[str]:
    with cast.acting("beth", now=now) as ctx:
        within = queries.led(viewer=ctx.actor).within
        rows = queries.told_to_all(viewer=ctx.actor, within=within, now=now).rows
        counted = queries.silences(viewer=ctx.actor, within=within, now=now)
        assert counted.unheard == len(rows)
        return {row.owed.rule_key for row in rows}


def by_the_ladder(now: datetime) -> set[str]:
    """The same by the ladder of each, one after another."""
    with cast.acting("beth", now=now):
        running = list(Obligation.objects.filter(ended_at__isnull=True, due_at__isnull=False))
        tellings = {one.rule_key: clocks.tellings(obligations.derived(one)) for one in running}
        return {key for key, each in tellings.items() if each[-1].at <= now}


def test_what_is_past_its_last_rung_is_what_the_ladder_of_each_says() -> None:
    at_consent()

    found = [by_the_ladder(given.later(days=day, hours=1)) for day in (0, 1, 2, 4, 6, 20, 40, 120)]

    assert found == [unheard(given.later(days=day, hours=1)) for day in (0, 1, 2, 4, 6, 20, 40, 120)]
    assert found[0] == set()
    assert len(found[-1]) > len(found[4]) > 0


def record_risk(case_id: CaseId) -> UUID:
    with cast.acting("priya", now=given.NOW) as ctx:
        return commands.record_risk(
            ctx,
            case_id=case_id,
            text="What he means is not known.",
            axis=Axis.VIOLENCE,
            level=Level.NOT_KNOWN,
            is_volatile=True,
        )


def not_known(now: datetime) -> list[UUID]:
    with cast.acting("beth", now=now) as ctx:
        within = queries.led(viewer=ctx.actor).within
        return [row.id for row in queries.not_known(viewer=ctx.actor, within=within, now=now).rows]


def test_a_risk_that_stays_not_known_is_an_exception_until_it_is_settled() -> None:
    risk_id = record_risk(given.owned())

    assert not_known(given.later(days=27)) == []
    assert not_known(given.later(days=29)) == [risk_id]

    with cast.acting("priya", now=given.later(days=29)) as ctx:
        commands.settle_risk(
            ctx, loose_end_id=risk_id, version=1, how=Settled.RESOLVED, words="Asked his aunt."
        )
    assert not_known(given.later(days=30)) == []


def unplanned(now: datetime) -> list[CaseId]:
    with cast.acting("beth", now=now) as ctx:
        within = queries.led(viewer=ctx.actor).within
        return [row.case.id for row in queries.without_a_plan(viewer=ctx.actor, within=within, now=now).rows]


def test_a_case_adopted_without_a_plan_is_an_exception_once_its_clock_has_run_out() -> None:
    case_id = at_consent()

    assert unplanned(given.later(hours=6)) == []
    assert unplanned(given.later(days=10)) == [case_id]

    write_plan(case_id)
    assert unplanned(given.later(days=10)) == []


def test_a_plan_counts_as_it_was_found_last() -> None:
    """An officer who found that there is a plan may find later that there is none."""
    case_id = at_consent()
    for day, is_so, silent in ((1, True, []), (2, False, [case_id])):
        with cast.acting("priya", now=given.later(days=day)) as ctx:
            commands.record_finding(
                ctx, case_id=case_id, fact="support_plan_written", is_so=is_so, because="Read it."
            )
        assert unplanned(given.later(days=20)) == silent


def test_what_is_past_its_last_rung_goes_by_the_edition_that_each_runs_under() -> None:
    """A clock of an edition whose ladder had one rung is told to all sooner than one of the edition that has two."""
    case_id = at_consent()
    with roles.owner():
        one = Obligation.objects.get(about_id=case_id, rule_key="panel-interval", rule_version="2026-11-23")
    assert one.due_at is not None
    at = one.due_at + timedelta(minutes=1)
    assert "panel-interval" not in unheard(at)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table obligations_obligation disable trigger user")
        cursor.execute("update obligations_obligation set rule_version = '2026-11' where id = %s", [one.pk])
        cursor.execute("alter table obligations_obligation enable trigger user")
    assert "panel-interval" in unheard(at)
    assert unheard(at) == by_the_ladder(at)


def test_the_board_counts_each_silence_and_opens_its_list_and_its_form() -> None:
    case_id = given.adopted(now=moments.lately() - timedelta(days=20))
    browser, where = cast.browser("beth"), reverse("cases:exceptions")

    board = browser.get(where).content.decode()
    offers = browser.get(where, {"part": "late", "silence": "unaccepted"}).content.decode()
    others = browser.get(where, {"part": "late", "silence": "no-panel"}).content.decode()
    to_all = browser.get(where, {"part": "unheard"}).content.decode()

    assert "silence=unaccepted" in board
    assert "part=unheard" in board
    answer = reverse("cases:withdraw", args=[case_id])
    assert "Offered, and not answered" in offers
    assert answer in offers
    assert answer in to_all
    assert answer not in others


def test_what_is_quiet_is_said_in_a_line_and_what_is_not_stands_in_figures() -> None:
    """Nobody scrolls through a screen of noughts to what is late."""
    given.owned()

    page = cast.browser("beth").get(reverse("cases:exceptions")).content.decode()

    said = page[page.index("None now:") : page.index("Which silences")]
    assert "No panel in time" in said
    assert ">0<" not in page[page.index("<h1") : page.index("Which silences")]
