"""Two words for whoever watches the machine: whether the server answers, and whether it can work."""

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  every view is given one
    """200 as long as this process answers; the database is not asked."""
    return _word("alive", 200)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  every view is given one
    """200 when the database answers within a second; 503 when it does not, or no connection is free."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = '1s'")
            cursor.execute("select 1")
    except (OperationalError, InterfaceError):
        return _word("away", 503)
    return _word("ready", 200)


def _word(word: str, status: int) -> HttpResponse:
    """Nothing about version, machine or reason: the address is open to everybody."""
    response = HttpResponse(f"{word}\n", status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
