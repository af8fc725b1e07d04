"""Offering, accepting and refusing a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, presenters
from caseward.cases.views.pages import frame, only_if, shown
from caseward.ui.requests import Signed
from caseward.workforce.queries import colleagues


@require_http_methods(["GET", "POST"])
def offer(request: Signed, case_id: UUID) -> HttpResponse:
    """Offer the case to an officer."""
    file = shown(request, case_id)
    able = colleagues(viewer=request.actor, compartment_id=file.compartment_id, capability="case.accept")
    officers = presenters.officers(able, but=file.heading.owner_id)
    form = forms.OfferTo.of(request, version=file.heading.version, officers=officers)
    if form.submitted() and form.carries_out(commands.offer_case, request.ctx, case_id=case_id):
        messages.success(request, _("Offered. The case stays with its owner until the officer accepts."))
        return redirect("cases:file", case_id)
    context = frame(request, file, "overview")
    only_if(context["may"].offer)
    page = {"form": form, "title": _("Offer this case"), "button": _("Offer it"), "back": "cases:file"}
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def accept(request: Signed, case_id: UUID) -> HttpResponse:
    """Accept the case that was offered to me."""
    file = shown(request, case_id)
    offer = file.open_offer()
    form = forms.Accept.of(request, version=offer.version)
    if form.submitted() and form.carries_out(commands.accept_case, request.ctx, offer_id=offer.pk):
        messages.success(request, _("You own this case from now on"))
        return redirect("cases:file", case_id)
    context = frame(request, file, "overview")
    only_if(context["may"].answer)
    return render(request, "cases/accept.html", context | {"form": form, "offer": offer}, status=form.status)


@require_http_methods(["GET", "POST"])
def refuse(request: Signed, case_id: UUID) -> HttpResponse:
    """Refuse the case that was offered to me, with a reason."""
    file = shown(request, case_id)
    offer = file.open_offer()
    form = forms.Refuse.of(request, version=offer.version)
    if form.submitted() and form.carries_out(commands.refuse_case, request.ctx, offer_id=offer.pk):
        messages.success(request, _("Refused. Both supervisors have been told."))
        return redirect("cases:work")
    context = frame(request, file, "overview")
    only_if(context["may"].answer)
    page = {
        "form": form,
        "title": _("Refuse this case"),
        "button": _("Refuse the case"),
        "back": "cases:file",
    }
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def withdraw(request: Signed, case_id: UUID) -> HttpResponse:
    """Take back an offer that was not answered yet."""
    file = shown(request, case_id)
    offer = file.open_offer()
    form = forms.Withdraw.of(request, version=offer.version)
    if form.submitted() and form.carries_out(commands.withdraw_offer, request.ctx, offer_id=offer.pk):
        messages.success(request, _("The offer is taken back"))
        return redirect("cases:file", case_id)
    context = frame(request, file, "overview")
    only_if(context["may"].withdraw)
    page = {
        "form": form,
        "title": _("Take the offer back"),
        "says": _("%(name)s has not answered it yet.") % {"name": offer.to.name},
        "button": _("Take it back"),
        "back": "cases:file",
    }
    return render(request, "cases/form.html", context | page, status=form.status)
