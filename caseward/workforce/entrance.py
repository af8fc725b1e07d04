"""What every request learns from postings: the unit that stands beside the name in the bar."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from caseward.ui.requests import Signed
from caseward.workforce import queries


class UnitShown:
    """After the request knows its actor; looked up once, for a form that is sent only where a page answers it."""

    def __init__(self, get_response: Callable[[Signed], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Signed) -> HttpResponse:
        def named() -> str:
            return ", ".join(queries.unit_names(viewer=request.actor, now=request.ctx.now))

        # A page is about to ask in the transaction that is open; later it would need another.
        is_page = request.method == "GET" and "actor" in vars(request)
        request.unit = named() if is_page else cast("str", SimpleLazyObject(named))
        return self.get_response(request)
