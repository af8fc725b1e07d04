"""The ledger page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseward.oversight import commands, forms, presenters
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def ledger(request: Signed) -> HttpResponse:
    """Who did what and when, newest first."""
    form = forms.Narrow(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {"operation": "", "person": ""}
    page = commands.view_ledger(request.ctx, place=place_from(request), **asked)
    return render(
        request, "oversight/ledger.html", {"page": page, "lines": presenters.lines(page.rows), "form": form}
    )
