"""What an administrator does to somebody else's account."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password

from caseward.accounts import events, policies, queries
from caseward.accounts.commands.invitations import one_time_password
from caseward.accounts.models import User
from caseward.accounts.vocabulary import INVITATION_LASTS, Ended
from caseward.foundation.access import sessions
from caseward.foundation.commands import Context, command


@command
def create_account(ctx: Context, *, username: str, name: str, email: str = "") -> UUID:
    """Open an account for a person, who signs in first with the one-time password of this invitation."""
    ctx.authorise(policies.may_administer(ctx.actor))
    user = User(
        username=username.strip().lower(),
        name=name.strip(),
        email=email.strip(),
        password=make_password(one_time_password(ctx)),
        invited_until=ctx.now + INVITATION_LASTS,
    )
    return _opened(ctx, user)


@command
def create_demo_account(ctx: Context, *, username: str, name: str, hashed: str) -> UUID:
    """Open the account of an invented person, which needs no second factor.

    The password comes hashed: a whole region shares one, and hashing is slow on purpose.
    """
    ctx.authorise(policies.may_open_demo(ctx.actor, is_demo=settings.CASEWARD_DEMO))
    return _opened(ctx, User(username=username, name=name, password=hashed, is_demo=True))


@command
def invite_again(ctx: Context, *, user_id: UUID, version: int) -> UUID:
    """Give out a new one-time password; whoever is signed in with the old one is signed out."""
    ctx.authorise(policies.may_administer_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.all(), user_id, version=version)
    ctx.require(policies.may_be_invited(user))
    user.password = make_password(one_time_password(ctx))
    user.invited_until = ctx.now + INVITATION_LASTS
    _saved(user, "password", "invited_until")
    sessions.end_all_of(user_id, because=Ended.INVITED)
    ctx.record(events.AccountInvited(user_id=user_id))
    ctx.record(events.SessionsEnded(user_id=user_id, how=Ended.INVITED))
    return user_id


@command
def disable_account(ctx: Context, *, user_id: UUID, version: int, because: str) -> UUID:
    """Shut an account: every session of the person ends, everywhere, at the next request."""
    ctx.authorise(policies.may_administer_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.all(), user_id, version=version)
    ctx.require(policies.may_be_disabled(user))
    ctx.require(policies.leaves_nothing(queries.left_behind(user_id=user_id)))
    user.disabled_at, user.disabled_because = ctx.now, because
    _saved(user, "disabled_at", "disabled_because")
    sessions.end_all_of(user_id, because=Ended.DISABLED)
    ctx.record(events.AccountDisabled(user_id=user_id))
    ctx.record(events.SessionsEnded(user_id=user_id, how=Ended.DISABLED))
    return user_id


@command
def enable_account(ctx: Context, *, user_id: UUID, version: int) -> UUID:
    """Open a shut account again, with the password and the postings it had."""
    ctx.authorise(policies.may_administer_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.all(), user_id, version=version)
    ctx.require(policies.may_be_enabled(user))
    user.disabled_at = user.disabled_because = None
    _saved(user, "disabled_at", "disabled_because")
    ctx.record(events.AccountEnabled(user_id=user_id))
    return user_id


@command
def remove_second_factors(ctx: Context, *, user_id: UUID, version: int) -> UUID:
    """Take away the second factors of somebody who has lost them; the next sign-in asks for a new one."""
    ctx.authorise(policies.may_administer_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.all(), user_id, version=version)
    removed, _of_each = Authenticator.objects.filter(user_id=user_id).delete()
    ctx.require(policies.has_factors(number=removed))
    _saved(user)
    sessions.end_all_of(user_id, because=Ended.FACTORS)
    ctx.record(events.FactorRemoved(user_id=user_id, factor="all"))
    ctx.record(events.SessionsEnded(user_id=user_id, how=Ended.FACTORS))
    return user_id


def _opened(ctx: Context, user: User) -> UUID:
    is_taken = User.objects.filter(username=user.username).exists()
    ctx.require(policies.may_be_named(user.username, is_taken=is_taken), on="username")
    ctx.add(user)
    ctx.record(events.AccountOpened(user_id=user.pk))
    return user.pk


def _saved(user: User, *fields: str) -> None:
    user.version += 1
    user.save(update_fields=[*fields, "version"])
