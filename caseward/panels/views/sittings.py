"""Sittings by day, one with its agenda, and who came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.paging import START
from caseward.kernel.decisions import Decision, Refused
from caseward.panels import commands, forms, policies, presenters, queries
from caseward.panels.vocabulary import APPROVE, ARRANGE
from caseward.ui import pages
from caseward.ui.requests import Signed


COMING, HELD = "coming", "held"


def only_if(decision: Decision) -> None:
    """Show no form that its reader could not send."""
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


@require_safe
def sittings(request: Signed) -> HttpResponse:
    """What comes, and what was: the beginning of both, or one of them page by page."""
    of, viewer, now = request.GET.get("of", ""), request.actor, request.ctx.now
    place = pages.place_from(request) if of in {COMING, HELD} else START
    coming = queries.coming(viewer=viewer, now=now, place=place) if of != HELD else None
    past = queries.past(viewer=viewer, now=now, place=place) if of != COMING else None
    page = {
        "of": of if of in {COMING, HELD} else "",
        "coming": coming and presenters.listed(coming, is_past=False),
        "past": past and presenters.listed(past, is_past=True),
        "may_arrange": bool(queries.held_by(viewer=request.actor)),
    }
    return render(request, "panels/sittings.html", page)


@require_http_methods(["GET", "POST"])
def arrange(request: Signed) -> HttpResponse:
    """Arrange a sitting."""
    held = queries.held_by(viewer=request.actor)
    if not held:
        raise NotVisible
    form = forms.Arrange.of(request, held_by=presenters.which(held))
    if form.submitted() and form.carries_out(commands.arrange_sitting, request.ctx):
        messages.success(request, _("Arranged. Cases are put on its agenda from their own pages."))
        return redirect("panels:sitting", form.result)
    page = {
        "form": form,
        "title": _("Arrange a sitting"),
        "button": _("Arrange it"),
        "back": "panels:sittings",
    }
    return render(request, "panels/form.html", page, status=form.status)


@require_safe
def sitting(request: Signed, sitting_id: UUID) -> HttpResponse:
    """One sitting: its agenda as far as its reader may know it, and who came."""
    row = queries.sitting(viewer=request.actor, sitting_id=sitting_id)
    items = queries.agenda(viewer=request.actor, sitting_id=sitting_id)
    is_past, where = row.held_at <= request.ctx.now, request.actor.where
    to_approve = not row.is_approved or any(
        not one.is_approved and policies.may_approve_item(request.actor, one.kept) for one in items
    )
    page = {
        "row": row,
        "state": presenters.sitting_state(row, is_past=is_past),
        "items": presenters.numbered(items),
        "members": queries.members(viewer=request.actor, sitting_id=sitting_id),
        "is_past": is_past,
        "may_record": is_past and not row.is_approved and row.compartment_id in where(ARRANGE),
        "may_approve": is_past and to_approve and row.compartment_id in where(APPROVE),
    }
    return render(request, "panels/sitting.html", page)


@require_http_methods(["GET", "POST"])
def member(request: Signed, sitting_id: UUID) -> HttpResponse:
    """Record whether a member came."""
    row = queries.sitting(viewer=request.actor, sitting_id=sitting_id)
    only_if(request.actor.holds(ARRANGE, row.compartment_id))
    form = forms.Member.of(request, roles=list(row.sort.roles.items()))
    if form.submitted() and form.carries_out(commands.record_member, request.ctx, sitting_id=sitting_id):
        messages.success(request, _("Recorded. Go on with the next, or go back to the sitting."))
        return redirect("panels:member", sitting_id)
    page = {
        "form": form,
        "title": _("Who came"),
        "says": presenters.titled(row.sort.title, row),
        "button": _("Record it"),
        "back": "panels:sitting",
        "back_id": sitting_id,
        "members": queries.members(viewer=request.actor, sitting_id=sitting_id),
    }
    return render(request, "panels/form.html", page, status=form.status)
