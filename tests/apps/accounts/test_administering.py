"""Administrators open, shut and invite; nobody else does, and nobody does it to himself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from caseward.accounts import commands
from caseward.accounts.models import User
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from tests import cast, moments, roles, told


pytestmark = pytest.mark.django_db


def opened(ctx: Context, username: str = "wren") -> User:
    """An account that was opened a moment ago, with the one-time password of its invitation."""
    ctx.key = uuid4()
    user = User.objects.get(pk=commands.create_account(ctx, username=username, name="Wren Calder"))
    ctx.key = None
    return user


def signed_in(user_id: UUID) -> None:
    """Somebody else has a session open, as after signing in."""
    sessions.open_for(user_id, uuid4().hex, until=moments.real_now() + timedelta(hours=1))


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def sessions_of(user_id: UUID) -> list[tuple[str | None]]:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select ended_because from sec.session where user_id = %s", [user_id])
        return list(cursor.fetchall())


def test_create_account_opens_it_with_a_one_time_password() -> None:
    with cast.acting("sam") as ctx:
        ctx.key = uuid4()
        password = commands.one_time_password(ctx)
        user_id = commands.create_account(
            ctx, username=" Wren ", name="Wren Calder", email="wren@example.org"
        )

    user = User.objects.get(pk=user_id)
    assert (user.username, user.name, user.is_demo, user.email) == (
        "wren",
        "Wren Calder",
        False,
        "wren@example.org",
    )
    assert user.check_password(password)
    assert user.invited_until == ctx.now + timedelta(days=7)


def test_create_account_sent_twice_opens_one_and_shows_the_same_password() -> None:
    with cast.acting("sam") as ctx:
        ctx.key = uuid4()
        first = commands.one_time_password(ctx)
        commands.create_account(ctx, username="wren", name="Wren Calder")
        commands.create_account(ctx, username="wren", name="Wren Calder")

        assert commands.one_time_password(ctx) == first
    assert User.objects.filter(username="wren").count() == 1


def test_create_account_refuses_everybody_but_the_administrator() -> None:
    others = [name for name in cast.PEOPLE if name != "sam"]
    for who in others:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            ctx.key = uuid4()
            commands.create_account(ctx, username="wren", name="Wren Calder")

        assert not User.objects.filter(username="wren").exists()
    assert told.refusals() == [("create_account", "account.not-administrator")] * len(others)


def test_create_account_refuses_a_user_name_that_was_ever_taken() -> None:
    with (
        cast.acting("sam") as ctx,
        pytest.raises(Invalid, match="already has the user name priya") as refused,
    ):
        opened(ctx, username="priya")

    assert refused.value.field == "username"


def test_create_account_tells_the_ledger_of_an_id_and_no_name() -> None:
    with cast.acting("sam") as ctx:
        user = opened(ctx)

    [entry] = told.entries("account.opened")
    assert (entry.actor_id, entry.subject_ids, entry.operation) == (ctx.actor.id, [user.pk], "CONFIGURATION")
    assert b"Wren" not in bytes(entry.body)


def test_create_demo_account_opens_one_without_an_invitation(settings: Any) -> None:
    settings.CASEWARD_DEMO = True
    with cast.acting("sam") as ctx:
        user_id = commands.create_demo_account(
            ctx, username="wren", name="Wren Calder", hashed="hashed elsewhere"
        )

    user = User.objects.get(pk=user_id)
    assert (user.is_demo, user.invited_until) == (True, None)
    assert told.facts("account.opened") == [{"user_id": str(user_id)}]


def test_create_demo_account_is_refused_where_people_are_real(settings: Any) -> None:
    settings.CASEWARD_DEMO = False
    with cast.acting("sam") as ctx, pytest.raises(NotPermitted, match="demonstration mode"):
        commands.create_demo_account(ctx, username="wren", name="Wren Calder", hashed="hashed elsewhere")


def test_create_demo_account_refuses_others_than_the_administrator(settings: Any) -> None:
    settings.CASEWARD_DEMO = True
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.create_demo_account(ctx, username="wren", name="Wren Calder", hashed="hashed elsewhere")

    assert told.refusals() == [("create_demo_account", "account.not-administrator")]


def test_create_demo_account_refuses_a_user_name_that_is_taken(settings: Any) -> None:
    settings.CASEWARD_DEMO = True
    with cast.acting("sam") as ctx, pytest.raises(Invalid):
        commands.create_demo_account(ctx, username="priya", name="Another", hashed="hashed elsewhere")


def test_invite_again_gives_a_new_password_and_ends_every_session() -> None:
    with cast.acting("sam") as ctx:
        user = opened(ctx)
        with roles.owner():
            User.objects.filter(pk=user.pk).update(invited_until=None)
        signed_in(user.pk)
        ctx.key = uuid4()
        password = commands.one_time_password(ctx)
        commands.invite_again(ctx, user_id=user.pk, version=1)

    assert again(user).check_password(password)
    assert again(user).invited_until == ctx.now + timedelta(days=7)
    assert sessions_of(user.pk) == [("invited",)]


def test_invite_again_refuses_the_wrong_person() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.invite_again(ctx, user_id=cast.person("priya").pk, version=1)

    assert told.refusals() == [("invite_again", "account.not-administrator")]


def test_invite_again_refuses_an_account_that_is_shut() -> None:
    with cast.acting("sam") as ctx:
        user = opened(ctx)
        commands.disable_account(ctx, user_id=user.pk, version=1, because="Left the force")
        ctx.key = uuid4()
        with pytest.raises(Invalid, match="Enable it first"):
            commands.invite_again(ctx, user_id=user.pk, version=2)


def test_invite_again_leaves_demonstration_accounts_as_they_are() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid, match="demonstration"):
        ctx.key = uuid4()
        commands.invite_again(ctx, user_id=cast.person("priya").pk, version=1)


def test_invite_again_tells_the_ledger() -> None:
    with cast.acting("sam") as ctx:
        user = opened(ctx)
        ctx.key = uuid4()
        commands.invite_again(ctx, user_id=user.pk, version=1)

    assert told.facts("account.invited") == [{"user_id": str(user.pk)}]
    assert told.facts("account.sessions-ended") == [{"user_id": str(user.pk), "how": "invited"}]


def test_disable_account_shuts_it_and_ends_every_session_at_once() -> None:
    priya = cast.person("priya")
    with cast.acting("priya"):
        assert actors.current_actor() is not None
        with cast.acting("sam") as ctx:
            commands.disable_account(ctx, user_id=priya.pk, version=1, because="Long-term leave")

        assert actors.current_actor() is None
    assert (again(priya).is_active, again(priya).disabled_because) == (False, "Long-term leave")
    assert ("disabled",) in sessions_of(priya.pk)


def test_disable_account_refuses_everybody_but_the_administrator() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.disable_account(ctx, user_id=cast.person("priya").pk, version=1, because="Long-term leave")

    assert told.refusals() == [("disable_account", "account.not-administrator")]


def test_disable_account_refuses_one_that_is_shut_already() -> None:
    priya = cast.person("priya")
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=priya.pk, version=1, because="Long-term leave")
        with pytest.raises(Invalid, match="already disabled"):
            commands.disable_account(ctx, user_id=priya.pk, version=2, because="Again")


def test_disable_account_refuses_the_accounts_of_the_platform_itself() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid, match="platform itself"):
        commands.disable_account(ctx, user_id=actors.PUBLIC.id, version=1, because="Unused")


def test_disable_account_tells_the_ledger() -> None:
    priya = cast.person("priya")
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=priya.pk, version=1, because="Long-term leave")

    assert told.facts("account.disabled") == [{"user_id": str(priya.pk)}]
    assert told.facts("account.sessions-ended") == [{"user_id": str(priya.pk), "how": "disabled"}]


def test_enable_account_opens_it_with_the_access_it_had() -> None:
    priya = cast.person("priya")
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=priya.pk, version=1, because="Long-term leave")
        commands.enable_account(ctx, user_id=priya.pk, version=2)

    assert again(priya).is_active
    with cast.acting("priya") as ctx:
        assert cast.compartment("northshire-prevent-cases") in ctx.actor.compartments


def test_enable_account_refuses_the_wrong_person() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.enable_account(ctx, user_id=cast.person("priya").pk, version=1)

    assert told.refusals() == [("enable_account", "account.not-administrator")]


def test_enable_account_refuses_one_that_is_open() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid, match="not disabled"):
        commands.enable_account(ctx, user_id=cast.person("priya").pk, version=1)


def test_enable_account_tells_the_ledger() -> None:
    priya = cast.person("priya")
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=priya.pk, version=1, because="Long-term leave")
        commands.enable_account(ctx, user_id=priya.pk, version=2)

    assert told.facts("account.enabled") == [{"user_id": str(priya.pk)}]


def test_remove_second_factors_takes_all_away_and_ends_every_session() -> None:
    rhys = cast.person("rhys")
    Authenticator.objects.create(user=rhys, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with cast.acting("sam") as ctx:
        signed_in(rhys.pk)
        commands.remove_second_factors(ctx, user_id=rhys.pk, version=1)

    assert not Authenticator.objects.filter(user=rhys).exists()
    assert ("factors-removed",) in sessions_of(rhys.pk)


def test_remove_second_factors_refuses_the_wrong_person() -> None:
    rhys = cast.person("rhys")
    Authenticator.objects.create(user=rhys, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with cast.acting("rhys") as ctx, pytest.raises(NotPermitted):
        commands.remove_second_factors(ctx, user_id=rhys.pk, version=1)

    assert Authenticator.objects.filter(user=rhys).exists()
    assert told.refusals() == [("remove_second_factors", "account.not-administrator")]


def test_remove_second_factors_refuses_where_there_is_none() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid, match="no second factor"):
        commands.remove_second_factors(ctx, user_id=cast.person("rhys").pk, version=1)


def test_remove_second_factors_tells_the_ledger() -> None:
    rhys = cast.person("rhys")
    Authenticator.objects.create(user=rhys, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with cast.acting("sam") as ctx:
        commands.remove_second_factors(ctx, user_id=rhys.pk, version=1)

    assert told.facts("account.factor-removed") == [{"user_id": str(rhys.pk), "factor": "all"}]


ON_ONESELF: dict[str, Callable[..., Any]] = {
    "disable": lambda ctx, me: commands.disable_account(ctx, user_id=me, version=1, because="x"),
    "enable": lambda ctx, me: commands.enable_account(ctx, user_id=me, version=1),
    "invite": lambda ctx, me: commands.invite_again(ctx, user_id=me, version=1),
    "factors": lambda ctx, me: commands.remove_second_factors(ctx, user_id=me, version=1),
}


@pytest.mark.parametrize("what", ON_ONESELF)
def test_an_administrator_never_acts_on_his_own_account(what: str) -> None:
    with cast.acting("sam") as ctx, pytest.raises(NotPermitted, match="his own account"):
        ON_ONESELF[what](ctx, ctx.actor.id)

    assert [code for _command, code in told.refusals()] == ["account.own"]


def test_an_account_that_is_not_there_is_not_visible() -> None:
    with cast.acting("sam") as ctx, pytest.raises(NotVisible):
        commands.disable_account(ctx, user_id=uuid4(), version=1, because="x")


def test_a_stale_page_changes_nothing() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Stale):
        commands.disable_account(ctx, user_id=cast.person("priya").pk, version=7, because="x")
