"""Whoever is kept in silence is met by nobody else's search: not by what it shows, and not by what it reads."""

import pytest
from django.db import connection

from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name, Person, key_numbers, look_ups
from caseward.nominals import queries
from tests import cast, roles, silence
from tests.apps.nominals import verbs
from tests.apps.nominals.test_commands import REFERRALS


pytestmark = pytest.mark.django_db

IDRIS = Person(name=Name("Idris", "Quennell"), born=PartialDate(1988, 2, 9))


def make(person: Person = IDRIS) -> None:
    with cast.acting("noor") as ctx:
        verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=person)


def found_by(name: str, person: Person = IDRIS) -> list[str]:
    with cast.acting(name) as ctx:
        return [
            one.heading.name for one in queries.candidates(viewer=ctx.actor, person=person, is_asked_for=True)
        ]


def met(person: Person = IDRIS) -> int:
    """How many records of the index an outsider's question meets, whether or not he may know them."""
    keys = key_numbers(look_ups(person).all)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from nominals_nominal where sec.salted(keys, salt) && %s", [keys])
        [(count,)] = cursor.fetchall()
    return int(count)


def test_a_record_of_an_open_compartment_is_met_and_found() -> None:
    make()

    assert met() == 1
    assert found_by("priya") == ["Idris Quennell"]


def test_a_record_kept_in_silence_is_met_by_no_outsider_and_found_by_its_keepers() -> None:
    with silence.kept_in_silence():
        make()

    assert met() == 0
    assert found_by("priya") == []
    assert found_by(silence.KEEPER) == ["Idris Quennell"]


def test_whoever_keeps_somebody_in_silence_still_finds_what_is_open_to_him() -> None:
    make()
    with silence.kept_in_silence():
        make(Person(name=Name("Idris", "Quennel"), born=PartialDate(1988, 2, 9)))
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "insert into access_membership (id, user_id, compartment_id, basis, capabilities, starts_at, ends_at) "
            "select gen_random_uuid(), user_id, %s, basis, capabilities, starts_at, ends_at from access_membership "
            "where user_id = %s limit 1",
            [cast.compartment(REFERRALS), cast.person(silence.KEEPER).pk],
        )

    assert found_by(silence.KEEPER) == ["Idris Quennell", "Idris Quennel"]


def test_when_a_compartment_falls_silent_so_do_its_records_and_back() -> None:
    make()
    counts = []
    for discretion in ("SILENT", "POINTERS"):
        with roles.owner(), connection.cursor() as cursor:
            cursor.execute(
                "update access_compartment set contact = '', discretion = %s where key = %s",
                [discretion, REFERRALS],
            )
        counts.append(met())

    assert counts == [0, 1]


def test_two_silent_compartments_do_not_meet_each_others_records() -> None:
    """The keeper of one asks under its salt alone."""
    with silence.kept_in_silence("custodians-cases"):
        make()

    assert found_by(silence.KEEPER) == []
    assert found_by("cleo") == ["Idris Quennell"]
