"""Being away: what is recorded of it, and who covers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.ui.requests import Signed
from caseward.workforce import commands, forms, presenters, queries


@require_safe
def mine(request: Signed) -> HttpResponse:
    """When I am away, and for whom I cover."""
    return redirect("workforce:absences", request.actor.id)


@require_safe
def absences(request: Signed, user_id: UUID) -> HttpResponse:
    """When an officer is or was away, and who covers."""
    found = queries.absences_of(viewer=request.actor, user_id=user_id, today=request.ctx.today)
    covered = queries.covered_by(viewer=request.actor, today=request.ctx.today)
    context = _whose(request, user_id) | {
        "rows": found,
        "covered": sorted(covered.values(), key=lambda one: one.name) if user_id == request.actor.id else [],
    }
    return render(request, "workforce/absences.html", context)


@require_http_methods(["GET", "POST"])
def absence_new(request: Signed, user_id: UUID) -> HttpResponse:
    """Say that an officer is away."""
    queries.absences_of(viewer=request.actor, user_id=user_id, today=request.ctx.today)
    form = forms.RecordAbsence.of(request)
    if form.submitted() and form.carries_out(commands.record_absence, request.ctx, user_id=user_id):
        messages.success(request, _("Recorded. Now ask a colleague to cover."))
        return redirect("workforce:cover", form.result)
    context = _whose(request, user_id) | {"form": form}
    return render(request, "workforce/absence_new.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def absence_end(request: Signed, absence_id: UUID) -> HttpResponse:
    """Say that an officer is back."""
    found = queries.absence(viewer=request.actor, absence_id=absence_id, today=request.ctx.today)
    form = forms.Button.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.end_absence, request.ctx, absence_id=absence_id):
        messages.success(request, _("Recorded. Cover has ended."))
        return redirect("workforce:absences", found.user_id)
    context = _whose(request, found.user_id) | {"form": form, "absence": found}
    return render(request, "workforce/absence_end.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def cover(request: Signed, absence_id: UUID) -> HttpResponse:
    """Ask a colleague to cover."""
    today = request.ctx.today
    found = queries.absence(viewer=request.actor, absence_id=absence_id, today=today)
    able = queries.can_cover(viewer=request.actor, absence_id=absence_id, today=today)
    form = forms.AskForCover.of(request, version=found.version, officers=presenters.coverers(able))
    if form.submitted() and form.carries_out(commands.ask_for_cover, request.ctx, absence_id=absence_id):
        messages.success(request, _("Asked. They cover as soon as they say yes."))
        return redirect("workforce:absences", found.user_id)
    context = _whose(request, found.user_id) | {"form": form, "absence": found, "is_anybody": bool(able)}
    return render(request, "workforce/cover.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def cover_accept(request: Signed, cover_id: UUID) -> HttpResponse:
    """Cover for a colleague."""
    absence, asked = queries.asked_to_cover(viewer=request.actor, cover_id=cover_id, today=request.ctx.today)
    form = forms.Button.of(request, version=asked.version)
    if form.submitted() and form.carries_out(commands.accept_cover, request.ctx, cover_id=cover_id):
        messages.success(request, _("You cover. What they owe stands in My work from the first day."))
        return redirect("cases:work")
    context = {"form": form, "absence": absence, "asked": asked}
    return render(request, "workforce/cover_answer.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def cover_refuse(request: Signed, cover_id: UUID) -> HttpResponse:
    """Say no to covering, with the reason."""
    absence, asked = queries.asked_to_cover(viewer=request.actor, cover_id=cover_id, today=request.ctx.today)
    form = forms.Because.of(request, version=asked.version)
    if form.submitted() and form.carries_out(commands.refuse_cover, request.ctx, cover_id=cover_id):
        messages.success(request, _("Refused. Whoever asked has been told."))
        return redirect("cases:work")
    context = {"form": form, "absence": absence, "asked": asked, "is_refused": True}
    return render(request, "workforce/cover_answer.html", context, status=form.status)


def _whose(request: Signed, user_id: UUID) -> dict[str, object]:
    """Whose absences these are: the reader's own, or those of an officer whom they lead."""
    is_mine = user_id == request.actor.id
    name = "" if is_mine else queries.name_of(viewer=request.actor, user_id=user_id)
    return {"user_id": user_id, "is_mine": is_mine, "name": name}
