"""Setting up forces, units and partners."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.decisions import Refused
from caseward.organisations import commands, forms, policies, presenters, queries
from caseward.ui.requests import Signed


def units(request: Signed) -> HttpResponse:
    """Every unit, by force."""
    _administrators_only(request)
    context = {
        "units": queries.units(viewer=request.actor),
        "forces": queries.forces(viewer=request.actor),
    }
    return render(request, "organisations/units.html", context)


def unit_new(request: Signed) -> HttpResponse:
    """Set up a unit."""
    _administrators_only(request)
    forces = presenters.choices(queries.forces(viewer=request.actor))
    others = presenters.choices(queries.units(viewer=request.actor))
    form = forms.FoundUnit.of(request, forces=forces, units=others)
    if form.submitted() and form.carries_out(commands.found_unit, request.ctx):
        return redirect("organisations:units")
    return render(request, "organisations/unit_new.html", {"form": form}, status=form.status)


def force_new(request: Signed) -> HttpResponse:
    """Set up a force."""
    _administrators_only(request)
    form = forms.FoundForce.of(request)
    if form.submitted() and form.carries_out(commands.found_force, request.ctx):
        return redirect("organisations:units")
    return render(request, "organisations/force_new.html", {"form": form}, status=form.status)


def partners(request: Signed) -> HttpResponse:
    """Every partner."""
    _administrators_only(request)
    return render(
        request, "organisations/partners.html", {"partners": queries.partners(viewer=request.actor)}
    )


def partner_new(request: Signed) -> HttpResponse:
    """Register a partner."""
    _administrators_only(request)
    forces = presenters.choices(queries.forces(viewer=request.actor))
    form = forms.RegisterPartner.of(request, forces=forces)
    if form.submitted() and form.carries_out(commands.register_partner, request.ctx):
        return redirect("organisations:partners")
    return render(request, "organisations/partner_new.html", {"form": form}, status=form.status)


def _administrators_only(request: Signed) -> None:
    decision = policies.may_configure(request.actor)
    if isinstance(decision, Refused):
        raise NotPermitted(decision)
