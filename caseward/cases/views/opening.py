"""Opening a case that no referral began."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, presenters, queries
from caseward.foundation.commands.errors import NotVisible
from caseward.ui.requests import Signed


@require_safe
def ways(request: Signed) -> HttpResponse:
    """The ways in which a case of my units begins; about a person of the unit when one was asked about."""
    found = queries.ways_to_open(viewer=request.actor, today=request.ctx.today)
    if not found:
        raise NotVisible
    shown = presenters.ways_to_open(found, about=_about(request))
    return render(request, "cases/open.html", {"ways": shown})


@require_http_methods(["GET", "POST"])
def open_case(request: Signed, unit_id: UUID, pathway: str, beginning: str) -> HttpResponse:
    """Open a case in one of these ways."""
    chosen: dict[str, Any] = {"unit_id": unit_id, "pathway": pathway, "beginning": beginning}
    found = queries.opening(
        viewer=request.actor, today=request.ctx.today, nominal_id=_about(request), **chosen
    )
    form = _form(request, found)
    if form.submitted() and form.carries_out(commands.open_case, request.ctx, **chosen):
        messages.success(request, _("The case is open, and it is yours"))
        return redirect("cases:file", form.result)
    page = {"form": form, "opening": found, "title": presenters.opening_title(found)}
    return render(request, "cases/open_one.html", page, status=form.status)


def _form(request: Signed, found: queries.Opening) -> forms.OpenAbout:
    seconds = presenters.officers(found.seconds, but=request.actor.id)
    if found.nominal:
        return forms.OpenOnRecord.of(request, seconds=seconds, nominal_id=found.nominal.id)
    kind = forms.OpenOnPerson if found.way.beginning == "person" else forms.OpenOnOrganisation
    return kind.of(request, seconds=seconds)


def _about(request: Signed) -> UUID | None:
    """The record that the address asks about; None for anything that is no id."""
    try:
        return UUID(request.GET.get("about", ""))
    except ValueError:
        return None
