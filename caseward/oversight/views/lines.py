"""Looks that met a rule, what the lists go by, and one's own address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.commands.errors import NotVisible
from caseward.oversight import commands, forms, presenters, queries
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def lines(request: Signed) -> HttpResponse:
    """Looks that met a rule and are not settled, newest first."""
    form = forms.NarrowLines(request.GET or None)
    asked = form.asked_for() if form.is_bound and form.is_valid() else {}
    page = queries.lines(viewer=request.actor, place=place_from(request), **asked)
    shown = {"form": form, "page": page, "lines": presenters.anomaly_lines(page.rows)}
    return render(request, "oversight/lines.html", shown)


@require_http_methods(["GET", "POST"])
def line(request: Signed, line_id: UUID) -> HttpResponse:
    """One look that met a rule, and what came of it."""
    row = queries.line(viewer=request.actor, line_id=line_id)
    form = forms.SettleLine.of(request, version=row.version)
    if form.submitted() and form.carries_out(commands.settle_line, request.ctx, line_id=line_id):
        return redirect("oversight:lines")
    (shown,) = presenters.anomaly_lines([row])
    return render(
        request, "oversight/line.html", {"line": shown, "row": row, "form": form}, status=form.status
    )


@require_http_methods(["GET", "POST"])
def famous_names(request: Signed) -> HttpResponse:
    """Names at which every look is asked about."""
    _inspectors_only(request)
    form = forms.FamousName.of(request)
    if form.submitted() and form.carries_out(commands.keep_famous_name, request.ctx):
        return redirect("oversight:famous-names")
    shown = {"form": form, "names": queries.famous_names(viewer=request.actor)}
    return render(request, "oversight/famous_names.html", shown, status=form.status)


@require_http_methods(["GET", "POST"])
def famous_name_drop(request: Signed, name_id: UUID) -> HttpResponse:
    """Take a name off the list."""
    _inspectors_only(request)
    form = forms.Button.of(request)
    if form.submitted() and form.carries_out(commands.drop_famous_name, request.ctx, name_id=name_id):
        return redirect("oversight:famous-names")
    return render(request, "oversight/famous_name_drop.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def decoys(request: Signed) -> HttpResponse:
    """Records that stand for nobody."""
    _inspectors_only(request)
    form = forms.MarkDecoy.of(request)
    if form.submitted() and form.carries_out(commands.mark_decoy, request.ctx):
        return redirect("oversight:decoys")
    shown = {"form": form, "decoys": queries.decoys(viewer=request.actor)}
    return render(request, "oversight/decoys.html", shown, status=form.status)


@require_http_methods(["GET", "POST"])
def decoy_unmark(request: Signed, decoy_id: UUID) -> HttpResponse:
    """Let a record be a decoy no longer."""
    _inspectors_only(request)
    form = forms.Button.of(request)
    if form.submitted() and form.carries_out(commands.unmark_decoy, request.ctx, decoy_id=decoy_id):
        return redirect("oversight:decoys")
    return render(request, "oversight/decoy_unmark.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def my_address(request: Signed) -> HttpResponse:
    """Where I live, as far as the lists compare it."""
    if not request.actor.memberships:
        raise NotVisible
    form = forms.MyAddress.of(request, initial={"postcode": queries.my_postcode(viewer=request.actor)})
    if form.submitted() and form.carries_out(commands.declare_address, request.ctx):
        messages.success(request, _("Your postcode is kept as you said it."))
        return redirect("oversight:my-address")
    return render(request, "oversight/my_address.html", {"form": form}, status=form.status)


def _inspectors_only(request: Signed) -> None:
    if not request.actor.holds_anywhere("ledger.read"):
        raise NotVisible
