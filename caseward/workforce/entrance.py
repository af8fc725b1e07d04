"""What every request learns from postings: the unit that stands beside the name in the bar."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from caseward.ui.requests import Signed
from caseward.workforce import queries


class UnitShown:
    """After the request knows its actor; looked up once, and only by pages that draw the bar."""

    def __init__(self, get_response: Callable[[Signed], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Signed) -> HttpResponse:
        def named() -> str:
            return ", ".join(queries.unit_names(viewer=request.actor, now=request.ctx.now))

        request.unit = cast("str", SimpleLazyObject(named))
        return self.get_response(request)
