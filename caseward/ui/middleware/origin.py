"""Requests that another site made the browser send."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caseward.ui import errors


SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class SameOriginOnly:
    """Refuse a change that the browser itself says comes from another site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return errors.from_elsewhere(request)
        return self.get_response(request)
