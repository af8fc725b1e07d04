"""The register of warrants, recalls and lost contact, and the forms of one item."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.decisions import Refused
from caseward.outstanding import commands, forms, presenters, queries
from caseward.outstanding.vocabulary import ItemId
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed
from caseward.workforce.queries import colleagues


@require_safe
def register(request: Signed) -> HttpResponse:
    """What is out in my units, the longest first."""
    page = queries.register(viewer=request.actor, place=place_from(request))
    due = queries.next_due(viewer=request.actor, rows=page.rows, now=request.ctx.now)
    return render(
        request, "outstanding/register.html", {"page": page, "rows": presenters.register(page.rows, due)}
    )


@require_safe
def of_case(request: Signed, case_id: UUID) -> HttpResponse:
    """What is, and was, out on the person of a case."""
    found = commands.view_items(request.ctx.to_look(), case_id=CaseId(case_id))
    due = queries.next_due(viewer=request.actor, rows=found.items, now=request.ctx.now)
    may_work = bool(request.actor.holds("case.write", found.compartment_id)) and not found.case.closed_at
    context = {"found": found, "rows": presenters.register(found.items, due), "may_work": may_work}
    return render(request, "outstanding/case.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: Signed, case_id: UUID) -> HttpResponse:
    """Enter what is out on the person."""
    found = commands.view_items(request.ctx.to_look(), case_id=CaseId(case_id))
    _only_workers(request, found.compartment_id)
    form = forms.Enter.of(
        request,
        sorts=presenters.sorts(),
        officers=_officers(request, found.compartment_id),
        initial={"owner_id": str(request.actor.id)},
    )
    if form.submitted() and form.carries_out(commands.enter_item, request.ctx, case_id=case_id):
        messages.success(request, _("Entered. The first attempt is owed within 28 days, a review each week."))
        return redirect("outstanding:of-case", case_id)
    page = {"title": _("Enter what is out on the person"), "button": _("Enter it"), "form": form}
    page |= {"back": "outstanding:of-case", "back_to": case_id, "caption": found.case}
    return render(request, "outstanding/form.html", page, status=form.status)


@require_safe
def item(request: Signed, item_id: UUID) -> HttpResponse:
    """One item with its attempts."""
    found = _seen(request, item_id)
    may_work = bool(request.actor.holds("case.write", found.compartment_id)) and not found.row.ended_at
    return render(request, "outstanding/item.html", {"found": found, "one": found.row, "may_work": may_work})


@require_http_methods(["GET", "POST"])
def attempt(request: Signed, item_id: UUID) -> HttpResponse:
    """Record an attempt."""
    found = _seen(request, item_id)
    _only_workers(request, found.compartment_id)
    form = forms.Attempt.of(request, initial={"by": request.actor.name})
    if form.submitted() and form.carries_out(commands.record_attempt, request.ctx, item_id=item_id):
        messages.success(request, _("Recorded. The next attempt is owed within 28 days."))
        return redirect("outstanding:item", item_id)
    return _asked(request, found, form, title=_("Record an attempt"), button=_("Record it"))


@require_http_methods(["GET", "POST"])
def review(request: Signed, item_id: UUID) -> HttpResponse:
    """Review it, and say who pursues it."""
    found = _seen(request, item_id)
    _only_workers(request, found.compartment_id)
    form = forms.Review.of(
        request,
        version=found.row.version,
        officers=_officers(request, found.compartment_id),
        initial={"owner_id": str(found.row.owner_id)},
    )
    if form.submitted() and form.carries_out(commands.review_item, request.ctx, item_id=item_id):
        messages.success(request, _("Reviewed. The next review is in a week."))
        return redirect("outstanding:item", item_id)
    return _asked(request, found, form, title=_("Review it"), button=_("I have reviewed this"))


@require_http_methods(["GET", "POST"])
def end(request: Signed, item_id: UUID) -> HttpResponse:
    """Say how it ended."""
    found = _seen(request, item_id)
    _only_workers(request, found.compartment_id)
    form = forms.End.of(request, version=found.row.version, endings=presenters.endings(found.row))
    if form.submitted() and form.carries_out(commands.end_item, request.ctx, item_id=item_id):
        messages.success(request, _("Ended. Nothing more is owed about it."))
        return redirect("outstanding:item", item_id)
    return _asked(request, found, form, title=_("Say how it ended"), button=_("End it"))


def _seen(request: Signed, item_id: UUID) -> queries.ItemFile:
    return commands.view_item(request.ctx.to_look(), item_id=ItemId(item_id))


def _only_workers(request: Signed, compartment_id: UUID) -> None:
    """Show no form that its reader could not send."""
    decision = request.actor.holds("case.write", compartment_id)
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _officers(request: Signed, compartment_id: UUID) -> list[tuple[str, str]]:
    able = colleagues(viewer=request.actor, compartment_id=compartment_id, capability="case.write")
    return presenters.officers(able)


def _asked(request: Signed, found: queries.ItemFile, form: Any, **words: str) -> HttpResponse:  # noqa: ANN401
    page = {"form": form, "back": "outstanding:item", "back_to": found.row.id, "caption": found.row, **words}
    return render(request, "outstanding/form.html", page, status=form.status)
