"""Looks drawn by lot: mine to explain, those of my unit to attest, a week to sign."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.commands.errors import NotVisible
from caseward.oversight import commands, forms, presenters, queries
from caseward.ui.requests import Signed


@require_safe
def samples(request: Signed) -> HttpResponse:
    """Mine first, then by week what I attest."""
    if not request.actor.memberships:
        raise NotVisible
    now, actor = request.ctx.now, request.actor
    shown = {
        "mine": [presenters.sample_line(row) for row in queries.my_samples(viewer=actor, now=now)],
        "weeks": presenters.weeks(queries.samples(viewer=actor, now=now), viewer_id=actor.id),
    }
    return render(request, "oversight/samples.html", shown)


@require_http_methods(["GET", "POST"])
def sample(request: Signed, sample_id: UUID) -> HttpResponse:
    """One look: whoever looked explains it, a second person attests it."""
    row = queries.sample(viewer=request.actor, sample_id=sample_id, now=request.ctx.now)
    is_mine = row.officer_id == request.actor.id
    form = forms.Explain.of(request) if is_mine else forms.Attest.of(request)
    verb = commands.explain_look if is_mine else commands.attest_look
    if form.submitted() and form.carries_out(verb, request.ctx, sample_id=sample_id):
        return redirect("oversight:samples")
    is_open = not (row.explanation if is_mine else row.says)
    shown = {
        "line": presenters.sample_line(row),
        "row": row,
        "form": form if is_open else None,
        "is_mine": is_mine,
    }
    return render(request, "oversight/sample.html", shown, status=form.status)


@require_http_methods(["GET", "POST"])
def sign(request: Signed, sample_id: UUID) -> HttpResponse:
    """Sign for the week of a look."""
    row = queries.sample(viewer=request.actor, sample_id=sample_id, now=request.ctx.now)
    if row.compartment_id not in request.actor.where("team.read"):
        raise NotVisible
    form = forms.Button.of(request)
    if form.submitted() and form.carries_out(commands.sign_week, request.ctx, sample_id=sample_id):
        return redirect("oversight:samples")
    is_signed = queries.is_signed(viewer=request.actor, compartment_id=row.compartment_id, week=row.week)
    shown = {"row": row, "form": form, "is_signed": is_signed}
    return render(request, "oversight/sign_week.html", shown, status=form.status)
