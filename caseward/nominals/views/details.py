"""One detail of a person: added, or ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.nominals import commands, forms, queries
from caseward.nominals.vocabulary import NominalId
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def add(request: Signed, nominal_id: UUID) -> HttpResponse:
    """Add what is known besides."""
    form = forms.AddDetail.of(request, grades=queries.grades())
    if form.submitted() and form.carries_out(commands.add_detail, request.ctx, nominal_id=nominal_id):
        messages.success(request, _("Added to the record"))
        return redirect("cases:person", nominal_id)
    known = commands.view_one(request.ctx.to_look(), nominal_id=NominalId(nominal_id))
    page = {"form": form, "heading": known, "title": _("Add a detail"), "button": _("Add it")}
    return render(request, "nominals/detail.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def end(request: Signed, detail_id: UUID) -> HttpResponse:
    """Say until when it was so."""
    one = queries.detail(viewer=request.actor, detail_id=detail_id)
    form = forms.EndDetail.of(request, version=one.version)
    if form.submitted() and form.carries_out(commands.end_detail, request.ctx, detail_id=detail_id):
        messages.success(request, _("It is on record until when this was so."))
        return redirect("cases:person", one.nominal_id)
    known = commands.view_one(request.ctx.to_look(), nominal_id=NominalId(one.nominal_id))
    page = {"form": form, "heading": known, "says": one.words}
    page |= {"title": _("This is no longer so"), "button": _("Put it on record")}
    return render(request, "nominals/detail.html", page, status=form.status)
