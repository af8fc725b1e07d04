"""Access by name that nobody uses."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseward.oversight import queries
from caseward.ui.requests import Signed


@require_safe
def unused(request: Signed) -> HttpResponse:
    """The list, for those who say who may know."""
    rows = queries.unused_grants(viewer=request.actor, now=request.ctx.now)
    return render(request, "oversight/unused.html", {"rows": rows})
