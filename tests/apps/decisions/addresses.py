"""The addresses of decisions, and one page of a higher app on which a decision is made."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from caseward.decisions import forms, queries
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.ui.requests import Signed
from tests.apps.decisions import given


class Gateway(forms.NationalDecisionModel):
    """What happens to a referral."""

    decides = "gateway"
    decides_words = "What happens to this referral?"


ENTRIES = [(given.ENTRY, "5 November 2026 · contact · form tutor")]
OUTCOMES = [("adopt", "Take it on as a case"), ("advice", "Advice only")]

PAGE = """{% extends "ui/base.html" %}{% load ui %}{% block title %}Decide{% endblock %}
{% block content %}<h1>Decide</h1>
{% form_errors form %}<form method="post">{% csrf_token %}{% form_hidden form %}{% include "decisions/_panels.html" %}
<button class="govuk-button">Read it through</button></form>{% endblock %}"""


def decide(request: Signed, about_id: UUID) -> HttpResponse:
    """The usual view of a decision."""
    [compartment_id] = request.actor.where("case.move")
    about = Matter(id=about_id, kind=MatterKind.CASE, reference="C·7K3Q-9F4M", compartment_id=compartment_id)
    form = Gateway.of(request, outcomes=OUTCOMES, entries=ENTRIES)
    if form.signed() and form.carries_out(given.sign, request.ctx, about=about):
        return redirect("decisions:record", form.result)
    if form.is_to_be_signed:
        record = queries.as_it_will_stand(
            viewer=request.actor, about=about, decided=form.decided(), now=request.ctx.now
        )
        page = engines["django"].get_template("decisions/sign.html")
        return HttpResponse(page.render({"form": form, "record": record}, request))
    return HttpResponse(
        engines["django"].from_string(PAGE).render({"form": form}, request), status=form.status
    )


handler403 = "caseward.ui.errors.forbidden"
handler404 = "caseward.ui.errors.not_found"
handler500 = "caseward.ui.errors.broken"

urlpatterns = [
    path("", include("caseward.ui.urls")),
    path("", include("caseward.accounts.urls")),
    path("", include("caseward.decisions.urls")),
    path("decide/<uuid:about_id>/", decide, name="decide"),
]
