"""Findings, gates set aside, and the move to another stage."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, presenters, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.chronology.queries import to_rest_on
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def finding(request: Signed, case_id: UUID, fact: str) -> HttpResponse:
    """Record whether something a gate asks about is so."""
    file, title = shown(request, case_id), queries.fact_title(fact)
    form = forms.Finding.of(request)
    if form.submitted() and form.carries_out(
        commands.record_finding, request.ctx, case_id=case_id, fact=fact
    ):
        messages.success(request, _("Recorded"))
        return redirect("cases:move", case_id)
    context = frame(request, file, "overview")
    only_if(context["may"].work)
    page = {"form": form, "title": title, "button": _("Record it"), "back": "cases:move"}
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def set_aside(request: Signed, case_id: UUID, gate: str) -> HttpResponse:
    """Set a gate of the present stage aside, with a reason."""
    file = shown(request, case_id)
    title = queries.gate_title(file.pathway, gate)
    form = forms.SetAside.of(request)
    if form.submitted() and form.carries_out(
        commands.set_gate_aside, request.ctx, case_id=case_id, gate=gate
    ):
        messages.success(request, _("Set aside with your reason"))
        return redirect("cases:move", case_id)
    context = frame(request, file, "overview")
    only_if(presenters.may_set_aside(file, gate, viewer=request.actor))
    page = {
        "form": form,
        "title": _("Set this gate aside"),
        "says": title,
        "button": _("Set it aside"),
        "back": "cases:move",
    }
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def move(request: Signed, case_id: UUID) -> HttpResponse:
    """Decide the question of the stage and go on; each gate that bars the way is said, with what would open it."""
    file = shown(request, case_id)
    form = forms.Move.of(request, **presenters.move_form(file), entries=_entries(request, file))
    if form.signed() and form.carries_out(commands.move_case, request.ctx, case_id=case_id):
        messages.success(request, _("The case has moved on"))
        return redirect("cases:file", case_id)
    ways = presenters.ways(file, request.actor)
    page = {"form": form, "ways": ways, "is_any_way_open": any(way.is_open for way in ways)}
    context = frame(request, file, "overview") | page
    only_if(context["may"].move if request.method == "POST" else context["may"].work)
    if form.is_to_be_signed:
        record = queries.decision_as_it_will_stand(
            viewer=request.actor, file=file, decided=form.decided(), now=request.ctx.now
        )
        return render(request, "decisions/sign.html", context | {"record": record})
    return render(request, "cases/move.html", context, status=form.status)


def _entries(request: Signed, file: queries.CaseFile) -> tuple[tuple[UUID, str], ...]:
    return to_rest_on(viewer=request.actor, about_ids=file.about_ids)
