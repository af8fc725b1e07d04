"""Looks drawn by lot: their officers say why, a second person attests, a supervisor signs for the week."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.organisations.models import Unit
from caseward.oversight import commands, jobs, queries
from caseward.oversight.models import Attestation, Explanation, Sample
from caseward.oversight.vocabulary import Attested
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.oversight import watching
from tests.apps.oversight.test_keeping import sends


pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
NORTHSHIRE = {"priya", "omar", "beth", "grace", "noor"}
CANNOT = {"says": Attested.CANNOT_TELL, "words": "His notes are with the PSD."}


@pytest.fixture
def drawn() -> dict[str, UUID]:
    """A case that came about in that week, a look of Omar's and one of Beth's: a look that was drawn, by officer."""
    case_id = given.owned()
    for who in ("omar", "beth"):
        watching.looks(who, case_id)
    draw()
    with roles.owner():
        return {one.officer.username: one.pk for one in Sample.objects.select_related("officer")}


def draw(*, at: datetime = MONDAY) -> int:
    with watching.as_platform(at=at) as ctx:
        return commands.draw_samples(ctx)


def explained(sample_id: UUID, who: str = "omar") -> None:
    with cast.acting(who, now=MONDAY) as ctx:
        commands.explain_look(ctx, sample_id=sample_id, words="Priya was away and the school rang.")


def attested(
    sample_id: UUID, who: str = "beth", says: Attested = Attested.JUSTIFIED, referred_to: str = ""
) -> UUID:
    with cast.acting(who, now=MONDAY + timedelta(days=10)) as ctx:
        return commands.attest_look(
            ctx,
            sample_id=sample_id,
            says=says,
            words="The call is in the chronology.",
            referred_to=referred_to,
        )


def test_draw_samples_draws_last_weeks_looks_of_a_unit_among_its_own_officers(drawn: dict[str, UUID]) -> None:
    with cast.acting("beth", now=MONDAY) as ctx:
        rows = queries.samples(viewer=ctx.actor, now=ctx.now)

    assert {"omar", "beth"} <= set(drawn) <= NORTHSHIRE
    assert {row.week for row in rows} == {date(2026, 11, 23)}
    assert 1 <= len(rows) <= 10
    assert told.facts("sample.drawn") == [{"week": "2026-11-23", "count": len(rows)}]


def test_draw_samples_draws_once_a_week_and_at_most_what_the_definition_says() -> None:
    case_id = given.owned()
    for minute in range(25):
        watching.looks("omar", case_id, at=watching.WORKING + timedelta(minutes=minute))

    assert (draw(), draw()) == (10, 0)


def test_every_look_is_one_lot_and_draw_samples_takes_as_many_as_asked() -> None:
    """Whoever looks more often is drawn more often, and nothing else counts."""
    case_id = given.owned()
    for minute in range(15):
        watching.looks("omar", case_id, at=watching.WORKING + timedelta(minutes=minute))
    with roles.owner():
        unit = Unit.objects.get(name="Northshire Prevent").pk
    with watching.as_platform(), connection.cursor() as cursor:
        week: list[UUID | datetime] = [
            unit,
            datetime(2026, 11, 23, tzinfo=UTC),
            datetime(2026, 11, 30, tzinfo=UTC),
        ]
        cursor.execute("select * from sec.looks_of_unit(%s, %s, %s)", week)
        lots = [row[0] for row in cursor.fetchall()]

    assert len(lots) == len(set(lots)) >= 15
    assert draw() == 10


def test_draw_samples_is_the_platforms_alone() -> None:
    others = ["ines", "beth", "sam", "stan"]
    for who in others:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.draw_samples(ctx)
        with cast.acting(who), pytest.raises(DatabaseError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "select sec.keep_sample(%s, '2026-11-23', '{1}', now(), now(), now())", [uuid4()]
                )

    assert told.refusals() == [("draw_samples", "watch.not-the-platform")] * len(others)


def test_draw_samples_tells_whoever_looked_and_the_job_does_it() -> None:
    watching.looks("omar", given.owned())
    with watching.as_platform(at=MONDAY) as ctx:
        jobs.draw_samples(ctx)
    with roles.owner():
        told_to = set(
            OutboxMessage.objects.filter(kind="oversight.look-drawn").values_list("user__username", flat=True)
        )

    assert "omar" in told_to <= NORTHSHIRE


def test_explain_look_keeps_the_words_with_the_unit(drawn: dict[str, UUID]) -> None:
    explained(drawn["omar"])
    for who, sees in (
        ("omar", 1),
        ("beth", 1),
        ("ines", 1),
        ("rhys", 0),
        ("ewan", 0),
        ("stan", 0),
        ("sam", 0),
    ):
        with cast.acting(who):
            assert Explanation.objects.count() == sees, who

    assert told.facts("sample.explained")[0]["sample_id"] == str(drawn["omar"])


@pytest.mark.parametrize("who", ["priya", "beth", "grace"])
def test_explain_look_is_for_whoever_looked(drawn: dict[str, UUID], who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        commands.explain_look(ctx, sample_id=drawn["omar"], words="He had to.")

    assert told.refusals() == [("explain_look", "sample.not-yours")]


def test_explain_look_and_attest_look_find_nothing_of_another_unit(drawn: dict[str, UUID]) -> None:
    for who in ["rhys", "ewan", "elin", "stan", "sam", "dana"]:
        for sample_id in (drawn["omar"], uuid4()):
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                commands.explain_look(ctx, sample_id=sample_id, words="Why not.")
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                commands.attest_look(ctx, sample_id=sample_id, **CANNOT)  # type: ignore[arg-type]  # as above

        assert {code for _command, code in told.refusals()} == {"not-visible"}


def test_explain_look_is_open_to_an_intake_officer_who_knows_no_cases(drawn: dict[str, UUID]) -> None:
    explained(drawn["noor"], "noor")
    with cast.acting("noor", now=MONDAY) as ctx:
        assert all(row.explanation for row in queries.my_samples(viewer=ctx.actor, now=ctx.now)[-1:])
    with cast.acting("priya") as ctx:
        assert queries.samples(viewer=ctx.actor, now=ctx.now) == []


def test_explain_look_refuses_no_words_and_a_second_time(drawn: dict[str, UUID]) -> None:
    with cast.acting("omar") as ctx, pytest.raises(Invalid):
        commands.explain_look(ctx, sample_id=drawn["omar"], words=" ")
    explained(drawn["omar"])
    with pytest.raises(Invalid):
        explained(drawn["omar"])

    assert [code for _command, code in told.refusals()] == ["watch.no-words", "sample.said"]


@pytest.mark.parametrize("who", ["beth", "grace", "ines"])
def test_attest_look_is_for_a_second_person_of_the_unit_or_an_inspector(
    drawn: dict[str, UUID], who: str
) -> None:
    explained(drawn["omar"])
    attested(drawn["omar"], who)
    with cast.acting("grace", now=MONDAY) as ctx:
        row = queries.sample(viewer=ctx.actor, sample_id=drawn["omar"], now=ctx.now)

    assert (row.says, row.attested_by) == ("Justified", cast.person(who).name)
    assert told.facts("sample.attested")[0]["says"] == "justified"


@pytest.mark.parametrize("who", ["omar", "priya", "noor"])
def test_attest_look_is_not_for_officers(drawn: dict[str, UUID], who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotVisible):
        commands.attest_look(ctx, sample_id=drawn["omar"], **CANNOT)  # type: ignore[arg-type]  # as above

    assert told.refusals() == [("attest_look", "not-visible")]


def test_attest_look_of_a_supervisors_own_look_falls_to_another(drawn: dict[str, UUID]) -> None:
    explained(drawn["beth"], "beth")
    with pytest.raises(NotPermitted):
        attested(drawn["beth"], "beth")
    attested(drawn["beth"], "ines")
    with roles.owner(), pytest.raises(IntegrityError), transaction.atomic():
        Attestation.objects.update(created_by=cast.person("beth"))

    assert told.refusals() == [("attest_look", "sample.own-look")]


def test_attest_look_hears_whoever_looked_until_his_time_has_run_out(drawn: dict[str, UUID]) -> None:
    with cast.acting("beth", now=MONDAY) as ctx, pytest.raises(Invalid):
        commands.attest_look(ctx, sample_id=drawn["omar"], says=Attested.JUSTIFIED, words="I know him.")
    attested(drawn["omar"], says=Attested.NOT_JUSTIFIED)

    assert told.refusals() == [("attest_look", "sample.not-explained")]


def test_attest_look_refers_what_cannot_be_told_to_somebody(drawn: dict[str, UUID]) -> None:
    explained(drawn["omar"])
    with pytest.raises(Invalid):
        attested(drawn["omar"], says=Attested.CANNOT_TELL)
    attested(drawn["omar"], says=Attested.CANNOT_TELL, referred_to="Professional standards")
    with pytest.raises(Invalid):
        attested(drawn["omar"])

    assert [code for _command, code in told.refusals()] == ["sample.referred-to-nobody", "sample.said"]


def test_what_is_late_is_a_question_and_hangs_on_no_scheduler(drawn: dict[str, UUID]) -> None:
    def late(at: datetime) -> bool:
        with cast.acting("beth", now=at) as ctx:
            return queries.sample(viewer=ctx.actor, sample_id=drawn["omar"], now=ctx.now).is_late

    assert not late(datetime(2026, 12, 3, 23, 59, tzinfo=UTC))
    assert late(datetime(2026, 12, 4, 0, 0, tzinfo=UTC))
    explained(drawn["omar"])
    assert not late(datetime(2026, 12, 7, 23, 59, tzinfo=UTC))
    assert late(datetime(2026, 12, 8, 0, 0, tzinfo=UTC))


def test_sign_week_when_nothing_of_others_stands_open(drawn: dict[str, UUID]) -> None:
    one = drawn["omar"]
    with cast.acting("beth") as ctx, pytest.raises(Invalid):
        commands.sign_week(ctx, sample_id=one)
    all_attested_by("beth")
    with cast.acting("beth") as ctx:
        commands.sign_week(ctx, sample_id=one)
        with pytest.raises(Invalid):
            commands.sign_week(ctx, sample_id=one)

    assert told.facts("sample.week-signed")[0]["week"] == "2026-11-23"
    assert [code for _command, code in told.refusals()] == ["sample.left", "sample.said"]


@pytest.mark.parametrize("who", ["omar", "priya"])
def test_sign_week_is_for_supervisors(drawn: dict[str, UUID], who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        commands.sign_week(ctx, sample_id=drawn["omar"])

    assert told.refusals() == [("sign_week", "access.not-held")]


def test_sign_week_of_another_unit_is_not_there(drawn: dict[str, UUID]) -> None:
    others = ["elin", "rhys", "ines", "stan", "sam"]
    for who in others:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.sign_week(ctx, sample_id=drawn["omar"])

    assert told.refusals() == [("sign_week", "not-visible")] * len(others)


def test_the_pages_explain_attest_and_sign_week(drawn: dict[str, UUID]) -> None:
    where = f"/looks/samples/{drawn['omar']}/"
    omar, beth = cast.browser("omar"), cast.browser("beth")
    assert "To explain" in text(omar.get("/looks/samples/"))

    sends(omar, where, words="Priya was away.")
    sends(beth, where, says="justified", words="The rota says so.")

    assert "Justified, by Beth Lindqvist" in text(beth.get("/looks/samples/"))
    assert "Priya was away." in text(cast.browser("ines").get(where))
    assert cast.browser("priya").get(where).status_code == 404
    all_attested_by("beth")
    sends(beth, f"{where}sign/")
    with cast.acting("grace") as ctx, pytest.raises(Invalid):
        commands.sign_week(ctx, sample_id=drawn["omar"])


def all_attested_by(who: str) -> None:
    """Whatever of others stands open is attested."""
    with cast.acting(who) as ctx:
        rows = queries.samples(viewer=ctx.actor, now=ctx.now)
    for row in rows:
        if not row.says and row.officer_id != cast.person(who).pk:
            attested(row.id, who)
