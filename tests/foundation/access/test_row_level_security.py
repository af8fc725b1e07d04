"""Need-to-know as PostgreSQL tells it: who sees which row, and that nobody sees none."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.accounts.models import User
from caseward.foundation.access import actors, identity, sessions
from caseward.foundation.access.models import Compartment, Exclusion, Membership
from caseward.kernel.access import Membership as KnownMembership
from caseward.kernel.access import live
from tests import roles
from tests.foundation.conftest import Acting, World
from tests.foundation.sample import verbs
from tests.foundation.sample.models import Box
from tests.moments import real_now


def visible_labels() -> set[str]:
    return set(Box.objects.values_list("label", flat=True))


@pytest.fixture
def boxes(world: World, acting: Acting) -> World:
    with acting("alice") as ctx:
        verbs.make_box(ctx, compartment_id=world.red, label="red box")
    with acting("bob") as ctx:
        verbs.make_box(ctx, compartment_id=world.blue, label="blue box")
    return world


@pytest.mark.parametrize(
    ("who", "sees"),
    [("alice", {"red box"}), ("carol", {"red box"}), ("bob", {"blue box"}), ("mallory", set())],
)
def test_each_sees_his_own_compartments_and_no_other(
    who: str, sees: set[str], boxes: World, acting: Acting
) -> None:
    with acting(who) as ctx:
        assert visible_labels() == sees
        assert set(Box.objects.visible_to(ctx.actor).values_list("label", flat=True)) == sees


def test_nobody_sees_nothing(boxes: World) -> None:
    assert visible_labels() == set()


@pytest.mark.parametrize("token", ["", "guessed", "00000000-0000-0000-0000-000000000000"])
def test_a_forged_token_sees_nothing(token: str, boxes: World) -> None:
    with identity.assume(token):
        assert visible_labels() == set()


def test_the_id_of_a_person_is_no_token(boxes: World) -> None:
    with identity.assume(str(boxes.people["alice"])):
        assert visible_labels() == set()


def test_a_session_needs_the_applications_proof(world: World) -> None:
    with pytest.raises(DatabaseError, match="not opened by the application"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select sec.open_session(%s, sha256('mine'::bytea), now() + interval '1 hour', sha256('guess'::bytea))",
                [world.people["alice"]],
            )


@pytest.mark.parametrize("table", ["sec.session", "sec.minting_key"])
def test_the_runtime_role_reads_neither_sessions_nor_the_key(table: str, db: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"select * from {table}")  # noqa: S608  a constant above


def test_an_ended_session_sees_nothing_from_the_next_statement_on(boxes: World) -> None:
    token = secrets.token_hex(32)
    sessions.open_for(boxes.people["alice"], token, until=real_now() + timedelta(hours=1))
    with identity.assume(token):
        assert visible_labels() == {"red box"}
        sessions.end(token, because="signed out")
        assert visible_labels() == set()


def test_a_disabled_account_sees_nothing_from_the_next_statement_on(boxes: World, acting: Acting) -> None:
    with acting("alice"):
        with roles.owner():
            User.objects.filter(pk=boxes.people["alice"]).update(
                disabled_at=real_now(),
                disabled_because="left",
            )
        assert visible_labels() == set()
        assert actors.current_actor() is None


def test_an_exclusion_beats_every_membership(boxes: World, acting: Acting) -> None:
    with roles.owner():
        Exclusion.objects.create(
            user_id=boxes.people["alice"],
            compartment_id=boxes.red,
            because="related to the subject",
            starts_at=real_now() - timedelta(minutes=1),
        )
    with acting("alice") as ctx:
        assert visible_labels() == set()
        assert ctx.actor.memberships == ()


def test_an_actor_holds_nothing_longer_than_the_shortest_of_its_sort(world: World, acting: Acting) -> None:
    """Memberships that allow the same come together; the instants told are of a time when all of them stand."""
    now = real_now()
    spans = [(now - timedelta(days=days), now + timedelta(days=10 * days)) for days in (1, 2, 3)]
    with roles.owner():
        for starts_at, ends_at in spans:
            Membership.objects.create(
                user_id=world.people["mallory"],
                compartment=Compartment.objects.create(key=f"office-{uuid4()}", title="office"),
                basis="administrator", capabilities=["posting.administer"], starts_at=starts_at, ends_at=ends_at,
            )  # fmt: skip
    with acting("mallory") as ctx:
        held = ctx.actor.memberships

    assert len({one.compartment_id for one in held}) == len(spans)
    assert {(one.starts_at, one.ends_at) for one in held} == {spans[0]}
    assert all(one.is_live(now=now) for one in held)


def test_nobody_grants_himself(world: World, acting: Acting) -> None:
    with roles.owner():
        office = Compartment.objects.create(key=f"office-{uuid4()}", title="office")
        Membership.objects.create(
            user_id=world.people["mallory"], compartment=office, basis="administrator",
            capabilities=["posting.administer"], starts_at=datetime(2020, 1, 1, tzinfo=UTC),
            ends_at=datetime(2099, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    with acting("mallory"), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
        Membership.objects.create(
            user_id=world.people["mallory"], compartment_id=world.red, basis="curiosity", capabilities=["case.read"],
            starts_at=datetime(2020, 1, 1, tzinfo=UTC), ends_at=datetime(2099, 1, 1, tzinfo=UTC),
        )  # fmt: skip


def test_the_outer_identity_returns_after_an_inner_one(boxes: World, acting: Acting) -> None:
    with acting("alice"):
        with acting("bob"):
            assert visible_labels() == {"blue box"}
        assert visible_labels() == {"red box"}
    assert visible_labels() == set()


SPANS = st.lists(
    st.tuples(st.booleans(), st.integers(-3, 3), st.integers(1, 3), st.booleans()), min_size=0, max_size=5
)


@given(spans=SPANS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kernel_queryset_and_policy_tell_the_same_set(
    spans: list[tuple[bool, int, int, bool]], boxes: World, acting: Acting
) -> None:
    now, excluded = real_now(), set()
    point = transaction.savepoint()
    given_out = []
    with roles.owner():
        Membership.objects.filter(user_id=boxes.people["mallory"]).delete()
        for in_red, start, length, shut_out in spans:
            compartment_id = boxes.red if in_red else boxes.blue
            span = {
                "starts_at": now + timedelta(hours=start, minutes=1),
                "ends_at": now + timedelta(hours=start + length),
            }
            Membership.objects.create(
                user_id=boxes.people["mallory"],
                compartment_id=compartment_id,
                basis="b",
                capabilities=[],
                **span,
            )
            given_out.append(KnownMembership(compartment_id, "b", frozenset(), **span))
            if shut_out:
                excluded.add(compartment_id)
                Exclusion.objects.create(
                    user_id=boxes.people["mallory"],
                    compartment_id=compartment_id,
                    because="x",
                    starts_at=now - timedelta(1),
                )
    known = {m.compartment_id for m in live(given_out, frozenset(excluded), now=now)}
    with acting("mallory") as ctx:
        by_policy = set(Box.objects.values_list("compartment_id", flat=True))
        by_queryset = set(Box.objects.visible_to(ctx.actor).values_list("compartment_id", flat=True))
    transaction.savepoint_rollback(point)
    roles.assume(roles.RUNTIME)
    assert by_policy == by_queryset == known
