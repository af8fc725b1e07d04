"""The calendar of engagements, those of a case, and the pages of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases.vocabulary import CaseId
from caseward.engagements import commands, forms, policies, presenters, queries
from caseward.engagements.vocabulary import ClashId, EngagementId
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.kernel.decisions import Refused
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def calendar(request: Signed) -> HttpResponse:
    """What is planned, or on the second tab what became of the rest."""
    is_over = request.GET.get("show") == "past"
    found = queries.calendar(viewer=request.actor, place=place_from(request), is_over=is_over)
    may_book = bool(queries.units_to_book(viewer=request.actor))
    page = {"found": found, "is_over": is_over, "may_book": may_book}
    return render(request, "engagements/calendar.html", page)


@require_safe
def of_case(request: Signed, case_id: UUID) -> HttpResponse:
    """The engagements of a case."""
    found = commands.view_engagements_of_case(request.ctx.to_look(), case_id=CaseId(case_id))
    may_book = _may_work(request, found.compartment_id) and not found.case.closed_at
    return render(request, "engagements/case.html", {"found": found, "may_book": may_book})


@require_http_methods(["GET", "POST"])
def book(request: Signed) -> HttpResponse:
    """Book an engagement that belongs to no case."""
    units = queries.units_to_book(viewer=request.actor)
    if not units:
        raise NotVisible
    return _book(request, units=units, case_id=None, shown={})


@require_http_methods(["GET", "POST"])
def book_in_case(request: Signed, case_id: UUID) -> HttpResponse:
    """Book an engagement in a case."""
    found = commands.view_engagements_of_case(request.ctx.to_look(), case_id=CaseId(case_id))
    units = queries.units_to_book(viewer=request.actor, in_case=True)
    _only_workers(request, found.compartment_id)
    shown = {"case": found.case, "initial": {"organisation": found.organisation}}
    return _book(request, units=units, case_id=CaseId(case_id), shown=shown)


@require_safe
def file(request: Signed, engagement_id: UUID) -> HttpResponse:
    """One engagement, and what it clashes with."""
    found = _opened(request, engagement_id)
    may_work = _may_work(request, found.compartment_id)
    return render(request, "engagements/file.html", {"file": found, "may_work": may_work})


@require_http_methods(["GET", "POST"])
def move(request: Signed, engagement_id: UUID) -> HttpResponse:
    """Another time or place."""
    found = _opened(request, engagement_id)
    _only_workers(request, found.compartment_id)
    form = forms.Shift.of(request, initial=presenters.as_planned(found), version=found.version)
    if form.submitted() and form.carries_out(
        commands.move_engagement, request.ctx, engagement_id=engagement_id
    ):
        messages.success(request, _("The engagement is moved. Whoever clashes with it is told at once."))
        return redirect("engagements:file", engagement_id)
    page = {"file": found, "form": form}
    return render(request, "engagements/move.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def end(request: Signed, engagement_id: UUID) -> HttpResponse:
    """What became of it."""
    found = _opened(request, engagement_id)
    _only_workers(request, found.compartment_id)
    form = forms.End.of(request, version=found.version)
    if form.submitted() and form.carries_out(
        commands.end_engagement, request.ctx, engagement_id=engagement_id
    ):
        messages.success(request, _("It is on record what became of the engagement."))
        return redirect("engagements:file", engagement_id)
    page = {"file": found, "form": form}
    return render(request, "engagements/end.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def settle(request: Signed, clash_id: UUID) -> HttpResponse:
    """How a clash is settled."""
    clash = queries.clash(viewer=request.actor, clash_id=clash_id)
    if clash is None:
        raise NotVisible
    found = _opened(request, clash.engagement_id)
    _only_workers(request, clash.compartment_id)
    form = forms.Settle.of(request, initial=presenters.as_planned(found), version=clash.version)
    if form.submitted() and form.carries_out(commands.settle_clash, request.ctx, clash_id=ClashId(clash_id)):
        messages.success(request, _("The clash is settled; the other officer is told."))
        return redirect("engagements:file", clash.engagement_id)
    page = {"file": found, "clash": clash, "form": form}
    return render(request, "engagements/settle.html", page, status=form.status)


def _book(
    request: Signed, *, units: list[queries.UnitToBook], case_id: CaseId | None, shown: dict[str, Any]
) -> HttpResponse:
    form = forms.Book.of(request, units=presenters.units(units), initial=shown.get("initial", {}))
    if form.submitted() and form.carries_out(commands.book_engagement, request.ctx, case_id=case_id):
        messages.success(request, _("The engagement is booked. Whoever clashes with it is told at once."))
        return redirect("engagements:file", form.result)
    page = {"form": form, "days": queries.clash_days(), "case": shown.get("case")}
    return render(request, "engagements/book.html", page, status=form.status)


def _opened(request: Signed, engagement_id: UUID) -> queries.EngagementFile:
    return commands.view_engagement(request.ctx.to_look(), engagement_id=EngagementId(engagement_id))


def _may_work(request: Signed, compartment_id: UUID) -> bool:
    return bool(policies.may_book(request.actor, compartment_id))


def _only_workers(request: Signed, compartment_id: UUID) -> None:
    decision = policies.may_book(request.actor, compartment_id)
    if isinstance(decision, Refused):
        raise NotPermitted(decision)
