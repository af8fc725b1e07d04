"""Minutes: read and printed, approved, and added to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.panels import commands, forms, policies, presenters, queries
from caseward.panels.views.sittings import only_if
from caseward.panels.vocabulary import APPROVE, ARRANGE, ItemId, SittingId
from caseward.ui.requests import Signed


@require_safe
def minutes(request: Signed, sitting_id: UUID) -> HttpResponse:
    """The minutes, to be read and printed."""
    found = commands.view_minutes(request.ctx.to_look(), sitting_id=SittingId(sitting_id))
    row = found.sitting
    page = {
        "found": found,
        "row": row,
        "state": presenters.sitting_state(row, is_past=row.held_at <= request.ctx.now),
        "items": presenters.numbered(found.items),
        "may_add": row.is_approved and row.compartment_id in request.actor.where(ARRANGE),
    }
    return render(request, "panels/minutes.html", page)


@require_http_methods(["GET", "POST"])
def approve(request: Signed, sitting_id: UUID) -> HttpResponse:
    """Approve the minutes for the chair."""
    row = queries.sitting(viewer=request.actor, sitting_id=sitting_id)
    only_if(request.actor.holds(APPROVE, row.compartment_id))
    form = forms.Approve.of(request)
    if form.submitted() and form.carries_out(commands.approve_minutes, request.ctx, sitting_id=sitting_id):
        messages.success(request, _("Approved. From now on the minutes are only added to."))
        return redirect("panels:minutes", sitting_id)
    page = {
        "form": form,
        "title": _("Approve the minutes"),
        "says": presenters.titled(row.sort.title, row),
        "button": _("Approve them"),
        "back": "panels:sitting",
        "back_id": sitting_id,
    }
    return render(request, "panels/form.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def add(request: Signed, sitting_id: UUID) -> HttpResponse:
    """Add to the minutes as a whole."""
    row = queries.sitting(viewer=request.actor, sitting_id=sitting_id)
    only_if(request.actor.holds(ARRANGE, row.compartment_id))
    return _adding(request, SittingId(sitting_id), None, presenters.titled(row.sort.title, row))


@require_http_methods(["GET", "POST"])
def add_to_item(request: Signed, item_id: UUID) -> HttpResponse:
    """Add to the minute of one item."""
    row = commands.view_item(request.ctx.to_look(), item_id=ItemId(item_id))
    only_if(policies.may_minute(request.actor, row.kept))
    return _adding(request, row.sitting_id, row.id, row.question)


def _adding(request: Signed, sitting_id: SittingId, item_id: ItemId | None, says: str) -> HttpResponse:
    form = forms.Add.of(request)
    about = {"sitting_id": sitting_id, "item_id": item_id}
    back, back_id = ("panels:item", item_id) if item_id else ("panels:minutes", sitting_id)
    if form.submitted() and form.carries_out(commands.add_to_minutes, request.ctx, **about):
        messages.success(request, _("Added to the minutes"))
        return redirect(back, back_id)
    page = {
        "form": form,
        "title": _("Add to the minutes"),
        "says": says,
        "button": _("Add it"),
        "back": back,
        "back_id": back_id,
    }
    return render(request, "panels/form.html", page, status=form.status)
