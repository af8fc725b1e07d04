"""Headers of every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caseward.ui.policy import HEADERS


class SecurityHeaders:
    """Outermost, so that errors carry the headers, too; what an answer says itself stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
