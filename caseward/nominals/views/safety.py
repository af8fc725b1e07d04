"""How a person is safely reached."""

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
def safety(request: Signed, nominal_id: UUID) -> HttpResponse:
    """Say which ways are safe."""
    person, now = commands.view_safety(request.ctx.to_look(), nominal_id=NominalId(nominal_id))
    form = forms.Safety.of(
        request, grades=queries.grades(), version=now.version, initial=forms.ways_said(now)
    )
    if form.submitted() and form.carries_out(commands.keep_safety, request.ctx, nominal_id=nominal_id):
        messages.success(request, _("From now on this holds wherever something is sent."))
        return redirect("cases:person", nominal_id)
    page = {"form": form, "heading": person, "title": _("Safe contact"), "button": _("Keep it")}
    return render(request, "nominals/detail.html", page, status=form.status)
