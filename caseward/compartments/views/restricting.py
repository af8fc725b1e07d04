"""A compartment of its own, giving it back, and the second key."""

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
def restrict(request: Signed, case_id: UUID) -> HttpResponse:
    """Keep a case for named people; sealing it waits for a second person."""
    shared = case_of(request, case_id)
    only_if(policies.may_restrict(request.actor, shared.compartments))
    form = forms.Restrict.of(request, people=_others(request, shared))
    if form.submitted():
        verb = commands.ask_to_seal if form.seals else commands.restrict_case
        if form.carries_out(verb, request.ctx, case_id=case_id):
            messages.success(request, _told(seals=form.seals))
            return redirect("compartments:keys" if form.seals else "cases:who", case_id)
    says = (
        _(
            "All that is held of this person moves with the case: referrals, notes, decisions, files, what is owed."
        ),
        _("From then on nobody but those you name learns that any of it exists."),
    )
    title, button = _("Keep this case for named people"), _("Keep it for them")
    return asked(request, shared, form, title=title, button=button, says=says, warns=True)


@require_http_methods(["GET", "POST"])
def give_back(request: Signed, case_id: UUID) -> HttpResponse:
    """Ask a second person to give the case back to its unit."""
    shared = case_of(request, case_id)
    only_if(policies.may_restrict(request.actor, shared.compartments))
    form = forms.Return.of(request)
    if form.submitted() and form.carries_out(commands.ask_to_return, request.ctx, case_id=case_id):
        messages.success(request, _told(seals=True))
        return redirect("compartments:keys", case_id)
    says = (_("Everybody posted to the unit will know of it again. It takes a second person."),)
    title, button = _("Give this case back to its unit"), _("Ask a second person")
    return asked(request, shared, form, title=title, button=button, says=says, warns=True)


@require_http_methods(["GET", "POST"])
def keys(request: Signed, case_id: UUID) -> HttpResponse:
    """What waits for a second person, and the answer of one."""
    shared = case_of(request, case_id)
    only_if(policies.may_restrict(request.actor, [shared.compartment_id]))
    waiting = queries.keys(viewer=request.actor, case_id=case_id, now=request.ctx.now)
    key = waiting[0] if waiting else None
    form = forms.TurnKey.of(request, version=key.version if key else None)
    if key and form.submitted():
        agrees = form.cleaned_data["agrees"] == "yes"
        verb = commands.turn_key if agrees else commands.refuse_key
        if form.carries_out(verb, request.ctx, request_id=key.id):
            messages.success(request, _("Done") if agrees else _("Refused: everything stays as it is"))
            return redirect("cases:who", case_id)
    own = queries.is_own(viewer=request.actor, compartment_id=shared.compartment_id)
    page = {"shared": shared, "key": key, "form": form, "is_own": own, "me": request.actor.id}
    return render(request, "compartments/keys.html", page, status=form.status)


def _others(request: Signed, shared: queries.Shared) -> list[tuple[str, str]]:
    """Everybody who knows of the case, beside its owner and whoever asks, each once."""
    known = who_can_see(viewer=request.actor, compartment_id=shared.compartment_id)
    named = {shared.owner_id, request.actor.id}
    return list({str(each.id): each.name for each in known if each.id not in named}.items())


def _told(*, seals: bool) -> str:
    if seals:
        return _("A second person has been asked. Until they agree, nothing changes.")
    return _("The case and all that belongs to it is known to those you named, and to nobody else")
