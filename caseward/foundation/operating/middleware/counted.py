"""Counts each request; there only where numbers are asked for."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caseward.foundation.operating import metrics
from caseward.foundation.operating.middleware.logged import address_of


class Counted:
    """Next to the log, so that both see the same answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        seconds = time.monotonic() - began
        metrics.count(address_of(request), status=response.status_code, seconds=seconds)
        return response
