"""A line for each request: which address by its name, how it ended, how long it took, for which account."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caseward.foundation.operating import logs


log = logging.getLogger("caseward.request")

WATCHERS = "operating:"  # they ask every few seconds


class Logged:
    """Outermost; never the path, which holds ids, nor what was asked for after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token, began = logs.request_id.set(uuid.uuid4().hex), time.monotonic()
        try:
            response = self.get_response(request)
            _write(request, response.status_code, began)
        finally:
            logs.request_id.reset(token)
        return response


def address_of(request: HttpRequest) -> str:
    """The name of the address ("cases:file"), or nothing where none was found."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _write(request: HttpRequest, status: int, began: float) -> None:
    address = address_of(request)
    if address.startswith(WATCHERS) or (
        not address and status < 400
    ):  # without a name: a style sheet or script
        return
    told = {
        "address": address,
        "method": request.method,
        "status": status,
        "duration_ms": round((time.monotonic() - began) * 1000),
        "actor": _actor(request),
    }
    log.info("request", extra=told)


def _actor(request: HttpRequest) -> str:
    """The account's opaque id, if the request has asked for it anyway: the log asks the database nothing."""
    user = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""
