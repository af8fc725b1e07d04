"""A decision on its own page, and adding to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.decisions import commands, forms, policies
from caseward.ui.requests import Signed


@require_safe
def decision_record(request: Signed, decision_id: UUID) -> HttpResponse:
    """The whole of a decision, with everything added since."""
    record = commands.view_decision(request.ctx, decision_id=decision_id)
    may_add = policies.may_add_to(request.actor, record)
    return render(request, "decisions/record.html", {"record": record, "may_add": may_add})


@require_http_methods(["GET", "POST"])
def decision_add(request: Signed, decision_id: UUID) -> HttpResponse:
    """Add to a decision."""
    form = forms.Addendum.of(request)
    if form.submitted() and form.carries_out(commands.add_addendum, request.ctx, decision_id=decision_id):
        messages.success(request, _("Added to the decision"))
        return redirect("decisions:record", decision_id)
    # The key belongs to what is sent; reading what it is added to is a command of its own.
    record = commands.view_decision(request.ctx.to_look(), decision_id=decision_id)
    return render(request, "decisions/add.html", {"form": form, "record": record}, status=form.status)
