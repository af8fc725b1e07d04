"""The typed request."""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse

from caseward.ui.requests import Signed


class SignedRequests:
    """Let views speak of `request.actor` and `request.ctx`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The server makes a plain WSGIRequest; the same object goes on as the one that knows its actor.
        if isinstance(request, WSGIRequest):
            request.__class__ = Signed
        return self.get_response(request)
