"""Whoever looks for somebody kept in silence learns nothing; whoever keeps him is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as over
from hypothesis import strategies as some

from caseward.cases import commands as cases
from caseward.cases import queries
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.jobs import service
from caseward.nominals.models import Nominal
from caseward.referrals.models import Referral
from caseward.tripwires import commands, jobs
from caseward.tripwires.models import Trip
from caseward.tripwires.vocabulary import Outcome
from tests import cast, given, moments, roles, silence, told


pytestmark = pytest.mark.django_db

KEPT = {**given.CALLUM, "individual.forenames": "Idris", "individual.surname": "Quennell"}
PURPOSE = "search.reason.duplicate-check.0"


@contextmanager
def platform(*, now: datetime = cast.NOW) -> Iterator[Context]:
    """Act as Caseward itself."""
    with sessions.acting_as(service.WORKER.id, now=moments.real_now()):
        actor = actors.current_actor()
        assert actor is not None
        yield Context(actor=actor, now=now, purpose="job")


@pytest.fixture
def kept() -> UUID:
    """Somebody with a referral, kept in silence; what was asked on the way is forgotten."""
    with silence.kept_in_silence():
        given.identified(KEPT)
        compare()
    with cast.acting(silence.KEEPER):
        return Nominal.objects.get().pk


def compare() -> int:
    with platform() as ctx:
        return commands.compare_look_ups(ctx)


def look(name: str, words: str = "Idris Quennell") -> None:
    with cast.acting(name, purpose=PURPOSE) as ctx:
        found = cases.find_people(ctx, words=words)
        assert not found.candidates


def trips(name: str = silence.KEEPER) -> list[Trip]:
    with cast.acting(name):
        return list(Trip.objects.order_by("looked_at"))


def waiting() -> int:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from sec.look_up")
        [(count,)] = cursor.fetchall()
    return int(count)


def test_compare_look_ups_tells_the_keepers_who_looked_and_for_whom(kept: UUID) -> None:
    look("priya")
    assert compare() == 1

    [trip] = trips()
    assert (trip.nominal_id, trip.looked_by_id) == (kept, cast.person("priya").pk)
    assert trip.shared > 1
    assert [facts["trip_id"] for facts in told.facts("tripwire.touched")] == [str(trip.pk)]
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select user_id, compartment_id from jobs_outboxmessage where about_id = %s", [trip.pk]
        )
        assert cursor.fetchall() == [(cast.person(silence.KEEPER).pk, cast.compartment(silence.SILENT))]


def test_nobody_but_its_keepers_sees_a_look_up(kept: UUID) -> None:
    look("priya")
    compare()

    for name in [one for one in cast.PEOPLE if one != silence.KEEPER]:
        assert trips(name) == []


@pytest.mark.parametrize(
    "words", ["Idris Quenell", "quennell idris", "14/03/2009", "07700 900123", "NP4 7QX"]
)
def test_whatever_would_have_found_him_touches_the_wire(kept: UUID, words: str) -> None:
    look("priya", words)
    compare()

    assert len(trips()) == 1


def test_a_reference_that_was_typed_touches_the_wire(kept: UUID) -> None:
    with cast.acting(silence.KEEPER):
        reference = Nominal.objects.get().reference
    look("priya", reference)
    compare()

    [trip] = trips()
    assert (trip.nominal_id, trip.shared) == (kept, 0)


def test_a_look_up_of_somebody_else_touches_nothing_and_is_forgotten(kept: UUID) -> None:
    look("priya", "Maeve Tolland")
    assert waiting() == 1

    assert compare() == 1
    assert (trips(), waiting()) == ([], 0)


def test_whoever_may_know_him_touches_no_wire(kept: UUID) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_membership set capabilities = capabilities || array['nominal.search'] where user_id = %s",
            [cast.person(silence.KEEPER).pk],
        )
    with cast.acting(silence.KEEPER, purpose=PURPOSE) as ctx:
        assert len(cases.find_people(ctx, words="Idris Quennell").candidates) == 1
    compare()

    assert trips() == []


def test_somebody_of_an_open_compartment_has_no_wire() -> None:
    given.identified(KEPT)
    compare()
    with cast.acting("rhys", purpose=PURPOSE) as ctx:
        cases.find_people(ctx, words="Idris Quennell")

    assert compare() == 1
    with roles.owner():
        assert not Trip.objects.exists()


def test_a_search_of_a_referral_touches_the_wire_too(kept: UUID) -> None:
    given.identified(KEPT)
    compare()

    assert {trip.looked_by_id for trip in trips()} == {cast.person("noor").pk}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@over(at=some.integers(0, 12), what=some.sampled_from(["out", "twice", "swap", "other"]))
def test_a_slip_that_a_search_forgives_the_wire_forgives(kept: UUID, at: int, what: str) -> None:
    words = slipped("Idris Quennell", at, what)
    with cast.acting(silence.KEEPER) as ctx:
        found = queries.found_by(viewer=ctx.actor, words=words, today=ctx.today).candidates
    before = len(trips())
    look("priya", words)
    compare()

    assert len(trips()) > before or not found


def slipped(words: str, at: int, what: str) -> str:
    one, two = words[at], words[at + 1]
    changed = {"out": "", "twice": one + one, "swap": two + one, "other": "x"}[what]
    return words[:at] + changed + words[at + (2 if what == "swap" else 1) :]


def test_nobody_but_the_platform_compares(kept: UUID) -> None:
    for name in ("priya", silence.KEEPER, "sam", "ines"):
        with cast.acting(name) as ctx, pytest.raises(NotPermitted):
            commands.compare_look_ups(ctx)


def test_the_job_compares_what_waits_and_says_nothing_of_an_idle_minute(kept: UUID) -> None:
    with platform() as ctx:
        jobs.compare(ctx)
    before = len(told.entries("look-up.compared"))
    look("priya")
    with platform() as ctx:
        jobs.compare(ctx)
        jobs.compare(ctx)

    assert len(told.entries("look-up.compared")) == before + 1
    assert len(trips()) == 1


def test_what_was_asked_waits_as_numbers_that_the_application_cannot_read(kept: UUID) -> None:
    look("priya")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("select * from sec.look_up")


def test_view_trips_is_for_keepers_and_recorded(kept: UUID) -> None:
    look("priya")
    compare()
    with cast.acting(silence.KEEPER) as ctx:
        [row] = commands.view_trips(ctx).rows
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.view_trips(ctx)
    with cast.acting("cleo") as ctx:
        others = commands.view_trips(ctx).rows

    assert (row.looked_by, row.nominal and row.nominal.name) == ("Priya Sharma", "Idris Quennell")
    assert others == ()
    assert [facts["shown"] for facts in told.facts("tripwire.listed")] == [1, 0]


def test_view_trip_is_absent_for_whoever_looked(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()
    with cast.acting(silence.KEEPER) as ctx:
        assert commands.view_trip(ctx, trip_id=trip.pk).shared == trip.shared
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_trip(ctx, trip_id=trip.pk)

    assert [facts["trip_id"] for facts in told.facts("tripwire.viewed")] == [str(trip.pk)]


def explain(name: str, trip: Trip, *, version: int = 1) -> None:
    with cast.acting(name) as ctx:
        commands.explain_trip(
            ctx,
            trip_id=trip.pk,
            version=version,
            outcome=Outcome.NAMESAKE,
            words="Her own case has the name.",
        )


def test_explain_trip_says_once_what_it_was(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()
    explain(silence.KEEPER, trip)

    [after] = trips()
    assert (after.outcome, after.words) == (Outcome.NAMESAKE, "Her own case has the name.")
    assert told.facts("tripwire.explained") == [{"trip_id": str(trip.pk), "outcome": "NAMESAKE"}]
    with pytest.raises(Stale):
        explain(silence.KEEPER, trip)
    with pytest.raises(Invalid):
        explain(silence.KEEPER, trip, version=2)


def test_explain_trip_finds_nothing_for_strangers(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()

    for name in ["priya", "cleo", "ines", "sam", "stan"]:
        with pytest.raises(NotVisible):
            explain(name, trip)


def test_the_page_shows_a_look_up_to_its_keeper_and_is_not_there_for_others(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()
    keeper, looker = cast.browser(silence.KEEPER), cast.browser("priya")

    page = keeper.get("/look-ups/").content.decode()
    assert "Priya Sharma" in page
    assert "Idris Quennell" in page
    assert keeper.get(f"/look-ups/{trip.pk}/").status_code == 200
    for address in ("/look-ups/", f"/look-ups/{trip.pk}/"):
        assert looker.get(address).status_code == 404

    answer = keeper.post(
        f"/look-ups/{trip.pk}/", {"outcome": "IN_ORDER", "words": "Asked by the coroner.", "version": "1"}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert "Nobody has looked" in keeper.get("/look-ups/?open=1").content.decode()


def test_view_trips_refuses_whoever_keeps_nobody_and_says_so_in_the_ledger() -> None:
    for name in ["priya", "beth", "rhys", "ines", "sam", "stan"]:
        with cast.acting(name) as ctx, pytest.raises(NotPermitted):
            commands.view_trips(ctx)

        assert told.refusals()[-1] == ("view_trips", "access.not-known")


def test_view_trips_can_show_those_alone_that_nobody_explained(kept: UUID) -> None:
    for words in ("Idris Quennell", "quennell idris"):
        look("priya", words)
    compare()
    explain(silence.KEEPER, trips()[0])
    with cast.acting(silence.KEEPER) as ctx:
        counts = [len(commands.view_trips(ctx, is_open=only).rows) for only in (False, True)]

    assert counts == [2, 1]


def test_view_trips_reads_page_by_page(kept: UUID) -> None:
    for _ in range(27):
        look("priya")
    compare()
    with cast.acting(silence.KEEPER) as ctx:
        first = commands.view_trips(ctx)
        assert first.next
        second = commands.view_trips(ctx, place=first.next)

    assert (len(first.rows), len(second.rows)) == (25, 2)


@pytest.mark.parametrize("name", ["cleo", "ines", "sam"])
def test_view_trip_is_absent_for_strangers_and_so_is_what_never_was(kept: UUID, name: str) -> None:
    look("priya")
    compare()
    with cast.acting(name) as ctx:
        for trip_id in (trips()[0].pk, uuid4()):
            with pytest.raises(NotVisible):
                commands.view_trip(ctx, trip_id=trip_id)


def test_view_trip_says_who_explained_it(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()
    explain(silence.KEEPER, trip)
    with cast.acting(silence.KEEPER) as ctx:
        row = commands.view_trip(ctx, trip_id=trip.pk)

    assert (row.explained_by, row.outcome) == ("Kit Ashdown", Outcome.NAMESAKE)


def test_view_trip_still_tells_of_a_reference_without_a_person(kept: UUID) -> None:
    with cast.acting(silence.KEEPER):
        reference = Referral.objects.get().reference
    look("priya", reference)
    compare()
    with cast.acting(silence.KEEPER) as ctx:
        row = commands.view_trip(ctx, trip_id=trips()[0].pk)

    assert row.shared == 0


def test_explain_trip_is_not_for_whoever_looked_though_he_keeps_the_person_now(kept: UUID) -> None:
    look("priya")
    compare()
    [trip] = trips()
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update tripwires_trip set looked_by_id = %s where id = %s",
            [cast.person(silence.KEEPER).pk, trip.pk],
        )
    with pytest.raises(NotPermitted):
        explain(silence.KEEPER, trip)

    assert told.refusals()[-1] == ("explain_trip", "tripwire.own-look-up")
