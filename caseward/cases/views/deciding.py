"""The whole history, and the decisions that a definition ties to it and to two people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, policies, presenters, queries
from caseward.cases.views.pages import frame, only_if, shown
from caseward.chronology.queries import to_rest_on
from caseward.decisions.forms import SecondOpinion
from caseward.kernel.decisions import every
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def history(request: Signed, case_id: UUID) -> HttpResponse:
    """Everything that is known of whom the case is about, to be read whole."""
    file = shown(request, case_id)
    grew_at = (reading := queries.reading_of(viewer=request.actor, case=file.case)).grew_at
    form = forms.ReadHistory.of(request, initial={"until": grew_at.isoformat() if grew_at else ""})
    if form.submitted() and form.carries_out(commands.read_history, request.ctx, case_id=case_id):
        messages.success(request, _("It is on record that you have read the whole history."))
        return redirect("cases:decisions", case_id)
    found = queries.history_of(viewer=request.actor, case=file.case)
    page = {"history": found, "reading": reading, "form": form}
    return render(request, "cases/history.html", frame(request, file, "decisions") | page, status=form.status)


@require_http_methods(["GET", "POST"])
def decide(request: Signed, case_id: UUID, decision: str) -> HttpResponse:
    """Take a decision on the whole history, as the first of two."""
    file = shown(request, case_id)
    rule = queries.decision_asked(file.case.pathway_key, decision)
    asked = presenters.decide_form(file, decision, rule)
    entries = to_rest_on(viewer=request.actor, about_ids=file.about_ids)
    form = forms.DecideOnHistory.of(request, **asked, entries=entries)
    if form.signed() and form.carries_out(
        commands.decide_on_history, request.ctx, case_id=case_id, decision=decision
    ):
        messages.success(request, _("Decided. It stands once a second person has agreed."))
        return redirect("cases:decisions", case_id)
    held = queries.ranked_for(
        viewer=request.actor, case=file.case, rule=rule, part="decided_by", on=request.ctx.today
    )
    may = policies.may_decide_on_history(request.actor, file.case, rule, held)
    only_if(every(policies.is_open(file.case), may))
    context = frame(request, file, "decisions") | {"form": form}
    if form.is_to_be_signed:
        record = queries.decision_as_it_will_stand(
            viewer=request.actor, file=file, decided=form.decided(), now=request.ctx.now
        )
        return render(request, "decisions/sign.html", context | {"record": record})
    context["reading"] = queries.reading_of(viewer=request.actor, case=file.case)
    return render(request, "cases/decide.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def second(request: Signed, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Agree or disagree as the second."""
    file = shown(request, case_id)
    found = queries.by_two(viewer=request.actor, case=file.case, decision_id=decision_id)
    form = SecondOpinion.of(request)
    if form.submitted() and form.carries_out(
        commands.second_decision, request.ctx, case_id=case_id, decision_id=decision_id
    ):
        messages.success(request, _("Your answer is on record."))
        return redirect("cases:decisions", case_id)
    rule = queries.rules_on(file.case.pathway_key).get(found.record.question)
    held = queries.ranked_for(
        viewer=request.actor, case=file.case, rule=rule, part="seconded_by", on=request.ctx.today
    )
    only_if(policies.may_second(request.actor, file.case, found.record, rule, held))
    reading = queries.reading_of(viewer=request.actor, case=file.case)
    page = {"form": form, "decision": found.record, "reading": reading}
    return render(request, "cases/second.html", frame(request, file, "decisions") | page, status=form.status)
