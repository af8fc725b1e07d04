"""Looks that met a rule: drawn by the platform, each a plain fact, settled by an inspector in words."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.demo.people import people
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.jobs import outbox
from caseward.foundation.jobs.models import OutboxMessage
from caseward.oversight import commands, jobs, queries
from caseward.oversight.models import Anomaly
from caseward.oversight.vocabulary import Outcome
from tests import cast, given, roles, told
from tests.apps.cases.pages import sent, text
from tests.apps.oversight import watching
from tests.apps.oversight.watching import AT_NIGHT, NEXT_DAY, SUNDAY, WORKING


pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id() -> UUID:
    """A case of Priya's; how it came about is drawn already, and cleared."""
    made = given.owned()
    drawn(at=WORKING - timedelta(days=1))
    drawn(at=WORKING - timedelta(hours=20))
    with roles.owner():
        Anomaly.objects.all().delete()
    return made


def drawn(*, at: datetime = NEXT_DAY) -> int:
    with watching.as_platform(at=at) as ctx:
        return commands.draw_lines(ctx)


def test_draw_lines_lists_a_look_off_duty_without_a_task_the_next_day(case_id: UUID) -> None:
    """F46: seeded off-duty access with no task appears in the next day's list."""
    watching.looks("omar", case_id, at=AT_NIGHT)
    drawn()

    page = text(cast.browser("ines").get("/looks/?day-day=24&day-month=11&day-year=2026"))

    assert watching.listed() == {("omar", "off-duty"), ("omar", "no-task")}
    assert page.count("Omar Farouk") == 2
    assert "Off duty" in page
    assert "No task" in page


def test_draw_lines_lists_no_look_of_the_owner_or_for_a_case_of_ones_own_in_duty_hours(case_id: UUID) -> None:
    watching.looks("priya", case_id)
    watching.looks("omar", case_id, why=f"search.case.{uuid4().hex}")
    watching.looks("beth", case_id)
    drawn()

    assert watching.listed() == set()


@pytest.mark.parametrize(
    ("at", "rules"), [(SUNDAY, {"off-duty"}), (AT_NIGHT, {"off-duty"}), (WORKING, set())]
)
def test_draw_lines_goes_by_the_calendar_and_the_hours(case_id: UUID, at: datetime, rules: set[str]) -> None:
    watching.looks("priya", case_id, at=at)
    drawn()

    assert {rule for _who, rule in watching.listed()} == rules


def test_draw_lines_takes_a_reason_in_words_for_no_task(case_id: UUID) -> None:
    watching.looks("omar", case_id, why=f"search.reason.other.{uuid4().hex}")
    drawn()

    assert watching.listed() == {("omar", "no-task")}


def test_draw_lines_lists_a_look_once_however_often_it_is_drawn(case_id: UUID) -> None:
    watching.looks("omar", case_id)

    assert drawn() == 1
    assert drawn(at=NEXT_DAY + timedelta(minutes=15)) == 0
    assert told.facts("watch.lines-drawn")[-2:] == [{"count": 1}, {"count": 0}]


def test_draw_lines_compares_famous_names_without_regard_to_spelling(case_id: UUID) -> None:
    with cast.acting("ines") as ctx:
        commands.keep_famous_name(ctx, forename="CALLUM", surname="Hart-wright")
        commands.keep_famous_name(ctx, forename="Somebody", surname="Else")
    watching.looks("priya", case_id)
    drawn()

    assert watching.listed() == {("priya", "famous-name")}


def test_draw_lines_compares_the_officers_own_name_and_declared_address(case_id: UUID) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("update accounts_user set name = 'Priya Hartwright' where username = 'priya'")
    with cast.acting("beth") as ctx:
        commands.declare_address(ctx, postcode="np47qx")
    watching.looks("priya", case_id)
    watching.looks("beth", case_id)
    drawn()

    assert watching.listed() == {("priya", "own-name"), ("beth", "own-address")}


