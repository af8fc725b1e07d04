"""The tables of access itself, for each member of the cast: what the database shows, and what it refuses to write."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.foundation.access.models import Compartment, Exclusion, Membership
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import Layer
from caseward.workforce.models import Clearance, Posting, Training
from tests import cast, moments, roles
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

BUT_SAM = [name for name in cast.PEOPLE if name != "sam"]
NOW = moments.real_now()


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def in_a_command(change: Callable[[], object]) -> None:
    """Write as if a command were open, so that only the policies can refuse."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
        change()


@pytest.mark.parametrize("who", BUT_SAM)
def test_everybody_sees_his_own_memberships_vetting_and_training_only(who: str) -> None:
    with cast.acting(who) as ctx:
        for model in (Membership, Clearance, Training):
            assert set(model.objects.values_list("user_id", flat=True)) <= {ctx.actor.id}, model


def test_those_who_post_people_see_everybodys() -> None:
    with cast.acting("sam"):
        posted = {cast.person(name).pk for name, member in cast.MEMBERS.items() if member.role}
        for model in (Membership, Clearance, Training, Posting):
            assert set(model.objects.values_list("user_id", flat=True)) == posted, model


@pytest.mark.parametrize("who", BUT_SAM)
def test_postings_are_seen_by_those_who_share_the_units_work(who: str) -> None:
    with roles.owner():
        mine = cast.MEMBERS[who].unit
        expected = {
            each.user_id for each in Posting.objects.select_related("unit", "user")
            if each.unit.name == mine or each.user.username == who
        }  # fmt: skip
    with cast.acting(who):
        assert set(Posting.objects.values_list("user_id", flat=True)) == expected


def test_compartments_are_seen_by_those_who_may_know_them() -> None:
    with roles.owner():
        everything = set(Compartment.objects.values_list("pk", flat=True))
        silent = set(Compartment.objects.filter(discretion="SILENT").values_list("pk", flat=True))
    for who in cast.PEOPLE:
        with cast.acting(who) as ctx:
            seen = set(Compartment.objects.values_list("pk", flat=True))
            expected = everything - silent if who == "sam" else set(ctx.actor.compartments)
            assert seen == expected


def test_nobody_sees_nothing() -> None:
    for model in (Membership, Exclusion, Compartment, Posting, Clearance, Training):
        assert not model.objects.exists(), model


GRANTS: dict[str, Callable[[UUID, UUID], object]] = {
    "membership": lambda user, compartment: Membership.objects.create(
        user_id=user, compartment_id=compartment, basis="I want it", capabilities=["case.read"],
        starts_at=NOW, ends_at=NOW + timedelta(days=1),
    ),
    "posting": lambda user, _compartment: Posting.objects.create(
        user_id=user, unit=unit("Northshire Prevent"), role="supervisor", starts_at=NOW,
        created_at=NOW, created_by_id=user,
    ),
    "clearance": lambda user, _compartment: Clearance.objects.create(
        user_id=user, level="DV", starts_on=given.TODAY, ends_on=given.IN_A_MONTH, created_at=NOW, created_by_id=user,
    ),
    "training": lambda user, _compartment: Training.objects.create(
        user_id=user, course="safeguarding", completed_on=given.TODAY, created_at=NOW, created_by_id=user,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", GRANTS)
@pytest.mark.parametrize("who", cast.PEOPLE)
def test_nobody_can_grant_himself_anything_even_past_the_commands(who: str, what: str) -> None:
    cases = unit("Northshire Prevent").compartments[Layer.CASES]
    with cast.acting(who) as ctx, pytest.raises(DatabaseError, match="row-level security"):
        in_a_command(lambda: GRANTS[what](ctx.actor.id, cases))


@pytest.mark.parametrize("what", GRANTS)
@pytest.mark.parametrize("who", BUT_SAM)
def test_nobody_but_the_administrator_can_grant_others_anything(who: str, what: str) -> None:
    cases = unit("Northshire Prevent").compartments[Layer.CASES]
    with cast.acting(who), pytest.raises(DatabaseError, match="row-level security"):
        in_a_command(lambda: GRANTS[what](cast.person("stan").pk, cases))


def test_the_administrator_cannot_turn_somebody_elses_access_into_his_own() -> None:
    with cast.acting("sam") as ctx, pytest.raises(DatabaseError, match="row-level security"):
        in_a_command(lambda: Membership.objects.filter(user=cast.person("priya")).update(user=ctx.actor.id))


@pytest.mark.parametrize("what", GRANTS)
def test_a_grant_outside_a_command_is_refused(what: str) -> None:
    cases = unit("Northshire Prevent").compartments[Layer.CASES]
    with (
        cast.acting("sam"),
        pytest.raises(DatabaseError, match="changes only inside a command"),
        transaction.atomic(),
    ):
        GRANTS[what](cast.person("stan").pk, cases)


@pytest.mark.parametrize("what", GRANTS)
def test_a_grant_that_the_ledger_does_not_tell_of_is_refused(what: str) -> None:
    cases = unit("Northshire Prevent").compartments[Layer.CASES]

    def and_settle() -> None:
        GRANTS[what](cast.person("stan").pk, cases)
        connection.check_constraints()

    with cast.acting("sam"), pytest.raises(DatabaseError, match="the ledger does not say so"):
        in_a_command(and_settle)


def test_the_database_the_session_and_the_kernel_agree_on_who_knows_what() -> None:
    for who in cast.PEOPLE:
        with cast.acting(who) as ctx, connection.cursor() as cursor:
            cursor.execute(
                "select compartment_id from access_membership_live where user_id = (select sec.uid())"
            )
            assert {row[0] for row in cursor.fetchall()} == set(ctx.actor.compartments)


def test_failed_sign_ins_are_seen_by_administrators_alone() -> None:
    for who in cast.PEOPLE:
        with cast.acting(who), connection.cursor() as cursor:
            cursor.execute("select attempt from sec.try_name('\\x00'::bytea, %s)", [who])
            cursor.execute("select count(*) from accounts_failedsignin")
            assert (cursor.fetchone()[0] > 0) == (who == "sam"), who
