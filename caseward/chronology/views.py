"""An entry on its own page, and what can be added to it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.chronology import commands, forms, presenters, queries
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


@require_safe
def entry_file(request: Signed, entry_id: UUID) -> HttpResponse:
    """One event with every account of it, and the decisions that rest on it."""
    file = commands.view_entry(request.ctx, entry_id=entry_id)
    return render(
        request,
        "chronology/entry.html",
        {"file": file, "entry": file.happening.first, "happenings": [file.happening]},
    )


@require_http_methods(["GET", "POST"])
def entry_add(request: Signed, entry_id: UUID) -> HttpResponse:
    """Add to an entry."""
    words = {"title": _("Add to this entry"), "submit": _("Add it"), "done": _("Added to the entry")}
    return _amend(request, entry_id, forms.Addendum.of(request), commands.add_to_entry, words)


@require_http_methods(["GET", "POST"])
def entry_correct(request: Signed, entry_id: UUID) -> HttpResponse:
    """Put an entry right."""
    words = {"title": _("Correct this entry"), "submit": _("Correct it"), "done": _("Entry corrected")}
    return _amend(request, entry_id, forms.Correction.of(request), commands.correct_entry, words)


@require_http_methods(["GET", "POST"])
def entry_account(request: Signed, entry_id: UUID) -> HttpResponse:
    """Enter what another source says of the same event."""
    words = {
        "title": _("Another account of this event"),
        "submit": _("Enter this account"),
        "done": _("Account entered beside the first"),
    }
    return _amend(request, entry_id, forms.Account.of(request), commands.give_account, words)


@require_http_methods(["GET", "POST"])
def entry_join(request: Signed, entry_id: UUID) -> HttpResponse:
    """Say which other entry tells of the same event."""
    file = commands.view_entry(request.ctx.to_look(), entry_id=entry_id)
    entry = file.happening.account(entry_id)
    offered = queries.to_rest_on(viewer=request.actor, about_ids=[entry.about_id])
    form = forms.Join.of(request, entries=[one for one in offered if one[0] != entry.id])
    if form.submitted() and form.carries_out(commands.join_entries, request.ctx, entry_id=entry.id):
        messages.success(request, _("Both stand side by side. Decide which is relied on when you can."))
        return redirect("chronology:same-event", form.result)
    words = {"title": _("Another entry of this event"), "submit": _("Put them side by side")}
    page = {"form": form, "entry": entry, "words": words}
    return render(request, "chronology/amend.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def same_event(request: Signed, same_event_id: UUID) -> HttpResponse:
    """Two entries of one event side by side, and which is relied on."""
    both = commands.view_same_event(request.ctx.to_look(), same_event_id=same_event_id)
    form = forms.Decide.of(request, version=both.said.version)
    if form.submitted() and _decided(request, form, both):
        messages.success(request, _("Recorded. Both entries stay as they were entered."))
        return redirect("chronology:entry", both.one.id)
    page = {"form": form, "both": both, "differences": presenters.differences(both)}
    return render(request, "chronology/same_event.html", page, status=form.status)


def _decided(request: Signed, form: forms.Decide, both: queries.SideBySide) -> bool:
    said = form.cleaned_data["answer"]
    of = {"same_event_id": both.said.pk}
    if said == "apart":
        return form.carries_out(commands.part_entries, request.ctx, **of)
    entry = both.one if said == "one" else both.other
    return form.carries_out(commands.rely_on, request.ctx, **of, entry_id=entry.id)


def _amend(
    request: Signed, entry_id: UUID, form: Form, command: Callable[..., Any], words: dict[str, str]
) -> HttpResponse:
    if form.submitted() and form.carries_out(command, request.ctx, entry_id=entry_id):
        messages.success(request, words["done"])
        return redirect("chronology:entry", entry_id)
    # The key belongs to what is sent; reading what it is about is a command of its own.
    file = commands.view_entry(request.ctx.to_look(), entry_id=entry_id)
    page = {"form": form, "entry": file.happening.account(entry_id), "words": words}
    return render(request, "chronology/amend.html", page, status=form.status)
