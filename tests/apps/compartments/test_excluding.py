"""A conflict of interest: shut out at once, whatever one is posted to, and let in again only by another."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from tests import cast, given
from tests.apps.compartments.given import exclusion_of, granted, ids, sees, told


pytestmark = pytest.mark.django_db


def excluded(case_id: CaseId, who: str = "omar", *, by: str = "beth") -> UUID:
    because, user_id = "a cousin of the person", cast.person(who).pk
    with cast.acting(by) as ctx:
        if by == who:
            return commands.declare_conflict(ctx, case_id=case_id, because=because)
        return commands.exclude_person(ctx, case_id=case_id, user_id=user_id, because=because)


def lift(exclusion_id: UUID, *, by: str = "beth", because: str = "They parted years ago.") -> None:
    with cast.acting(by) as ctx:
        commands.lift_exclusion(
            ctx, exclusion_id=exclusion_id, version=exclusion_of(exclusion_id).version, because=because
        )


def test_exclude_person_beats_every_membership_from_the_next_statement_on() -> None:
    case_id = given.owned()
    with cast.acting("omar"):
        assert Case.objects.filter(pk=case_id).exists()
        excluded(case_id)
        assert not Case.objects.filter(pk=case_id).exists()
    assert sees(case_id, "omar", "priya", "beth") == {"priya", "beth"}


def test_exclude_person_beats_a_grant_too() -> None:
    case_id = given.owned()
    granted(case_id)
    excluded(case_id, "rhys")

    assert "rhys" not in sees(case_id)


def test_exclude_person_leaves_everything_else_of_the_unit_open() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    excluded(case_id)

    assert "omar" not in sees(case_id)
    assert "omar" in sees(other)


def test_exclude_person_is_of_another() -> None:
    case_id = given.owned()

    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.exclude_person(ctx, case_id=case_id, user_id=ctx.actor.id, because="x")


def test_exclude_person_may_keep_the_case_for_named_people_in_the_same_step() -> None:
    case_id = given.owned()
    with cast.acting("beth") as ctx:
        commands.exclude_person(
            ctx, case_id=case_id, user_id=cast.person("omar").pk, because="a cousin", people=ids("grace")
        )

    assert sees(case_id) == {"beth", "priya", "grace"}
    assert sees(given.owned(given.MAEVE), "omar") == {"omar"}


def test_a_case_is_not_kept_without_its_owner() -> None:
    case_id = given.owned()
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="owned by whoever is to be left out"):
        commands.exclude_person(
            ctx, case_id=case_id, user_id=cast.person("priya").pk, because="a cousin", people=ids("grace")
        )
    assert "priya" in sees(case_id)


def test_exclude_person_of_another_is_for_supervisors() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        excluded(case_id, "omar", by="priya")
    assert told() == "command.refused"
    assert "omar" in sees(case_id)


def test_exclude_person_from_what_one_may_not_know_is_from_nothing() -> None:
    case_id = given.owned()

    with pytest.raises(NotVisible):
        excluded(case_id, "elin", by="elin")


def test_exclude_person_twice_is_refused() -> None:
    case_id = given.owned()
    excluded(case_id)

    with pytest.raises(Invalid, match="shut out already"):
        excluded(case_id)


def test_lift_exclusion_lets_in_as_far_as_the_posting_reaches() -> None:
    case_id = given.owned()
    lift(excluded(case_id, by="omar"))

    assert "omar" in sees(case_id)
    assert told() == "access.exclusion-lifted"


def test_lift_exclusion_is_absent_for_whoever_is_shut_out() -> None:
    exclusion_id = excluded(given.owned(), "grace", by="grace")

    with pytest.raises(NotVisible):
        lift(exclusion_id, by="grace")


def test_lift_exclusion_is_for_supervisors() -> None:
    exclusion_id = excluded(given.owned())

    with pytest.raises(NotPermitted):
        lift(exclusion_id, by="priya")
    assert told() == "command.refused"


def test_lift_exclusion_says_why_and_once() -> None:
    exclusion_id = excluded(given.owned())

    with pytest.raises(Invalid, match="Say why"):
        lift(exclusion_id, because="")
    lift(exclusion_id)
    with pytest.raises(Invalid, match="lifted already"):
        lift(exclusion_id)


def test_the_database_lets_nobody_lift_his_own() -> None:
    exclusion_id = excluded(given.owned(), "grace")

    with (
        cast.acting("grace"),
        pytest.raises(DatabaseError, match="who may know"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select set_config('app.command', %s, true)", [str(exclusion_id)])
        cursor.execute("select sec.let_in(%s)", [exclusion_id])
