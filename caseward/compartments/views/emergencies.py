"""Opening a case in an emergency, and reviewing that somebody did."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.compartments import commands, forms, policies, queries
from caseward.compartments.views.asking import asked, case_of, only_if
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def emergency(request: Signed) -> HttpResponse:
    """Open one case for an hour."""
    only_if(policies.may_break_glass(request.actor))
    form = forms.Emergency.of(request)
    if form.submitted():
        commands.try_reference(request.ctx.to_look(), reference=form.cleaned_data["reference"])
        if form.carries_out(commands.break_glass, request.ctx):
            messages.success(request, _("Open to you for an hour. Its owner has been told."))
            return redirect("cases:file", form.result)
    return render(request, "compartments/emergency.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def review(request: Signed, case_id: UUID) -> HttpResponse:
    """Say whether it was justified."""
    shared = case_of(request, case_id)
    only_if(policies.may_grant(request.actor, [shared.compartment_id]))
    waiting = queries.to_review(viewer=request.actor, case_id=case_id)
    first = waiting[0] if waiting else None
    form = forms.Review.of(request, version=first.version if first else None)
    if first is None:
        return render(request, "compartments/reviewed.html", {"shared": shared})
    verb = commands.review_emergency
    if form.submitted() and form.carries_out(verb, request.ctx, emergency_id=first.id):
        messages.success(request, _("Reviewed"))
        return redirect("cases:who", case_id)
    title = _("Was it justified that %(name)s opened this case?") % {"name": first.name}
    return asked(request, shared, form, title=title, button=_("Record the review"), says=(first.because,))
