"""Proposing to close a case, and a second person's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, presenters, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def close(request: Signed, case_id: UUID) -> HttpResponse:
    """What still stands open first; once nothing does, the last 90 days and the decision to close."""
    file = shown(request, case_id)
    sheet = queries.closing_sheet(viewer=request.actor, file=file, today=request.ctx.today)
    form = forms.Close.of(request, **presenters.close_form(file, sheet))
    if form.signed() and form.carries_out(commands.propose_closing, request.ctx, case_id=case_id):
        messages.success(request, _("Proposed. A second person has to approve it."))
        return redirect("cases:file", case_id)
    context = frame(request, file, "overview") | {"form": form}
    only_if(context["may"].close)
    if form.is_to_be_signed:
        record = queries.decision_as_it_will_stand(
            viewer=request.actor, file=file, decided=form.decided(), now=request.ctx.now
        )
        return render(request, "decisions/sign.html", context | {"record": record})
    context["checklist"] = presenters.checklist(file, sheet, viewer=request.actor)
    context["held"] = presenters.held_open(sheet)
    context["provided"] = presenters.held_against_planned(file.provided)
    return render(request, "cases/close.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def answer(request: Signed, case_id: UUID) -> HttpResponse:
    """Approve or decline the closing that was proposed."""
    file = shown(request, case_id)
    closing = file.pending_closing()
    form = forms.Answer.of(request, version=closing.version)
    if form.submitted():
        approves = form.cleaned_data["approves"] == "yes"
        verb = commands.approve_closing if approves else commands.decline_closing
        if form.carries_out(verb, request.ctx, closing_id=closing.pk):
            messages.success(request, _("Closed") if approves else _("Declined: the case goes on"))
            return redirect("cases:file", case_id)
    context = frame(request, file, "decisions")
    only_if(context["may"].answer_closing)
    page = {"form": form, "closing": presenters.closing(file)}
    return render(request, "cases/answer_closing.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def reopen(request: Signed, case_id: UUID) -> HttpResponse:
    """Decide to reopen a closed case, and who is to own it."""
    file = shown(request, case_id)
    asked = queries.reopening(viewer=request.actor, case=file.case)
    form = forms.Reopen.of(request, **presenters.reopen_form(file, asked))
    if form.signed() and form.carries_out(commands.reopen_case, request.ctx, case_id=case_id):
        messages.success(request, _("Reopened. The case is yours until the officer accepts it."))
        return redirect("cases:file", case_id)
    context = frame(request, file, "overview") | {"form": form}
    only_if(context["may"].reopen)
    if form.is_to_be_signed:
        record = queries.decision_as_it_will_stand(
            viewer=request.actor, file=file, decided=form.decided(), now=request.ctx.now
        )
        return render(request, "decisions/sign.html", context | {"record": record})
    return render(request, "cases/reopen.html", context, status=form.status)
