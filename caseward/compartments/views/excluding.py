"""Declaring a conflict of interest, shutting somebody out, letting somebody in again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.compartments import commands, forms, policies, queries
from caseward.compartments.views.asking import asked, case_of, only_if
from caseward.ui.requests import Signed
from caseward.workforce.queries import who_can_see


@require_http_methods(["GET", "POST"])
def declare(request: Signed, case_id: UUID) -> HttpResponse:
    """Shut oneself out."""
    shared = case_of(request, case_id)
    form = forms.Declare.of(request)
    if form.submitted() and form.carries_out(commands.declare_conflict, request.ctx, case_id=case_id):
        messages.success(request, _("Declared. You no longer see this case."))
        return redirect("cases:work")
    says = (*_reach(), _("A supervisor then decides how the case is kept."))
    title, button = _("Declare a conflict of interest"), _("Declare it and leave")
    return asked(request, shared, form, title=title, button=button, says=says, warns=True)


@require_http_methods(["GET", "POST"])
def exclude(request: Signed, case_id: UUID) -> HttpResponse:
    """Shut somebody else out."""
    shared = case_of(request, case_id)
    only_if(policies.may_grant(request.actor, shared.compartments))
    form = forms.Exclude.of(request, people=_others(request, shared))
    if form.submitted() and form.carries_out(commands.exclude_person, request.ctx, case_id=case_id):
        messages.success(request, _("Shut out, from now on"))
        return redirect("cases:who", case_id)
    title, button = _("Shut somebody out"), _("Shut them out")
    return asked(request, shared, form, title=title, button=button, says=_reach(), warns=True)


@require_http_methods(["GET", "POST"])
def lift(request: Signed, case_id: UUID, exclusion_id: UUID) -> HttpResponse:
    """Let somebody in again."""
    shared = case_of(request, case_id)
    found = queries.exclusion(viewer=request.actor, exclusion_id=exclusion_id)
    form = forms.Because.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.lift_exclusion, request.ctx, exclusion_id=exclusion_id):
        messages.success(request, _("Let in again, as far as a posting or a grant reaches"))
        return redirect("cases:who", case_id)
    only_if(policies.may_grant(request.actor, [shared.compartment_id]))
    said = _("Said by %(by)s: %(because)s") % {"by": found.said_by, "because": found.because}
    title = _("Let %(name)s in again") % {"name": found.name}
    return asked(request, shared, form, title=title, button=_("Let them in"), says=(said,))


@require_http_methods(["GET", "POST"])
def decide(request: Signed, case_id: UUID) -> HttpResponse:
    """Say how the case is kept after somebody declared a conflict of interest."""
    shared = case_of(request, case_id)
    only_if(policies.may_restrict(request.actor, shared.compartments))
    waiting = queries.undecided(viewer=request.actor, case_id=case_id)
    first = waiting[0] if waiting else None
    form = forms.DecideConflict.of(
        request, version=first.version if first else None, people=_others(request, shared)
    )
    if first is None:
        return render(request, "compartments/decided.html", {"shared": shared})
    if form.submitted() and form.carries_out(commands.decide_conflict, request.ctx, exclusion_id=first.id):
        messages.success(request, _("Decided"))
        return redirect("cases:who", case_id)
    title = _("%(name)s declared a conflict of interest: how is the case kept?") % {"name": first.name}
    return asked(request, shared, form, title=title, button=_("Record the decision"), says=(first.because,))


def _others(request: Signed, shared: queries.Shared) -> list[tuple[str, str]]:
    """Everybody else who knows of the case, each once."""
    known = who_can_see(viewer=request.actor, compartment_id=shared.compartment_id)
    names = {str(each.id): each.name for each in known if each.id != request.actor.id}
    return list(names.items())


def _reach() -> tuple[str, ...]:
    return (
        _(
            "It reaches this case and all that is held of its person, and nothing else that the unit keeps. "
            "Nothing of it can be seen or worked on afterwards."
        ),
        _("It holds from now on, whatever the person is posted to. Only somebody else can lift it."),
    )
