"""What every request passes: for whom the database is read, whether the session still stands, what comes first."""

from collections.abc import Callable
from contextlib import ExitStack

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from caseward.accounts.entrance import opening
from caseward.accounts.vocabulary import Ended, First


# The only addresses that are open until the first thing is done, beside the place where it is done.
ALSO_OPEN = {
    First.PASSWORD: frozenset({"account_logout"}),
    First.SECOND_FACTOR: frozenset({"mfa_activate_totp", "mfa_add_webauthn", "account_logout"}),
}


class Identity:
    """Directly after Django's authentication; a request without a session cookie never reaches the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.identity = stack  # type: ignore[attr-defined]
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                _arrive(request)
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Send whoever has something to do first to where it is done."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not getattr(view, "login_required", True):
            return None
        first = opening.first_of(request)
        if first is None or not request.user.is_authenticated:
            return None
        here = request.resolver_match.view_name if request.resolver_match else ""
        place = opening.PLACES[first]
        return None if here in ALSO_OPEN[first] | {place} else redirect(place)


def _arrive(request: HttpRequest) -> None:
    """Take the identity of whoever signed in, unless the session has ended since."""
    found = opening.arrive(request)
    if found not in {None, opening.LIVE}:
        opening.leave(request, how=Ended(found) if found in set(Ended) else Ended.ABSOLUTE)
