"""The support plan, and which action answers which factor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.cases.views.working import adds
from caseward.ui.requests import Signed


@require_safe
def support_plan(request: Signed, case_id: UUID) -> HttpResponse:
    """The plan as it stands, and the matrix of factors and actions."""
    file = shown(request, case_id)
    sheet = queries.plan_sheet(viewer=request.actor, case_id=case_id)
    return render(request, "cases/support_plan.html", frame(request, file, "support-plan") | {"sheet": sheet})


write = adds(
    form_class=forms.Plan,
    command=commands.write_plan,
    title=gettext_lazy("Write the support plan"),
    button=gettext_lazy("Write it"),
    room="support-plan",
)


@require_http_methods(["GET", "POST"])
def factor(request: Signed, case_id: UUID) -> HttpResponse:
    """Record a factor of vulnerability."""
    form = forms.Factor.of(request, factors=list(queries.titles().items()))
    if form.submitted() and form.carries_out(commands.record_factor, request.ctx, case_id=case_id):
        messages.success(request, _("Recorded. Say what answers it."))
        return redirect("cases:answer-factor", case_id, form.result)
    context = frame(request, shown(request, case_id), "support-plan")
    only_if(context["may"].work)
    page = {
        "form": form,
        "title": _("Record a factor"),
        "button": _("Record it"),
        "back": "cases:support-plan",
    }
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def answer(request: Signed, case_id: UUID, factor_id: UUID) -> HttpResponse:
    """Say what answers a factor."""
    file = shown(request, case_id)
    found = queries.plan_sheet(viewer=request.actor, case_id=case_id).factor(factor_id)
    actions = [(str(one.id), f"{one.text} ({one.accountable})") for one in file.actions]
    form = forms.AnswerFactor.of(request, version=found.version, actions=actions)
    if form.submitted() and form.carries_out(commands.answer_factor, request.ctx, factor_id=factor_id):
        messages.success(request, _("Answered"))
        return redirect("cases:support-plan", case_id)
    context = frame(request, file, "support-plan")
    only_if(context["may"].work)
    page = {
        "form": form, "title": _("What answers this factor?"), "says": f"{found.title}\n{found.evidence}",
        "button": _("Say so"), "back": "cases:support-plan",
    }  # fmt: skip
    return render(request, "cases/form.html", context | page, status=form.status)
