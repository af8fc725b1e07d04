"""Adding to a case: notes, contacts, events, files, gaps, actions and risks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.chronology import forms as chronology_forms
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


def adds(
    *,
    form_class: type[Form],
    command: Callable[..., Any],
    title: Promise,
    button: Promise,
    room: str,
    reaches_out: bool = False,
) -> Callable[[Signed, UUID], HttpResponse]:
    """A page with one form that adds something to a case and goes back to the room it shows up in."""

    @require_http_methods(["GET", "POST"])
    def add(request: Signed, case_id: UUID) -> HttpResponse:
        form = form_class.of(request)
        if form.submitted() and form.carries_out(command, request.ctx, case_id=case_id):
            messages.success(request, gettext("Added to the case"))
            return redirect(f"cases:{room}", case_id)
        context = frame(request, shown(request, case_id), room)
        only_if(context["may"].work)
        page = {"form": form, "title": title, "button": button, "back": f"cases:{room}"}
        if reaches_out:
            page["safety"] = queries.safety_in(viewer=request.actor, case_id=case_id)
        return render(request, "cases/form.html", context | page, status=form.status)

    return add


note = adds(
    form_class=chronology_forms.Note,
    command=commands.add_entry,
    title=_("Add a note"),
    button=_("Add the note"),
    room="chronology",
)
contact = adds(
    form_class=chronology_forms.Contact,
    command=commands.add_entry,
    title=_("Record a contact"),
    button=_("Record the contact"),
    room="chronology",
    reaches_out=True,
)
event = adds(
    form_class=chronology_forms.Event,
    command=commands.add_entry,
    title=_("Enter what happened"),
    button=_("Enter it"),
    room="chronology",
)
attach = adds(
    form_class=forms.Attach,
    command=commands.attach_file,
    title=_("Keep a file with the case"),
    button=_("Keep the file"),
    room="files",
)
gap = adds(
    form_class=forms.Gap,
    command=commands.raise_gap,
    title=_("Write down a question"),
    button=_("Write it down"),
    room="plan",
)
action = adds(
    form_class=forms.Action,
    command=commands.add_action,
    title=_("Add an action"),
    button=_("Add the action"),
    room="plan",
)
risk = adds(
    form_class=forms.Risk,
    command=commands.record_risk,
    title=_("Write down a risk"),
    button=_("Write it down"),
    room="plan",
)

SETTLE = {
    "gap": commands.settle_gap,
    "action": commands.settle_action,
    "risk": commands.settle_risk,
}


@require_http_methods(["GET", "POST"])
def settle(request: Signed, case_id: UUID, kind: str, loose_end_id: UUID) -> HttpResponse:
    """Settle a gap, an action or a risk in words."""
    file = shown(request, case_id)
    loose_end = file.loose_end(kind, loose_end_id)
    form = forms.Settle.of(request, version=loose_end.version)
    if form.submitted() and form.carries_out(SETTLE[kind], request.ctx, loose_end_id=loose_end_id):
        messages.success(request, gettext("Settled"))
        return redirect("cases:plan", case_id)
    context = frame(request, file, "plan")
    only_if(context["may"].work)
    page = {
        "form": form,
        "title": gettext("Settle it"),
        "says": loose_end.text,
        "button": gettext("Settle it"),
        "back": "cases:plan",
    }
    return render(request, "cases/form.html", context | page, status=form.status)
