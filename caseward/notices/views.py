"""The notices of whoever is signed in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from caseward.foundation.jobs import notices
from caseward.notices import forms, presenters, queries
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def mine(request: Signed) -> HttpResponse:
    """What I was told, newest first."""
    return _shown(request)


@require_POST
def read(request: Signed, notice_id: UUID) -> HttpResponse:
    """Mark one as read."""
    form = forms.Read.of(request)
    if form.submitted() and form.carries_out(notices.read_notice, request.ctx, notice_id=notice_id):
        return redirect("notices:mine")
    return _shown(request, form)


@require_POST
def read_all(request: Signed) -> HttpResponse:
    """Mark as read what was on the page and before it."""
    form = forms.ReadAll.of(request)
    if form.submitted() and form.carries_out(notices.read_notices, request.ctx):
        return redirect("notices:mine")
    return _shown(request, form)


def _shown(request: Signed, refused: forms.Read | forms.ReadAll | None = None) -> HttpResponse:
    """The list, and above it why what was asked of it did not happen."""
    page = notices.notices(viewer=request.actor, place=place_from(request))
    referred = queries.references_of(viewer=request.actor, about_ids={row.about_id for row in page.rows})
    # Each button has a key of its own: one is pressed after another, from a page that is still open.
    buttons = (forms.Read() for _row in page.rows)
    context = {
        "page": page,
        "lines": list(zip(presenters.lines(page.rows, referred=referred), buttons, strict=True)),
        "read_all": forms.ReadAll(initial={"up_to": page.rows[0].at.isoformat() if page.rows else ""}),
        "refused": refused,
    }
    return render(request, "notices/mine.html", context, status=refused.status if refused else 200)
