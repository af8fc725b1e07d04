"""What a person does with his own account."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

from caseward.accounts import events, policies
from caseward.accounts.models import User
from caseward.accounts.vocabulary import Ended
from caseward.foundation.access import sessions
from caseward.foundation.commands import Context, command
from caseward.kernel.wording import gettext_noop


SAME = gettext_noop("This is the password that you have already.")


@command
def change_password(ctx: Context, *, user_id: UUID, new_password: str, present_password: str = "") -> None:
    """Choose a new password: every session ends, and the caller opens the one it is typed in afresh.

    Who signs in with a one-time password has typed it a moment ago and is not asked for it again.
    """
    ctx.authorise(policies.may_act_for(ctx.actor, user_id))
    user = ctx.lock(User.objects.all(), user_id)
    right = user.invited_until is not None or user.check_password(present_password)
    ctx.require(policies.is_right(right=right), on="present_password")
    ctx.require(policies.is_strong(_problems(new_password, user)), on="new_password")
    user.set_password(new_password)
    user.invited_until = None
    user.version += 1
    user.save(update_fields=["password", "invited_until", "version"])
    sessions.end_all_of(user_id, because=Ended.PASSWORD)
    ctx.record(events.PasswordChanged(user_id=user_id))
    ctx.record(events.SessionsEnded(user_id=user_id, how=Ended.PASSWORD))


@command
def end_my_session(ctx: Context, *, session_id: UUID) -> None:
    """End one of one's own sessions, left open on another machine."""
    ctx.authorise(policies.may_act_for(ctx.actor, ctx.actor.id))
    ctx.require(policies.is_open(ended=_end_mine(session_id, Ended.SIGNED_OUT)))
    ctx.record(events.SessionEnded(user_id=ctx.actor.id, how=Ended.SIGNED_OUT))


@command
def end_my_sessions(ctx: Context, *, user_id: UUID) -> None:
    """Sign out everywhere, here included."""
    ctx.authorise(policies.may_act_for(ctx.actor, user_id))
    sessions.end_all_of(user_id, because=Ended.EVERYWHERE)
    ctx.record(events.SessionsEnded(user_id=user_id, how=Ended.EVERYWHERE))


def _problems(password: str, user: User) -> list[str]:
    """What the validators say, as sentences."""
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return list(refused.messages)
    return [SAME] if user.check_password(password) else []


def _end_mine(which: UUID, because: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select sec.end_mine(%s, %s)", [which, because])
        return int(cursor.fetchone()[0])
