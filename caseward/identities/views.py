"""The pages of custodians; what a link ties is shown on one of them, while it is open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.commands.errors import NotPermitted
from caseward.identities import commands, forms, policies, presenters, queries
from caseward.identities.vocabulary import Confirmation, rule
from caseward.kernel.decisions import Decision, Refused
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def link_list(request: Signed) -> HttpResponse:
    """Every link that the viewer's unit keeps, the newest first."""
    page = queries.links(viewer=request.actor, now=request.ctx.now, place=place_from(request))
    lines = [presenters.link(row) for row in page.rows]
    return _page(request, "list", page=page, lines=lines)


@require_http_methods(["GET", "POST"])
def propose(request: Signed) -> HttpResponse:
    """Type the references of two records; another custodian types them again."""
    _only(policies.may_enter(request.actor))
    kept_in = queries.custody(viewer=request.actor)
    form = forms.References.of(request)
    if form.submitted() and form.carries_out(commands.propose_link, request.ctx, compartment_id=kept_in):
        messages.success(request, _("Proposed. Another custodian types both references again."))
        return redirect("identities:link", form.result)
    return _page(request, "propose", form=form, rule=rule())


@require_safe
def link(request: Signed, link_id: UUID) -> HttpResponse:
    """Where a link stands, and every asking to open it."""
    file = queries.link_file(viewer=request.actor, link_id=link_id, now=request.ctx.now)
    lines = {
        "openings": [presenters.opening(row) for row in file.openings],
        "endings": [presenters.ending(row) for row in file.endings],
    }
    return _page(request, "link", link=presenters.link(file.link), may_question=file.may_question, **lines)


@require_http_methods(["GET", "POST"])
def confirm(request: Signed, link_id: UUID) -> HttpResponse:
    """Type both references again; the page shows nothing of what was typed first."""
    form = forms.References.of(request)
    if form.submitted() and form.carries_out(commands.confirm_link, request.ctx, link_id=link_id):
        return _confirmed(request, link_id, form.result)
    file = queries.link_file(viewer=request.actor, link_id=link_id, now=request.ctx.now)
    _only(file.link.may_confirm)
    return _page(request, "confirm", form=form, link=presenters.link(file.link))


@require_http_methods(["GET", "POST"])
def ask(request: Signed, link_id: UUID) -> HttpResponse:
    """Ask to open a link, for one purpose."""
    file = queries.link_file(viewer=request.actor, link_id=link_id, now=request.ctx.now)
    _only(file.link.may_ask)
    form = forms.Ask.of(request)
    if form.submitted() and form.carries_out(commands.ask_to_open, request.ctx, link_id=link_id):
        messages.success(request, _("Asked. Another custodian has to approve."))
        return redirect("identities:link", link_id)
    return _page(request, "ask", form=form, link=presenters.link(file.link), rule=rule())


@require_http_methods(["GET", "POST"])
def question(request: Signed, link_id: UUID) -> HttpResponse:
    """Say that a link is wrong; another custodian has to agree."""
    file = queries.link_file(viewer=request.actor, link_id=link_id, now=request.ctx.now)
    _only(file.may_question)
    form = forms.Question.of(request)
    if form.submitted() and form.carries_out(commands.question_link, request.ctx, link_id=link_id):
        messages.success(request, _("Said. Another custodian has to agree before the link ends."))
        return redirect("identities:link", link_id)
    return _page(request, "question", form=form, link=presenters.link(file.link), rule=rule())


@require_http_methods(["GET", "POST"])
def end(request: Signed, link_id: UUID, ending_id: UUID) -> HttpResponse:
    """Agree that a link is wrong, or have it stand."""
    form = forms.End.of(request)
    if form.submitted():
        verb = commands.end_link if form.ends else commands.uphold_link
        if form.carries_out(verb, request.ctx, ending_id=ending_id):
            said = _("Ended. The link leads nowhere now.") if form.ends else _("The link stands.")
            messages.success(request, said)
            return redirect("identities:link", link_id)
    row = queries.ending(viewer=request.actor, link_id=link_id, ending_id=ending_id, now=request.ctx.now)
    _only(row.may_answer)
    return _page(request, "end", form=form, ending=presenters.ending(row))


@require_http_methods(["GET", "POST"])
def answer(request: Signed, link_id: UUID, opening_id: UUID) -> HttpResponse:
    """Approve or refuse what another custodian asked for."""
    form = forms.Answer.of(request)
    if form.submitted():
        verb = commands.approve_opening if form.approves else commands.refuse_opening
        if form.carries_out(verb, request.ctx, opening_id=opening_id):
            return _answered(request, link_id, opening_id, form)
    row = _opening(request, link_id, opening_id)
    _only(row.may_answer)
    return _page(request, "answer", form=form, opening=presenters.opening(row), rule=rule())


@require_safe
def opened(request: Signed, link_id: UUID, opening_id: UUID) -> HttpResponse:
    """The references of the two records, while the link is open; that it was read is recorded each time."""
    row = _opening(request, link_id, opening_id)
    shown = commands.view_identities(request.ctx, opening_id=opening_id)
    context = {"opening": presenters.opening(row), "shown": shown, "form": forms.Close.of(request)}
    return _page(request, "opened", **context)


@require_http_methods(["GET", "POST"])
def close(request: Signed, link_id: UUID, opening_id: UUID) -> HttpResponse:
    """Close a link before its time."""
    form = forms.Close.of(request)
    if form.submitted() and form.carries_out(commands.close_opening, request.ctx, opening_id=opening_id):
        messages.success(request, _("Closed for both of you."))
        return redirect("identities:link", link_id)
    row = _opening(request, link_id, opening_id)
    _only(row.may_read)
    return _page(request, "close", form=form, opening=presenters.opening(row))


def _page(request: Signed, name: str, **context: Any) -> HttpResponse:  # noqa: ANN401  what a template shows
    form = context.get("form")
    context["has_key"] = queries.has_key()
    return render(request, f"identities/{name}.html", context, status=form.status if form else 200)


def _opening(request: Signed, link_id: UUID, opening_id: UUID) -> queries.OpeningRow:
    return queries.opening(viewer=request.actor, link_id=link_id, opening_id=opening_id, now=request.ctx.now)


def _only(decision: Decision) -> None:
    """Show no form that its reader could not send."""
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _confirmed(request: Signed, link_id: UUID, came_of_it: str) -> HttpResponse:
    """What was wrong is said on a new form: what was typed lies in the old one."""
    if came_of_it == Confirmation.WRONG:
        messages.error(
            request, _("These are not the two references that were typed first. Nothing was made.")
        )
        return redirect("identities:confirm", link_id)
    if came_of_it == Confirmation.MADE:
        messages.success(request, _("The link is made."))
    return redirect("identities:link", link_id)


def _answered(request: Signed, link_id: UUID, opening_id: UUID, form: forms.Answer) -> HttpResponse:
    if form.approves:
        return redirect("identities:opened", link_id, opening_id)
    messages.success(request, _("Refused. The asking stays in the list."))
    return redirect("identities:link", link_id)
