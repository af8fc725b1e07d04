"""Pages of look-ups that touched somebody kept in silence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.commands.errors import NotVisible
from caseward.tripwires import commands, forms, policies, queries
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def trips(request: Signed) -> HttpResponse:
    """Every look-up of whom the reader keeps, newest first."""
    if not policies.may_read(request.actor, is_keeper=queries.is_keeper(viewer=request.actor)):
        raise NotVisible
    is_open = "open" in request.GET
    page = commands.view_trips(request.ctx, place=place_from(request), is_open=is_open)
    return render(request, "tripwires/list.html", {"page": page, "is_open": is_open})


@require_http_methods(["GET", "POST"])
def trip(request: Signed, trip_id: UUID) -> HttpResponse:
    """One look-up, and what it was."""
    row = commands.view_trip(request.ctx.to_look(), trip_id=trip_id)
    form = forms.Explain.of(request, version=row.version)
    if form.submitted() and form.carries_out(commands.explain_trip, request.ctx, trip_id=trip_id):
        messages.success(request, _("Explained. Whoever looked was told nothing."))
        return redirect("tripwires:list")
    return render(request, "tripwires/trip.html", {"row": row, "form": form}, status=form.status)
