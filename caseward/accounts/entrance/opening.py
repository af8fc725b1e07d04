"""Opening, renewing and ending the session of a browser, in Django's table and in the database's own."""

from contextlib import ExitStack
from datetime import UTC, datetime
from typing import cast

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.db import connection, transaction
from django.http import HttpRequest

from caseward.accounts import commands, events, queries
from caseward.accounts.entrance import arriving, devices
from caseward.accounts.entrance.backend import met
from caseward.accounts.entrance.store import SessionStore
from caseward.accounts.models import User
from caseward.accounts.vocabulary import SESSION_LASTS, Ended, First
from caseward.foundation import clock
from caseward.foundation.access import identity, sessions
from caseward.foundation.access.actors import PUBLIC
from caseward.foundation.commands import Context
from caseward.foundation.database import reading
from caseward.foundation.database.calling import call
from caseward.foundation.ledger.events import Event
from caseward.kernel.access import Actor


SIGNED_IN_AT, FIRST, WHY_OUT = "signed_in_at", "do_first", "signed_out_because"
LIVE = "live"

# Where the first thing is done.
PLACES = {First.PASSWORD: "accounts:first-password", First.SECOND_FACTOR: "accounts:first-factor"}


def enter(request: HttpRequest, user: User) -> None:
    """Somebody has proved who he is: tell the ledger, then open what may be opened."""
    request.session[SIGNED_IN_AT] = clock.now().timestamp()
    request.session.pop(WHY_OUT, None)
    tell(user, events.SignedIn(user_id=user.pk, factor=_factor(request, user)))
    proceed(request, user)


def proceed(request: HttpRequest, user: User) -> None:
    """Open the database's session, or say what comes first; until then the person has no identity there."""
    first = queries.first_thing(viewer=_door(user))
    if first is not None:
        request.session[FIRST] = first.value
        return
    request.session.pop(FIRST, None)
    _open(request, user)


def renew(request: HttpRequest) -> None:
    """Give the session a new id and end the old one; its twelve hours go on from where they began."""
    old = sessions.token_for(request.session.session_key or "")
    request.session.cycle_key()
    if FIRST not in request.session:
        sessions.end(old, because=Ended.REPLACED)
        _open(request, cast("User", request.user))


def come_in_again(request: HttpRequest) -> None:
    """Go on after a change of password, which has ended every session of the person, this one too."""
    user = User.objects.get(pk=cast("User", request.user).pk)
    request.session.pop(FIRST, None)
    update_session_auth_hash(request, user)
    proceed(request, user)


def arrive(request: HttpRequest) -> str | None:
    """What the database says of the session that came with the request: "live", or why it is not.

    None where nobody has signed in or something comes first: then the request is nobody's. From here on a page reads in
    one transaction; a form that is sent has the transaction of its command.
    """
    key = request.session.session_key or ""
    with ExitStack() as here:
        here.enter_context(identity.assume(sessions.token_for(key)))
        if request.method in {"GET", "HEAD"}:
            here.enter_context(reading.page())
        found = arriving.ask(key)
        if not _has_come_in(request, found):
            return None
        _stack(request).enter_context(here.pop_all())
    if found.actor is not None:
        vars(request).update(found.beside, actor=found.actor)
    return LIVE if found.stands == LIVE else _continued()


def leave(request: HttpRequest, *, how: Ended) -> None:
    """End the session in both tables; whoever finds himself outside unasked is told why at the sign-in page."""
    user = cast("User", request.user)
    token = sessions.token_for(request.session.session_key or "")
    sessions.end(token, because=how)
    if how in {Ended.SIGNED_OUT, Ended.IDLE, Ended.ABSOLUTE, Ended.CLOCK}:
        tell(user, events.SessionEnded(user_id=user.pk, how=how))
    enter_context(request, "")
    logout(request)
    if how != Ended.SIGNED_OUT:
        request.session[WHY_OUT] = how.value


def first_of(request: HttpRequest) -> First | None:
    """What the person still has to do before anything else."""
    found = request.session.get(FIRST)
    return First(found) if found else None


def way_on(request: HttpRequest) -> str:
    """Where somebody goes who has just come in: to the first thing, or home."""
    first = first_of(request)
    return PLACES[first] if first else settings.LOGIN_REDIRECT_URL


def tell(user: User | None, event: Event) -> None:
    """Record what happened at the door, in a transaction of its own."""
    ctx = Context(actor=PUBLIC, now=clock.now()) if user is None else context_of(user)
    commands.record_authentication(ctx, event=event)


def context_of(user: User) -> Context:
    """The person at the door: himself, with no access to anything."""
    return Context(actor=_door(user), now=clock.now())


def enter_context(request: HttpRequest, token: str) -> None:
    """Read and write as the holder of the token until the request ends."""
    for of_somebody_else in ("actor", "ctx", "unread", "unit"):
        vars(request).pop(of_somebody_else, None)
    _stack(request).enter_context(identity.assume(token))


def _open(request: HttpRequest, user: User) -> None:
    signed_in_at = datetime.fromtimestamp(request.session[SIGNED_IN_AT], tz=UTC)
    token = sessions.token_for(request.session.session_key or "")
    sessions.open_for(user.pk, token, until=signed_in_at + SESSION_LASTS)
    enter_context(request, token)
    device = devices.named(request.headers.get("User-Agent", ""))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.note_device(%s)", [device])


def _stack(request: HttpRequest) -> ExitStack:
    return cast("ExitStack", request.identity)  # type: ignore[attr-defined]  # the middleware has put it there


def _has_come_in(request: HttpRequest, found: arriving.Arrived) -> bool:
    """Whether Django's own session is somebody's, too, and nothing comes first."""
    cast("SessionStore", request.session).arrived = (found.session,)
    with met(found.account):
        return request.user.is_authenticated and first_of(request) is None


def _continued() -> str:
    """Note that somebody is there, or why the session has ended."""
    reading.pause()
    with transaction.atomic():
        return str(call("select sec.continue_session()"))


def _door(user: User) -> Actor:
    return Actor(id=user.pk, name=user.name, memberships=())


def _factor(request: HttpRequest, user: User) -> str:
    """The last second factor that was proved in this session."""
    proofs = get_authentication_records(request, user)
    return next((str(proof["type"]) for proof in reversed(proofs) if proof.get("method") == "mfa"), "none")
