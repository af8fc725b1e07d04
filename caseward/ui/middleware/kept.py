"""A session that ended while somebody typed loses nothing, and nobody sends what another typed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from caseward.ui import errors, kept, typed
from caseward.ui.requests import Signed


class KeepTyped:
    """Stands before LoginRequiredMiddleware, which would answer such a form with a bare redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Signed) -> HttpResponse:
        if _may_hold(request) and request.user.is_authenticated:
            kept.give_back(request)
        return self.get_response(request)

    def process_view(
        self,
        request: Signed,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002
        kwargs: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Answer for the view when the sender's session has ended."""
        if request.method != "POST":
            return None
        token = typed.token_in(request.POST)
        if request.user.is_authenticated:
            is_anothers = token is not None and token.user_id != request.user.pk
            return errors.opened_by_another(request) if is_anothers else None
        if typed.KEPT in request.POST:
            kept.hold(request)
            if request.path != resolve_url(settings.LOGIN_URL):
                return kept.to_sign_in(request)
        if token is None or not getattr(view, "login_required", True):
            return None
        if request.headers.get("HX-Request"):
            return render(request, "ui/forms/saved.html", {"signed_out": True})
        return kept.sign_in_page(request, token)


def _may_hold(request: Signed) -> bool:
    """Whether the session carries kept text; a request without a session cookie is not made to open one."""
    return bool(request.session.session_key) and kept.IN_SESSION in request.session
