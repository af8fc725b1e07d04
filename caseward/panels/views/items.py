"""Items: put forward from the case, closed, followed up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.decisions import Decision, Refused
from caseward.kernel.wording import gettext_noop
from caseward.panels import commands, forms, policies, presenters
from caseward.panels.queries import ItemRow
from caseward.panels.views.sittings import only_if
from caseward.panels.vocabulary import ItemId
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


@require_safe
def of_case(request: Signed, case_id: UUID) -> HttpResponse:
    """Where a case was put forward, and what became of it."""
    found = commands.view_sittings_of_case(request.ctx.to_look(), case_id=CaseId(case_id))
    rows = [(row, presenters.item_state(row), bool(works_on(request, row))) for row in found.items]
    return render(request, "panels/of_case.html", {"found": found, "rows": rows})


@require_http_methods(["GET", "POST"])
def put_forward(request: Signed, case_id: UUID) -> HttpResponse:
    """Put a case on an agenda."""
    found = commands.view_sittings_of_case(request.ctx.to_look(), case_id=CaseId(case_id))
    sittings = presenters.to_choose(found.open)
    only = {"sitting": sittings[0][0]} if len(sittings) == 1 else {}
    form = forms.PutForward.of(request, initial=only, sittings=sittings)
    if form.submitted() and form.carries_out(commands.put_forward, request.ctx, case_id=case_id):
        messages.success(request, _("Put on the agenda"))
        return redirect("panels:of-case", case_id)
    if not found.may_put_forward:
        raise NotPermitted(
            Refused("agenda.not-yours", gettext_noop("Only those who work on an open case put it forward."))
        )
    page = {
        "form": form if found.open else None,
        "title": _("Put on the agenda of a sitting"),
        "caption": f"{found.case.name} · {found.case.reference}",
        "button": _("Put it on the agenda"),
        "back": "panels:of-case",
        "back_id": case_id,
    }
    return render(request, "panels/form.html", page, status=form.status)


@require_safe
def item(request: Signed, item_id: UUID) -> HttpResponse:
    """One item, whole."""
    row = _shown(request, item_id)
    page = {
        "row": row,
        "state": presenters.item_state(row),
        "title": presenters.titled(row.sort.title, row),
        "is_past": row.held_at <= request.ctx.now,
        "may_work": bool(works_on(request, row)),
        "may_minute": bool(policies.may_minute(request.actor, row.kept)),
        "knows_sitting": row.kept.held_in in request.actor.where("case.read"),
    }
    return render(request, "panels/item.html", page)


@require_http_methods(["GET", "POST"])
def close(request: Signed, item_id: UUID) -> HttpResponse:
    """Record what became of an item."""
    row = _shown(request, item_id)
    may = policies.may_minute(request.actor, row.kept)
    form = forms.Close.of(request, initial=presenters.as_it_stands(row))
    return _asked(request, row, form, commands.close_item, (_("What became of it"), _("Record it"), may))


@require_http_methods(["GET", "POST"])
def referrer(request: Signed, item_id: UUID) -> HttpResponse:
    """Record whether the referrer was told."""
    row = _shown(request, item_id)
    form = forms.Referrer.of(request)
    words = (_("The referrer"), _("Record it"), works_on(request, row))
    return _asked(request, row, form, commands.answer_referrer, words)


@require_http_methods(["GET", "POST"])
def action(request: Signed, item_id: UUID) -> HttpResponse:
    """Write down an action that was agreed."""
    row = _shown(request, item_id)
    form = forms.Action.of(request)
    may = request.actor.holds("case.read", row.kept.held_in) and works_on(request, row)
    words = (_("An agreed action"), _("Write it down"), may)
    return _asked(request, row, form, commands.agree_action, words)


def works_on(request: Signed, row: ItemRow) -> Decision:
    """Whether the reader works on its case."""
    return request.actor.holds("case.write", row.compartment_id)


def _shown(request: Signed, item_id: UUID) -> ItemRow:
    return commands.view_item(request.ctx.to_look(), item_id=ItemId(item_id))


def _asked(
    request: Signed, row: ItemRow, form: Form, command: Callable[..., Any], words: tuple[str, str, Decision]
) -> HttpResponse:
    if form.submitted() and form.carries_out(command, request.ctx, item_id=row.id):
        messages.success(request, _("Recorded"))
        return redirect("panels:item", row.id)
    title, button, may = words
    only_if(may)
    page = {
        "form": form,
        "title": title,
        "caption": f"{row.case.name} · {row.case.reference}",
        "says": row.question,
        "button": button,
        "back": "panels:item",
        "back_id": row.id,
    }
    return render(request, "panels/form.html", page, status=form.status)
