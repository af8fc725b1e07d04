"""Offering a case to another unit, and answering what other units offer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, policies, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def offer(request: Signed, case_id: UUID) -> HttpResponse:
    """Offer the case to another unit, or take the offer back."""
    file = shown(request, case_id)
    waiting = queries.transfer_of(viewer=request.actor, case_id=case_id)
    if waiting is not None:
        return redirect("cases:transfer", waiting.id)
    able = queries.receivers(viewer=request.actor, case=file.case)
    units = [(str(unit.id), unit.name) for unit in able]
    form = forms.TransferTo.of(request, version=file.heading.version, units=units)
    if form.submitted() and form.carries_out(commands.offer_transfer, request.ctx, case_id=case_id):
        messages.success(
            request, _("Offered. The case stays here, with all that is owed, until it is accepted.")
        )
        return redirect("cases:file", case_id)
    only_if(policies.may_transfer(request.actor, file.case))
    page = {
        "form": form,
        "title": _("Transfer to another unit"),
        "says": _(
            "The other unit reads the note and nothing else until one of its officers accepts by name."
        ),
        "button": _("Offer it"),
        "back": "cases:file",
    }
    return render(request, "cases/form.html", frame(request, file, "overview") | page, status=form.status)


@require_safe
def incoming(request: Signed) -> HttpResponse:
    """What other units offer to mine."""
    rows = queries.transfers_to(viewer=request.actor)
    return render(request, "cases/transfers.html", {"rows": rows})


@require_safe
def transfer(request: Signed, transfer_id: UUID) -> HttpResponse:
    """One transfer, with the ways to answer it or to take it back."""
    found = queries.transfer(viewer=request.actor, transfer_id=transfer_id)
    return render(request, "cases/transfer.html", {"one": found})


@require_http_methods(["GET", "POST"])
def accept(request: Signed, transfer_id: UUID) -> HttpResponse:
    """Accept the case of another unit."""
    found = queries.transfer(viewer=request.actor, transfer_id=transfer_id)
    form = forms.Accept.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.accept_transfer, request.ctx, transfer_id=transfer_id):
        messages.success(request, _("You own this case from now on"))
        return redirect("cases:file", form.result)
    context = {"form": form, "one": found, "button": _("Accept the case")}
    return render(request, "cases/transfer.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def refuse(request: Signed, transfer_id: UUID) -> HttpResponse:
    """Refuse the case of another unit, with the reason."""
    found = queries.transfer(viewer=request.actor, transfer_id=transfer_id)
    form = forms.Refuse.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.refuse_transfer, request.ctx, transfer_id=transfer_id):
        messages.success(request, _("Refused. The supervisors of both units have been told."))
        return redirect("cases:transfers")
    context = {"form": form, "one": found, "button": _("Refuse the case")}
    return render(request, "cases/transfer.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def withdraw(request: Signed, transfer_id: UUID) -> HttpResponse:
    """Take the transfer back."""
    found = queries.transfer(viewer=request.actor, transfer_id=transfer_id)
    form = forms.Withdraw.of(request, version=found.version)
    if form.submitted() and form.carries_out(
        commands.withdraw_transfer, request.ctx, transfer_id=transfer_id
    ):
        messages.success(request, _("The transfer is taken back"))
        return redirect("cases:file", form.result)
    context = {"form": form, "one": found, "button": _("Take it back")}
    return render(request, "cases/transfer.html", context, status=form.status)
