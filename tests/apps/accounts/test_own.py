"""What people do with their own accounts, and the door that tells the ledger of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from caseward.accounts import commands, events, queries
from caseward.accounts.models import User
from caseward.foundation.access import actors, identity, sessions
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.kernel.access import Actor
from tests import cast, moments, roles, told


pytestmark = pytest.mark.django_db

GOOD = "heron over quiet reeds"


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def give_password(user: User, password: str, *, one_time: bool = False) -> None:
    user.set_password(password)
    user.invited_until = moments.real_now() + timedelta(days=1) if one_time else None
    with roles.owner():
        user.save(update_fields=["password", "invited_until"])


def test_change_password_takes_the_new_one_and_ends_every_session() -> None:
    priya = cast.person("priya")
    give_password(priya, "the one before it")
    with cast.acting("priya") as ctx:
        commands.change_password(
            ctx, user_id=priya.pk, present_password="the one before it", new_password=GOOD
        )

        assert actors.current_actor() is None
    assert again(priya).check_password(GOOD)
    assert again(priya).version == 2


def test_change_password_with_a_one_time_password_does_not_ask_for_it_again() -> None:
    priya = cast.person("priya")
    give_password(priya, "7k3q-9f4m-xxxx-yyyy", one_time=True)
    with cast.acting("priya") as ctx:
        commands.change_password(ctx, user_id=priya.pk, new_password=GOOD)

    assert again(priya).invited_until is None


def test_change_password_refuses_somebody_elses() -> None:
    with cast.acting("omar") as ctx, pytest.raises(NotPermitted):
        commands.change_password(
            ctx, user_id=cast.person("priya").pk, present_password="x", new_password=GOOD
        )

    assert told.refusals() == [("change_password", "account.not-yours")]


def test_change_password_refuses_without_the_present_one() -> None:
    priya = cast.person("priya")
    give_password(priya, "the one before it")
    with cast.acting("priya") as ctx, pytest.raises(Invalid, match="not your present password") as refused:
        commands.change_password(ctx, user_id=priya.pk, present_password="a guess", new_password=GOOD)

    assert refused.value.field == "present_password"
    assert again(priya).check_password("the one before it")


@pytest.mark.parametrize(
    "weak",
    ["short", "password1234", "123456789012345", "priya sharma 1", "the one before it"],
    ids=["too short", "common", "digits only", "one's own name", "the same again"],
)
def test_change_password_refuses_a_weak_one(weak: str) -> None:
    priya = cast.person("priya")
    give_password(priya, "the one before it")
    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refused:
        commands.change_password(
            ctx, user_id=priya.pk, present_password="the one before it", new_password=weak
        )

    assert refused.value.field == "new_password"
    assert refused.value.refusal.code == "account.weak-password"


def test_change_password_tells_the_ledger() -> None:
    priya = cast.person("priya")
    give_password(priya, "the one before it")
    with cast.acting("priya") as ctx:
        commands.change_password(
            ctx, user_id=priya.pk, present_password="the one before it", new_password=GOOD
        )

    [entry] = told.entries("account.password-changed")
    assert (entry.operation, entry.subject_ids) == ("AUTHENTICATION", [priya.pk])
    assert told.facts("account.sessions-ended") == [{"user_id": str(priya.pk), "how": "password-changed"}]


def test_end_my_sessions_ends_them_everywhere() -> None:
    priya = cast.person("priya")
    with cast.acting("priya"), cast.acting("priya") as ctx:
        assert len(queries.my_sessions(viewer=ctx.actor)) == 2
        commands.end_my_sessions(ctx, user_id=priya.pk)

        assert queries.my_sessions(viewer=ctx.actor) == []
        assert actors.current_actor() is None


def test_end_my_sessions_refuses_somebody_elses() -> None:
    with cast.acting("omar") as ctx, pytest.raises(NotPermitted):
        commands.end_my_sessions(ctx, user_id=cast.person("priya").pk)

    assert told.refusals() == [("end_my_sessions", "account.not-yours")]


def test_end_my_sessions_leaves_those_of_others() -> None:
    with cast.acting("omar"):
        with cast.acting("priya") as ctx:
            commands.end_my_sessions(ctx, user_id=ctx.actor.id)

        assert actors.current_actor() is not None


def test_end_my_sessions_tells_the_ledger() -> None:
    with cast.acting("priya") as ctx:
        commands.end_my_sessions(ctx, user_id=ctx.actor.id)

    assert told.facts("account.sessions-ended") == [{"user_id": str(ctx.actor.id), "how": "everywhere"}]


def test_end_my_session_ends_the_other_one() -> None:
    with cast.acting("priya"), cast.acting("priya") as ctx:
        [other] = [each for each in queries.my_sessions(viewer=ctx.actor) if not each.is_this]
        commands.end_my_session(ctx, session_id=other.id)

        [left] = queries.my_sessions(viewer=ctx.actor)
        assert left.is_this


def test_end_my_session_does_not_find_somebody_elses() -> None:
    with cast.acting("omar") as ctx:
        [of_omar] = queries.my_sessions(viewer=ctx.actor)
        with cast.acting("priya") as priyas, pytest.raises(Invalid):
            commands.end_my_session(priyas, session_id=of_omar.id)

        assert actors.current_actor() is not None


def test_end_my_session_refuses_one_that_has_ended() -> None:
    with cast.acting("priya") as ctx, pytest.raises(Invalid, match="already ended"):
        commands.end_my_session(ctx, session_id=uuid4())


def test_end_my_session_tells_the_ledger() -> None:
    with cast.acting("priya"), cast.acting("priya") as ctx:
        [other] = [each for each in queries.my_sessions(viewer=ctx.actor) if not each.is_this]
        commands.end_my_session(ctx, session_id=other.id)

    assert told.facts("account.session-ended") == [{"user_id": str(ctx.actor.id), "how": "signed-out"}]


def at_the_door(user: User) -> Context:
    return Context(actor=Actor(id=user.pk, name=user.name, memberships=()), now=cast.NOW)


def test_record_authentication_writes_what_happened() -> None:
    priya = cast.person("priya")

    commands.record_authentication(at_the_door(priya), event=events.SignedIn(user_id=priya.pk, factor="totp"))

    [entry] = told.entries("account.signed-in")
    assert (entry.actor_id, entry.operation) == (priya.pk, "AUTHENTICATION")


def test_record_authentication_refuses_to_tell_of_somebody_else() -> None:
    priya, omar = cast.person("priya"), cast.person("omar")
    with pytest.raises(NotPermitted):
        commands.record_authentication(
            at_the_door(omar), event=events.SignedIn(user_id=priya.pk, factor="none")
        )

    assert told.refusals() == [("record_authentication", "account.not-yours")]
    assert told.entries("account.signed-in") == []


def test_record_authentication_refuses_what_is_not_authentication() -> None:
    priya = cast.person("priya")
    with pytest.raises(Invalid):
        commands.record_authentication(at_the_door(priya), event=events.AccountOpened(user_id=priya.pk))


def test_record_authentication_names_nobody_when_there_is_no_such_account() -> None:
    door = Context(actor=actors.PUBLIC, now=cast.NOW)

    commands.record_authentication(door, event=events.SignInFailed(user_id=None, stage="password"))

    assert told.facts("account.sign-in-failed") == [{"user_id": None, "stage": "password"}]


def session_of(name: str) -> str:
    token = uuid4().hex
    sessions.open_for(cast.person(name).pk, token, until=moments.real_now() + timedelta(hours=20))
    return token


def shift(column: str, by: timedelta) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(f"update sec.session set {column} = {column} + %s::interval", [str(by)])  # noqa: S608


def standing() -> str:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.continue_session()")
        return str(cursor.fetchone()[0])


def test_a_session_rests_for_half_an_hour_at_most() -> None:
    with identity.assume(session_of("priya")):
        shift("seen_at", -timedelta(minutes=29))
        assert standing() == "live"
        shift("seen_at", -timedelta(minutes=29))
        assert standing() == "live"
        shift("seen_at", -timedelta(minutes=31))
        assert standing() == "idle"

        shift("seen_at", timedelta(minutes=31))
        assert standing() == "idle", "what has ended stays ended"
        assert actors.current_actor() is None


def test_a_session_lasts_a_shift_at_most_whatever_it_asks_for() -> None:
    with identity.assume(session_of("priya")):
        with roles.owner(), connection.cursor() as cursor:
            cursor.execute("select max(expires_at - opened_at) from sec.session where ended_at is null")
            assert cursor.fetchone()[0] <= timedelta(hours=12, seconds=1)
        shift("expires_at", -timedelta(hours=12, seconds=1))

        assert standing() == "absolute"
        assert actors.current_actor() is None


def test_a_session_does_not_live_on_when_the_clock_goes_back() -> None:
    with identity.assume(session_of("priya")):
        shift("seen_at", timedelta(hours=1))

        assert standing() == "clock"


def test_a_session_ends_with_the_account() -> None:
    with identity.assume(session_of("priya")):
        with roles.owner():
            User.objects.filter(username="priya").update(disabled_at=cast.NOW, disabled_because="Left")

        assert standing() == "disabled"


def test_no_session_is_no_session() -> None:
    with identity.assume("made up"):
        assert standing() == "unknown"


def test_my_sessions_shows_nobody_elses() -> None:
    with cast.acting("omar"), cast.acting("priya") as ctx:
        [mine] = queries.my_sessions(viewer=ctx.actor)

    assert mine.is_this
