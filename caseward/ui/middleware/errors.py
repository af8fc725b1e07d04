"""The one translation of errors into answers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from caseward.foundation.commands.errors import (
    Invalid,
    KeyMissing,
    KeyReused,
    NotPermitted,
    NotVisible,
    Stale,
)
from caseward.ui import conflicts, errors, outages


ANSWERS: tuple[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]], ...] = (
    (NotVisible, errors.not_found),
    (NotPermitted, errors.not_permitted),
    (Invalid, errors.invalid),
    (conflicts.Conflicted, conflicts.page),
    (Stale, errors.stale),
    (KeyReused, errors.key_reused),
    (KeyMissing, errors.key_missing),
)


class Translation:
    """Nearest the view: what a command or query raised becomes a page here and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """NotVisible 404, NotPermitted 403, Invalid 422, Stale 409, a key reused or missing 422, outage 503."""
        if isinstance(exception, conflicts.Conflicted):
            exception = conflicts.as_it_stands(request, exception)
        for kind, answer in ANSWERS:
            if isinstance(exception, kind):
                return answer(request, exception)
        return errors.unavailable(request) if outages.is_outage(exception) else None
