"""Whom to call about a person, for officers on duty."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases.queries import reasons
from caseward.compartments import commands, forms, policies
from caseward.compartments.views.asking import only_if
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def marker(request: Signed) -> HttpResponse:
    """Ask, and be told on the same page: what was asked stands in no address."""
    only_if(policies.may_look_up(request.actor))
    said = [(code, _(title)) for code, title in reasons().items()]
    form = forms.LookUpMarker.of(request, reasons=said)
    if form.submitted() and form.carries_out(commands.look_up_marker, request.ctx.to_look()):
        found = {"is_answered": True, "markers": form.result}
        return render(request, "compartments/marker.html", {"form": form, **found})
    return render(request, "compartments/marker.html", {"form": form}, status=form.status)
