"""Correcting a detail of a person, and looking at what was corrected in a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases.vocabulary import CaseId
from caseward.corrections import commands, forms, presenters
from caseward.nominals import forms as nominal_forms
from caseward.nominals import queries as nominals
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def correct(request: Signed, detail_id: UUID) -> HttpResponse:
    """What is right instead, and why."""
    person, one = commands.view_to_correct(request.ctx.to_look(), detail_id=detail_id)
    form = nominal_forms.CorrectDetail.of(
        request, version=one.version, sort=one.sort, grades=nominals.grades(), initial=presenters.initial(one)
    )
    if form.submitted() and form.carries_out(commands.correct_detail, request.ctx, detail_id=detail_id):
        messages.success(request, _("Corrected. Everybody who relied on it is told."))
        return redirect("cases:person", person.id)
    page = {"form": form, "heading": person, "says": one.words}
    page |= {"title": _("Correct a detail"), "button": _("Correct it")}
    return render(request, "nominals/detail.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def corrections(request: Signed, case_id: UUID) -> HttpResponse:
    """What was put right of the people in a case."""
    form = forms.Read.of(request)
    if form.submitted() and form.carries_out(commands.read_corrections, request.ctx, case_id=case_id):
        messages.success(request, _("It is on record that you looked at what was corrected."))
        return redirect("cases:file", case_id)
    found = commands.view_corrections(request.ctx.to_look(), case_id=CaseId(case_id))
    page = {"found": found, "rows": presenters.rows(found.corrected), "form": form}
    page["may_read"] = found.is_owed and bool(request.actor.holds("case.write", found.compartment_id))
    return render(request, "corrections/case.html", page, status=form.status)
