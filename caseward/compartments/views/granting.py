"""Giving access by name, renewing it and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.compartments import commands, forms, policies, queries
from caseward.compartments.views.asking import asked, case_of, only_if
from caseward.kernel.clocks.moments import months_after
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def grant(request: Signed, case_id: UUID) -> HttpResponse:
    """Give a named officer access."""
    shared = case_of(request, case_id)
    months = policies.rules_at(request.ctx.now).usual_months
    usual = {"ends_on": months_after(request.ctx.today, months=months), "extent": "READ"}
    form = forms.Grant.of(request, initial=usual)
    if form.submitted() and form.carries_out(commands.grant_access, request.ctx, case_id=case_id):
        messages.success(request, _("Access is given"))
        return redirect("cases:who", case_id)
    only_if(policies.may_grant(request.actor, shared.compartments))
    says = (_("This opens everything that is kept in: %(where)s.") % {"where": ", ".join(shared.titles)},)
    return asked(request, shared, form, title=_("Give somebody access"), button=_("Give access"), says=says)


@require_http_methods(["GET", "POST"])
def renew(request: Signed, case_id: UUID, grant_id: UUID) -> HttpResponse:
    """Say that access by name is still needed."""
    shared, found = case_of(request, case_id), queries.grant(viewer=request.actor, grant_id=grant_id)
    form = forms.Renew.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.renew_grant, request.ctx, grant_id=grant_id):
        messages.success(request, _("The access is renewed"))
        return redirect("cases:who", case_id)
    only_if(policies.may_grant(request.actor, [shared.compartment_id]))
    title = _("Is the access of %(name)s still needed?") % {"name": found.name}
    return asked(request, shared, form, title=title, button=_("Renew it"), says=_told(found))


@require_http_methods(["GET", "POST"])
def end(request: Signed, case_id: UUID, grant_id: UUID) -> HttpResponse:
    """End access by name before its time."""
    shared, found = case_of(request, case_id), queries.grant(viewer=request.actor, grant_id=grant_id)
    form = forms.Because.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.end_grant, request.ctx, grant_id=grant_id):
        messages.success(request, _("The access has ended"))
        return redirect("cases:who", case_id)
    only_if(policies.may_grant(request.actor, [shared.compartment_id]))
    title = _("End the access of %(name)s") % {"name": found.name}
    says = (*_told(found), _("It is gone at the person’s next request, wherever they are signed in."))
    return asked(request, shared, form, title=title, button=_("End the access"), says=says, warns=True)


def _told(found: queries.GrantRow) -> tuple[str, ...]:
    return (
        _("%(extent)s, given by %(by)s because %(because)s")
        % {"extent": found.extent, "by": found.given_by, "because": found.because},
    )