@pytest.mark.parametrize(("many", "rows"), [(3, []), (2, [("many-looks",)])])
def test_draw_lines_alerts_of_many_different_people_within_an_hour(
    case_id: UUID, many: int, rows: list[tuple[str]]
) -> None:
    """S14, with the figure of the rule lowered to what a test can open: three people, one of them twice."""
    others = [given.owned(answers) for answers in people(2)]
    drawn(at=WORKING - timedelta(hours=10))
    drawn(at=WORKING - timedelta(hours=8))
    for place, one in enumerate([case_id, case_id, *others]):
        watching.looks("priya", one, at=WORKING + timedelta(minutes=15 * place))
    with watching.as_platform(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', gen_random_uuid()::text, true)")
        cursor.execute(
            "select rule from sec.draw_lines('00:00', '24:00', '{}', '{owner}', %s, %s)", [many, NEXT_DAY]
        )
        assert cursor.fetchall() == rows
    with roles.owner():
        assert OutboxMessage.objects.filter(kind="oversight.many-looks").count() == len(rows)


def test_draw_lines_gives_no_name_to_anybody(case_id: UUID) -> None:
    """The function returns entries and rules, and gives nothing to whoever is not the platform."""
    for who in ("ines", "beth", "sam", "stan"):
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.draw_lines(ctx)
        with cast.acting(who), pytest.raises(DatabaseError, match="platform"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select * from sec.draw_lines('06:00', '22:00', '{}', '{}', 50, now())")

    assert set(told.refusals()) == {("draw_lines", "watch.not-the-platform")}


def test_the_job_draws_lines(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    with watching.as_platform() as ctx:
        jobs.draw_lines(ctx)

    assert ("omar", "no-task") in watching.listed()


def test_settle_line_says_what_came_of_it_and_by_whom(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    drawn()
    line = watching.line_of("no-task")
    with cast.acting("ines") as ctx:
        commands.settle_line(
            ctx, line_id=line.pk, version=1, how=Outcome.EXPLAINED, words="Beth had asked him to."
        )
        shown = queries.line(viewer=ctx.actor, line_id=line.pk)

    assert (shown.settled_how, shown.settled_by, shown.words) == (
        "explained", "Ines Carvalho", "Beth had asked him to.",
    )  # fmt: skip
    assert told.facts("watch.line-settled") == [
        {"line_id": str(line.pk), "rule": "no-task", "how": "explained"}
    ]


def test_settle_line_finds_nothing_for_anybody_but_inspectors(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    drawn()
    line = watching.line_of("no-task")
    others = [name for name in cast.PEOPLE if name != "ines"]
    for who in others:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.settle_line(ctx, line_id=line.pk, version=1, how=Outcome.EXPLAINED, words="Nothing.")
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            queries.lines(viewer=ctx.actor)

    assert told.refusals() == [("settle_line", "not-visible")] * len(others)


def test_settle_line_refuses_a_second_time_and_no_words(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    drawn()
    line = watching.line_of("no-task")
    with cast.acting("ines") as ctx, pytest.raises(Invalid):
        commands.settle_line(ctx, line_id=line.pk, version=1, how=Outcome.REFERRED, words=" ")
    with cast.acting("ines") as ctx:
        commands.settle_line(ctx, line_id=line.pk, version=1, how=Outcome.REFERRED, words="To the PSD.")
    with cast.acting("ines") as ctx, pytest.raises(Invalid):
        commands.settle_line(ctx, line_id=line.pk, version=2, how=Outcome.EXPLAINED, words="After all.")
    with cast.acting("ines") as ctx, pytest.raises(Stale):
        commands.settle_line(ctx, line_id=line.pk, version=1, how=Outcome.EXPLAINED, words="After all.")

    assert [code for _command, code in told.refusals()] == ["watch.no-words", "watch.settled"]


def test_settle_line_of_ones_own_look_is_anothers(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    drawn()
    line = watching.line_of("no-task")
    with roles.owner():
        Anomaly.objects.update(officer=cast.person("ines"))
    with cast.acting("ines") as ctx, pytest.raises(NotPermitted):
        commands.settle_line(ctx, line_id=line.pk, version=1, how=Outcome.EXPLAINED, words="I had to.")

    assert told.refusals() == [("settle_line", "watch.own-look")]


def test_the_page_of_a_line_settles_it(case_id: UUID) -> None:
    watching.looks("omar", case_id)
    drawn()
    where = f"/looks/{watching.line_of('no-task').pk}/"
    ines = cast.browser("ines")
    travelling = {name: value[0] for name, value in sent(ines.get(where)).items()}

    ines.post(where, travelling | {"how": "referred", "words": "To professional standards."})

    assert "To professional standards." in text(ines.get(where))
    assert "No look met a rule" in text(ines.get("/looks/"))
    assert "Omar Farouk" in text(ines.get("/looks/?state=settled"))


def test_a_notice_of_a_line_reaches_every_inspector(case_id: UUID) -> None:
    with cast.acting("ines") as ctx:
        commands.mark_decoy(
            ctx, reference=watching.reference_of(watching.nominal_of(case_id)), because="Bait."
        )
    watching.opens_person("priya", watching.nominal_of(case_id))
    drawn()
    with roles.owner():
        message = OutboxMessage.objects.get(kind="oversight.decoy-seen")
    with watching.as_platform() as ctx:
        outbox.send_message(ctx, message_id=message.pk)

    assert message.user_id == cast.person("ines").pk
    assert "Somebody looked at a decoy." in text(cast.browser("ines").get("/notices/"))
